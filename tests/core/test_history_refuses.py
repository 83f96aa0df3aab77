"""What the database refuses of the history: a change, a fork, a second seal, a chosen transaction."""

from pathlib import Path
from typing import Any

import pytest
from django.db import Error, connection, transaction

from factcheck.core.events import EventKind
from factcheck.core.models import Event, Seal, User
from factcheck.core.sealing import seal
from tests.core.happening import happen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _outside(settings: Any, tmp_path: Path) -> None:
    settings.HISTORY_HEADS = tmp_path / "outside" / "heads.jsonl"
    settings.HISTORY_KEY = "a key of this test, long enough to be one"


@pytest.mark.parametrize("table", ["core_event", "core_seal", "core_head"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET {} = {}"])
def test_the_tables_refuse_change(cast: dict[str, User], table: str, change: str) -> None:
    happen(cast["ada"])
    seal()
    column = "id" if table == "core_event" else "number"
    with pytest.raises(Error, match="never changed or deleted"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table, column, column))


def test_two_seals_cannot_follow_one(cast: dict[str, User]) -> None:
    happen(cast["ada"])
    seal()
    row = dict(Seal.objects.values("stream", "position", "prev", "digest").get())
    with pytest.raises(Error, match="seal_no_fork"), transaction.atomic():
        Seal.objects.create(number=2, event_id=10**9, **{**row, "position": 2})
    with pytest.raises(Error, match="seal_one_a_position"), transaction.atomic():
        Seal.objects.create(number=2, event_id=10**9, **{**row, "prev": b"other"})


def test_an_event_is_sealed_once_and_nothing_is_emptied(cast: dict[str, User]) -> None:
    happen(cast["ada"])
    seal()
    row = Seal.objects.get()
    with pytest.raises(Error, match="core_seal_event_id_key"), transaction.atomic():
        Seal.objects.create(number=2, event=row.event, stream=9, position=1, prev=b"", digest=b"")
    for table in ("seal", "head"):
        # The run's own database has these off, since tests that commit empty every table.
        with (
            connection.cursor() as cursor,
            pytest.raises(Error, match="never changed or deleted"),
            transaction.atomic(),
        ):
            cursor.execute(
                f"ALTER TABLE core_{table} ENABLE TRIGGER {table}_not_truncated; TRUNCATE core_{table} CASCADE"
            )


def test_nobody_chooses_the_transaction_of_an_event(cast: dict[str, User]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        event = Event.objects.create(kind=EventKind.EVIDENCE_ADDED, about_kind="a", about_id="1", xid=1)
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        event.refresh_from_db()
        assert event.xid == cursor.fetchone()[0]
