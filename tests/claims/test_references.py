"""What refers to a row that is not there is refused, whichever way it comes about, and by whomever first."""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from claims.models import Attribution, Claim, Party
from factcheck.core.models import User
from tests.claims.importing import imported_file
from tests.claims.references import REFERENCES, TRIGGERS

Cast = dict[str, User]
ALL = pytest.mark.parametrize(("name", "child", "column", "parent"), REFERENCES)


@pytest.fixture
def rows(cast: Cast) -> None:
    """A claim of a file with a speaker: a row that refers in each way."""
    imported_file(cast["erin"], "claim,claimant\nThe toll had risen,Reuters\n")


def refused_by(*statements: str) -> str | None:
    """The reference that refuses the last of some statements, by its name."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    except IntegrityError as error:
        # Said as a foreign key says it, so that whoever asks for the name of the rule is told.
        return str(error.__cause__.diag.constraint_name)  # type: ignore[union-attr]
    return None


def test_each_has_its_triggers(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgfoid::regproc::text ~ '_(added|changed|gone)$'")
        assert {name for (name,) in cursor.fetchall()} == TRIGGERS


@ALL
def test_no_row_is_added_that_refers_to_nothing(rows: None, name: str, child: str, column: str, parent: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(attname) FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
            " AND attname <> 'id'",
            [child],
        )
        columns = cursor.fetchone()[0]
    # The same row thrice, some further down the file or the chain, as rows are written by the thousand.
    counted = "row_number" if child == "claims_claim" else "position"

    quoted = [f'"{each}"' for each in columns]

    def again(points_to: str) -> str:
        values = [f"{counted} + n" if each == counted else points_to if each == column else f'"{each}"'
                  for each in columns]  # fmt: skip
        return (
            f"INSERT INTO {child} ({', '.join(quoted)})"  # noqa: S608
            f" SELECT {', '.join(values)} FROM {child}, generate_series(1, 3) n"
        )

    assert refused_by(again(f"CASE n WHEN 2 THEN -1 ELSE {column} END")) == name
    assert refused_by(again(column)) is None


@ALL
def test_no_row_is_made_to_refer_to_nothing(rows: None, name: str, child: str, column: str, parent: str) -> None:
    assert refused_by(f"UPDATE {child} SET {column} = -1") == name  # noqa: S608
    assert refused_by(f"UPDATE {child} SET {column} = {column}") is None  # noqa: S608


@ALL
def test_nothing_goes_that_is_referred_to(rows: None, name: str, child: str, column: str, parent: str) -> None:
    pointed = f"id IN (SELECT {column} FROM {child})"  # noqa: S608
    alone = "UPDATE claims_importrow SET claim_id = NULL; DELETE FROM claims_alias;"
    assert refused_by(f"{alone} DELETE FROM {parent} WHERE {pointed}") == name  # noqa: S608
    assert refused_by(f"{alone} UPDATE {parent} SET id = id + 1000000 WHERE {pointed}") == name  # noqa: S608


@pytest.mark.parametrize("with_child", [False, True])
def test_a_table_is_emptied_only_with_what_refers_to_it(rows: None, with_child: bool) -> None:
    # Whatever else hangs on claims goes by its own foreign keys.
    names = "claims_claim, claims_figure, claims_importrow, reviews_review CASCADE"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with a check to come is not emptied
    refused = refused_by(f"TRUNCATE {'claims_attribution, ' if with_child else ''}{names}")
    assert refused == (None if with_child else "attribution_claim")


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["refers", "goes"])
def test_of_two_at_once_only_one_has_its_way(cast: Cast, first: str) -> None:
    """One adds a link to a party while another deletes that party: the second waits for the first, then is refused."""
    claim = Claim.objects.create(text="The toll had risen")
    party = Party.objects.create(name="Reuters")
    acts: dict[str, Callable[[], object]] = {
        "refers": lambda: Attribution.objects.create(claim=claim, position=0, party_id=party.pk, name="Reuters"),
        "goes": lambda: Party.objects.filter(pk=party.pk)._raw_delete("default"),
    }
    second = next(name for name in acts if name != first)
    outcome: dict[str, str] = {}

    def late() -> None:
        try:
            acts[second]()
            outcome[second] = "done"
        except IntegrityError:
            outcome[second] = "refused"
        finally:
            connection.close()

    with transaction.atomic():
        acts[first]()
        thread = threading.Thread(target=late)
        thread.start()
        thread.join(0.3)
        assert thread.is_alive(), "the second did not wait"
    thread.join(10)

    assert outcome == {second: "refused"}
    assert Attribution.objects.filter(party_id=party.pk).exists() == Party.objects.filter(pk=party.pk).exists()
