"""What the database refuses by itself, whoever asks: each constraint and trigger against raw SQL.

The list is compared with the database's own catalogue, so a constraint without a row here fails.
"""

import re

import pytest
from django.db import Error, connection, transaction

from factcheck.core.models import User
from tests.claims.references import TRIGGERS
from tests.reviews.filled import Ids, filled
from tests.reviews.refusals import AGAIN, CHANGED, FROZEN, OF_ROWS, OF_THE_HISTORY

# Kept by Django itself: no negative numbers, pairs of a list once; and keys that composite references need.
_DJANGOS = re.compile(r"^(core|claims|reviews)_\w+_(check|uniq)$|^(rating|review)_id_scale$|^assignment_identity$")
_CATALOGUE = r"""
SELECT conname FROM pg_constraint
WHERE conrelid::regclass::text ~ '^(core|claims|reviews)_'
    AND (contype = 'c' OR contype = 'f' AND conname !~ '_fk(_|$)')
UNION SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE indisunique AND NOT indisprimary AND indrelid::regclass::text ~ '^(core|claims|reviews)_'
UNION SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in re.sub(r"\|\|", "‖", table).strip().splitlines()]


@pytest.fixture
def desk(cast: dict[str, User]) -> Ids:
    return filled(cast)


def test_every_rule_of_the_database_is_tried_here(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CATALOGUE)
        kept = {name for (name,) in cursor.fetchall() if not _DJANGOS.match(name)}
    kept -= TRIGGERS | OF_THE_HISTORY | OF_ROWS  # tried in files of their own
    tried = {row[0] for table in (CHANGED, AGAIN, FROZEN) for row in rows(table)}
    assert tried == kept - {"event_not_truncated", "assignment_one_part_a_person"}


def test_no_row_breaks_a_rule(desk: Ids) -> None:
    wrong = {}
    for name, table, changes in rows(CHANGED):
        statement = f"UPDATE {table} SET {changes.replace('‖', '||').format(**desk)}"  # noqa: S608
        wrong[name, statement] = refused_by(statement)
    for name, table, which, changes in rows(AGAIN):
        statement = again(table, which.format(**desk), changes.format(**desk))
        wrong[name, statement] = refused_by(statement)
    assert {key: by for key, by in wrong.items() if by != key[0]} == {}


def test_what_is_written_once_is_never_changed(desk: Ids) -> None:
    wrong = {}
    for name, statement in rows(FROZEN):
        by = refused_by(statement.replace("‖", "||"))
        words = {
            "publication_frozen": "a publication is frozen", "claim_under_review": name,
            "claim_once_public_is_not_merged": name, "verdict_fixed": name,
            "scale_in_use_is_frozen": name, "rating_in_use_is_frozen": "scale_in_use_is_frozen",
        }  # fmt: skip
        wrong[statement] = words.get(name, "rows are never changed or deleted") in by
    assert all(wrong.values()), wrong


def test_events_cannot_be_emptied(db: None) -> None:
    """The run's own database has this trigger off, since tests that commit empty every table."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_event ENABLE TRIGGER event_not_truncated")
    assert "rows are never changed or deleted" in refused_by("TRUNCATE core_event CASCADE")


def test_one_part_a_person_holds_without_the_trigger_too(desk: Ids) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with a check to come is not altered
        for name in ("assignment_one_part", "assignment_outsider_decides"):
            cursor.execute(f"ALTER TABLE reviews_assignment DISABLE TRIGGER {name}")
    statement = again("reviews_assignment", "part = 'first'", "part = 'adjudicator'")
    assert refused_by(statement) == "assignment_one_part_a_person"


def test_what_a_rule_leaves_free_is_free(desk: Ids) -> None:
    """A released part can be held again, a withdrawn piece of evidence added again, a current page superseded."""
    for statement in (
        "UPDATE reviews_assignment SET released_at = now() WHERE done_at IS NULL",
        again("reviews_assignment", "done_at IS NULL AND part = 'first'", "released_at = NULL"),
        "UPDATE reviews_evidence SET withdrawn_at = now()",
        again("reviews_evidence", "", "withdrawn_at = NULL, number = 99"),
        "UPDATE reviews_verdict SET review_by = now()",
        "UPDATE reviews_scale SET is_default = false, retired_at = now()",
        "UPDATE reviews_publication SET is_current = false",
        "UPDATE claims_document SET title = 'Another title'",
    ):
        assert refused_by(statement) == ""


def refused_by(statement: str) -> str:
    """The rule that refuses a statement, by its name or else its words; "" when none does, and then it is done."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except Error as error:
        diagnosis = error.__cause__.diag  # type: ignore[union-attr]
        return diagnosis.constraint_name or diagnosis.message_primary or "refused"
    return ""


def again(table: str, which: str, changes: str) -> str:
    """The statement that inserts a row of a table once more, with a key of its own."""
    changed = dict(re.split(r"\s*=\s*", part, maxsplit=1) for part in re.split(r",\s*(?=\w+ = )", changes) if part)
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s", [table])
        types = dict(cursor.fetchall())
    columns = [name for name in types if name != "id" or types["id"] == "uuid"]
    values = [changed.get(name, "gen_random_uuid()" if name == "id" else f'"{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    row = f"SELECT {', '.join(values)} FROM {table} WHERE {which or 'true'} ORDER BY id LIMIT 1"  # noqa: S608
    return f"INSERT INTO {table} ({names}) {row}"
