"""Whatever is written past the verbs stands in the history: raw SQL, bulk updates, by whatever role."""

# ruff: noqa: S608 - statements of these tests' own
import re
from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction

from claims.actions.add_document import add_document
from claims.actions.add_topic import add_topic
from claims.actions.extract_document import extract_document
from claims.actions.take_back_import import take_back_import
from claims.models import Claim
from factcheck.core.audit import record
from factcheck.core.events import EventKind
from factcheck.core.management.commands.grant_rights import ROLE
from factcheck.core.models import Event, User
from reviews.actions.correct import correct
from reviews.actions.renew_lease import renew_lease
from reviews.models import Comment, Review
from tests.claims.importing import imported_file
from tests.conftest import quiet_triggers
from tests.factories import assigned, make_claim, make_document, make_evidence, make_publication, make_review
from tests.reviews.filled import filled
from tests.reviews.watched_rows import CHANGES, WATCHED, noted, owner, raw

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def watched(transactional_db: None) -> Iterator[None]:
    """Every trigger is on, those too that each test begins and ends with."""
    switch("ENABLE")
    yield
    switch("DISABLE")


def switch(how: str) -> None:
    with connection.cursor() as cursor:
        for name, table in quiet_triggers():
            cursor.execute(f"ALTER TABLE {table} {how} TRIGGER {name}")


# --- which tables ------------------------------------------------------------------------------------------


def test_every_column_of_a_watched_table_is_watched_or_named() -> None:
    """A new column of a table with columns left out needs `SELECT watch_rows(...)` in its migration."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, array_agg(tgname::text ORDER BY tgname) FROM pg_trigger"
            " WHERE tgname ~ '^row_(added|changed|removed|emptied)$' GROUP BY 1"
        )
        found = {table: tuple(names) for table, names in cursor.fetchall()}
        assert found == {table: names for table, (_, names) in WATCHED.items()}
        for table, (left_out, _) in WATCHED.items():
            cursor.execute(
                "SELECT pg_get_triggerdef(t.oid), array_agg(a.attname::text) FROM pg_trigger t"
                " JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum > 0 AND NOT a.attisdropped"
                " WHERE t.tgname = 'row_changed' AND t.tgrelid = %s::regclass GROUP BY t.oid",
                [table],
            )
            definition, columns = cursor.fetchone()
            assert left_out <= set(columns)
            if left_out:
                said = definition.replace('"', "")
                seen = {name for name in columns if re.search(rf"\bold\.{name}\b", said)}
                assert seen == set(columns) - left_out, table
            else:
                assert "old.* IS DISTINCT FROM new.*" in definition


def test_a_change_of_each_table_is_noted(cast: dict[str, User], watched: None) -> None:
    """By the owner, who has put the rules that forbid it out of the way."""
    assert set(CHANGES) == set(WATCHED)
    ids = filled(cast)
    raw(
        f"INSERT INTO claims_topic_members (topic_id, user_id) SELECT id, {ids['ada']} FROM claims_topic LIMIT 1",
        f"INSERT INTO reviews_desk_members (desk_id, user_id) VALUES ({ids['desk']}, {ids['ada']})",
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname !~ '^row_'"
        )
        rules = cursor.fetchall()
    wrong = {}
    for table, change in CHANGES.items():
        before = len(noted())
        mine = [name for of, name in rules if of == table]
        raw(
            *(f"ALTER TABLE {table} DISABLE TRIGGER {name}" for name in mine),
            f"UPDATE {table} AS w SET {change}",
            "SET CONSTRAINTS ALL IMMEDIATE",
            *(f"ALTER TABLE {table} ENABLE TRIGGER {name}" for name in mine),
        )
        new = noted()[before:]
        if {(each["table"], each["did"], each["role"]) for each in new} != {(table, "update", owner())}:
            wrong[table] = new
    assert wrong == {}


def test_a_row_that_is_added_or_removed_is_noted(cast: dict[str, User], watched: None) -> None:
    erin = cast["erin"]
    claim = make_claim(erin)
    raw(
        "INSERT INTO reviews_interest (user_id, party_id, note, declared_by_id, declared_at)"
        f" SELECT {erin.pk}, min(id), '', {erin.pk}, now() FROM claims_party"
    )
    raw("DELETE FROM reviews_interest", f"DELETE FROM claims_figure WHERE claim_id = {claim.pk}")
    added, removed, figure = noted()
    assert (added["table"], added["did"], removed["did"], figure["did"]) == (
        "reviews_interest", "insert", "delete", "delete",
    )  # fmt: skip
    assert added["changed"]["user_id"] == [None, erin.pk]
    assert removed["changed"]["user_id"] == [erin.pk, None]
    assert Event.objects.filter(kind=EventKind.ROW_CHANGED, claim_id=claim.pk).count() == 1


def test_a_table_that_is_emptied_is_noted(cast: dict[str, User], watched: None) -> None:
    raw("TRUNCATE reviews_interest")
    assert [(each["table"], each["did"]) for each in noted()] == [("reviews_interest", "truncate")]


# --- by which way ------------------------------------------------------------------------------------------


def test_what_is_written_at_once_through_the_models_is_noted(cast: dict[str, User]) -> None:
    reviews = [make_review(cast["erin"]) for _ in range(3)]
    Review.objects.filter(pk=reviews[0].pk).update(priority=1)
    reviews[1].priority = 3
    Review.objects.bulk_update(reviews[1:2], ["priority"])
    comments = [Comment(review=reviews[2], round=1, by=cast["ada"], is_blind=False, body="So.")]
    Comment.objects.bulk_create(comments)
    said = [(each["table"], each["row"], each["did"]) for each in noted()]
    assert said == [
        ("reviews_review", str(reviews[0].pk), "update"),
        ("reviews_review", str(reviews[1].pk), "update"),
        ("reviews_comment", str(comments[0].pk), "insert"),
    ]
    assert noted()[0]["changed"] == {"priority": [2, 1]}
    assert list(Event.objects.filter(kind=EventKind.ROW_CHANGED).values_list("review_id", flat=True)) == [
        each.pk for each in reviews
    ]


def test_the_role_of_the_desk_is_named_and_can_write_past_nothing(cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone()[0]:
            pytest.skip(f"The server of DATABASE_URL has no role {ROLE}.")
    call_command("grant_rights", required=True)
    # A table of one's own in the way of the real one, and a search path that finds it first.
    raw(
        "CREATE TEMP TABLE core_event AS SELECT * FROM public.core_event",
        "SET search_path = pg_temp, public",
        f"INSERT INTO core_event (kind, review_id, xid) VALUES ('review.taken', {review.pk},"
        " pg_current_xact_id()::text::bigint)",
        f"UPDATE reviews_review SET priority = 1 WHERE id = {review.pk}",
        user=ROLE,
    )
    assert [(each["role"], each["changed"]) for each in noted()] == [(ROLE, {"priority": [2, 1]})]
    for forbidden in (
        "ALTER TABLE reviews_review DISABLE TRIGGER row_changed",
        "SELECT unwatch_rows('reviews_review')",
        "SELECT note_row('review', '1', 1, 1, '{}')",
        "DROP FUNCTION note_row_change() CASCADE",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw(forbidden, user=ROLE)


def test_an_event_of_another_review_is_no_cover(cast: dict[str, User]) -> None:
    one, other = make_review(cast["erin"]), make_review(cast["erin"])
    with transaction.atomic():
        Review.objects.filter(pk__in=[one.pk, other.pk]).update(priority=1)
        record(EventKind.REVIEW_PRIORITISED, by=cast["erin"], about=one, review_id=one.pk)
    assert [each["row"] for each in noted()] == [str(other.pk)]


def test_nothing_is_noted_of_what_is_undone_or_left_as_it_was(cast: dict[str, User]) -> None:
    review = make_review(cast["erin"])
    with pytest.raises(psycopg.errors.DivisionByZero):
        raw("UPDATE reviews_review SET priority = 1", "SELECT 1/0")
    raw("UPDATE reviews_review SET priority = priority, rank = rank + 1, free_parts = 1")
    assert noted() == []
    assert Review.objects.get().pk == review.pk


def test_secrets_and_long_texts_stay_out(cast: dict[str, User]) -> None:
    claim = make_claim(cast["erin"])
    raw(
        "UPDATE core_user SET password = 'md5$of$another' WHERE username = 'rita'",
        f"UPDATE claims_claim SET text = repeat('é', 5000) WHERE id = {claim.pk}",
    )
    person, changed = noted()
    assert person["changed"] == {"password": ["hidden", "hidden"]}
    assert len(changed["changed"]["text"][1]) == 1001
    assert "another" not in str(noted())


# --- what is no change past the verbs ----------------------------------------------------------------------


def test_verbs_leave_no_note(cast: dict[str, User], watched: None) -> None:
    erin = cast["erin"]
    filled_by_verbs = make_publication(cast, split=True)
    correct(filled_by_verbs.review_id, by=erin, what="The words.", why="They misled.", rationale="In other words.")
    review = assigned(make_review(erin), erin, cast["ada"])
    renew_lease(review.pk, by=cast["ada"])
    make_evidence(review, cast["ada"], publisher="Jamaran", url="https://paper.example/a")
    add_topic(by=erin, title="Toll")
    assert noted() == []


def test_an_import_is_its_own_history(cast: dict[str, User], watched: None) -> None:
    erin = cast["erin"]
    work = imported_file(erin)
    assert work.added
    document_work, _ = add_document(by=erin, text=make_document(erin).text + "More than 20 people were killed there.")
    assert extract_document(document_work.pk).added
    assert noted() == []
    claim = Claim.objects.filter(imported_in=work).earliest("pk")
    raw(f"UPDATE claims_claim SET text = 'Other' WHERE id = {claim.pk}")
    assert [(each["table"], each["row"]) for each in noted()] == [("claims_claim", str(claim.pk))]
    take_back_import(work.pk, by=erin)
    assert len(noted()) == 1
    other = imported_file(erin, "claim\nA claim that nobody made.\n", mapping={"claim": "text"})
    gone = Claim.objects.get(imported_in=other)
    raw(
        f"DELETE FROM claims_importrow WHERE claim_id = {gone.pk}",
        f"DELETE FROM claims_attribution WHERE claim_id = {gone.pk}",
        f"DELETE FROM claims_claim WHERE id = {gone.pk}",
    )
    assert (noted()[-1]["table"], noted()[-1]["did"]) == ("claims_claim", "delete")
