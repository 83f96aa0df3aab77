"""The role of web, worker and beat works on everything, but can neither change nor delete the record."""

from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg.errors import InsufficientPrivilege

from claims.actions.sort_in_words import sort_in_words
from factcheck.core.management.commands.grant_rights import RECORD, ROLE
from factcheck.core.models import User
from factcheck.core.sealing import seal
from factcheck.core.verifying import verify
from reviews.actions.correct import correct
from reviews.actions.retract import retract
from tests.conftest import worker_environment
from tests.factories import make_publication, make_review

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def as_desk(transactional_db: None) -> Any:
    """The test's own connection as the desk's role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [ROLE])
        if not cursor.fetchone()[0]:
            pytest.skip(f"The server of DATABASE_URL has no role {ROLE}.")
    call_command("grant_rights", required=True)
    owner = connection.settings_dict["USER"]

    def change(user: str) -> None:
        connection.close()
        connection.settings_dict["USER"] = user

    change(ROLE)
    yield ROLE
    change(owner)


def address(user: str) -> str:
    return worker_environment()["DATABASE_URL"].replace(f"user={connection.settings_dict['USER']}", f"user={user}")


def refused(statement: str) -> bool:
    with psycopg.connect(address(ROLE)) as desk:
        try:
            desk.execute(statement)
        except InsufficientPrivilege:
            return True
    return False


FORBIDDEN = [
    *(f"DELETE FROM {table}" for table in RECORD),  # noqa: S608
    *(f"TRUNCATE {table} CASCADE" for table in RECORD),
    "UPDATE core_event SET by_id = NULL",
    "UPDATE core_seal SET position = 1",
    "UPDATE core_head SET seals = 0",
    "UPDATE reviews_assessment SET rationale = ''",
    "UPDATE reviews_verdict SET rating_id = 1",
    "UPDATE reviews_publication SET body = '{}'",
    "UPDATE reviews_correction SET why = ''",
    "ALTER TABLE core_event DISABLE TRIGGER ALL",
    "ALTER TABLE core_event ADD COLUMN other int",
    "DROP TRIGGER event_append_only ON core_event",
    "DROP TABLE core_seal",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE TABLE public.other (id int)",
    "SET ROLE factcheck",
    "SET session_replication_role = replica",
    "SELECT gin_clean_pending_list('claim_words_found'::regclass)",
    "INSERT INTO django_migrations (app, name, applied) VALUES ('core', 'other', now())",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_record_is_out_of_reach(as_desk: str, statement: str) -> None:
    assert refused(statement)


def test_the_desk_works_as_ever(as_desk: str, cast: dict[str, User], settings: Any, tmp_path: Path) -> None:
    """From a claim to a withdrawn verdict, and the history sealed, by the role that owns nothing."""
    settings.HISTORY_HEADS = tmp_path / "heads.jsonl"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (ROLE,)
    make_review(cast["erin"])
    published = make_publication(cast, split=True)
    correct(published.review_id, by=cast["cleo"], what="The rationale.", why="It misled.", rationale="In other words.")
    retract(published.review_id, by=cast["erin"], why="The source withdrew it.")
    sort_in_words()
    assert seal().seals > 10
    assert verify(keys={}).faults == []


def test_nothing_is_granted_to_a_role_that_is_not_there(db: None) -> None:
    call_command("grant_rights", role="nobody_at_all", stdout=StringIO())
    with pytest.raises(CommandError, match="There is no role nobody_at_all"):
        call_command("grant_rights", role="nobody_at_all", required=True)


def test_every_table_of_the_record_is_there(db: None) -> None:
    assert set(RECORD) <= set(connection.introspection.table_names())
