"""Events are sealed after they were committed, heads are signed and exported, and what an owner does is found."""

import json
import zlib
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.management import CommandError, call_command
from django.db import connection

from factcheck.core import sealing
from factcheck.core.digest import NOTHING, Root, head_fields, statement
from factcheck.core.heads import read_heads, shown_head, utc
from factcheck.core.history_keys import Key
from factcheck.core.models import Event, Head, Seal, User
from factcheck.core.sealing import seal
from tests.conftest import worker_environment
from tests.core.happening import happen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _outside(settings: Any, tmp_path: Path) -> None:
    settings.HISTORY_HEADS = tmp_path / "outside" / "heads.jsonl"
    settings.HISTORY_KEY = "a key of this test, long enough to be one"


@pytest.fixture
def shown_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "SHOWN_EVERY", 0)


def verified(*words: str) -> str:
    out = StringIO()
    try:
        call_command("verify_history", *words, stdout=out)
    except CommandError as error:
        return out.getvalue() + str(error)
    return out.getvalue()


def as_owner(*statements: str) -> None:
    """What somebody who owns the tables can do: the triggers do not stand in the way."""
    tables = ("event", "seal", "head")
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE core_{table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement)
        for table in tables:
            cursor.execute(f"ALTER TABLE core_{table} ENABLE TRIGGER USER")
            # As this run's database has it, so that it can be emptied.
            cursor.execute(f"ALTER TABLE core_{table} DISABLE TRIGGER {table}_not_truncated")


def test_each_stream_is_chained_and_the_history_is_whole(cast: dict[str, User]) -> None:
    happen(cast["ada"], 3)
    happen(cast["ada"], 2, review=None)
    assert seal() == (5, 1)
    happen(cast["ben"], 2)
    assert seal() == (2, 2)
    assert seal() == (0, None)
    assert list(Seal.objects.filter(stream=5).order_by("number").values_list("position", flat=True)) == [1, 2, 3, 4, 5]
    assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 8))
    assert "The history is whole: 7 events and 2 heads verified, 0 events not sealed yet." in verified()


def test_a_late_commit_gets_a_later_place(cast: dict[str, User]) -> None:
    """The number of an event is drawn before it is committed: a lower one may come after a higher one."""
    with psycopg.connect(worker_environment()["DATABASE_URL"]) as slow:
        slow.execute(
            "INSERT INTO core_event (kind, at, about_kind, about_id, review_id, data)"
            " VALUES ('evidence.added', now(), 'evidence', '1', 5, '{}')"
        )
        happen(cast["ada"])
        assert seal().seals == 1
        assert "is whole" in verified()
        slow.commit()
        assert seal().seals == 1
    events = list(Seal.objects.order_by("number").values_list("event", flat=True))
    assert events == sorted(events, reverse=True)
    assert "is whole: 2 events" in verified()


def test_heads_are_shown_by_the_clock_whatever_happens(cast: dict[str, User], settings: Any) -> None:
    happen(cast["ada"])
    seal()
    first = shown_head()
    assert first is not None
    assert set(first) == {"at", "root", "key", "public_key", "signature"}
    happen(cast["ada"])
    assert seal() == (1, 2)
    assert shown_head() == first
    as_owner("UPDATE core_head SET at = at - interval '301 seconds'")
    assert seal() == (0, 3)
    second = shown_head()
    assert second is not None
    assert second["root"] != first["root"]
    assert [head.number for head in read_heads(settings.HISTORY_HEADS)] == [1, 3]


def test_what_is_exported_again_after_a_crash(cast: dict[str, User], settings: Any, shown_always: None) -> None:
    happen(cast["ada"])
    seal()
    path = settings.HISTORY_HEADS
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    seal()
    assert [head.number for head in read_heads(path)] == [1, 2]
    assert path.read_bytes().startswith(whole)
    assert "is whole" in verified()
    path.write_bytes(b"not a head\n")
    assert "line 1 of the exported heads is none" in verified()


def test_the_first_bad_row_is_named(cast: dict[str, User]) -> None:
    happen(cast["ada"], 4)
    happen(cast["ada"], 1, review=6)
    seal()
    victims = list(Event.objects.order_by("id").values_list("id", flat=True))
    as_owner(f"UPDATE core_event SET data = jsonb_set(data, '{{of}}', '1.10') WHERE id = {victims[1]}")  # noqa: S608
    said = verified()
    assert f"seal 2, event {victims[1]}, review 5: the event was changed after it was sealed" in said.splitlines()[0]
    assert "The history is not whole" in said


FAULTS = {
    "edit": ["UPDATE core_event SET by_id = NULL WHERE id = {second}"],
    "when": ["UPDATE core_event SET at = at + interval '1 microsecond' WHERE id = {second}"],
    "digits": ['UPDATE core_event SET data = \'{{"count": 1, "of": 1.10}}\' WHERE id = {second}'],
    "delete": ["DELETE FROM core_event WHERE id = {second}"],
    "delete with its seal": [
        "DELETE FROM core_seal WHERE event_id = {second}",
        "DELETE FROM core_event WHERE id = {second}",
    ],
    "insert": [
        "INSERT INTO core_event (id, kind, at, about_kind, about_id, review_id, data, xid)"
        " SELECT id + 1000, kind, at, about_kind, about_id, review_id, data, xid FROM core_event WHERE id = {second}"
    ],
    "insert from before transactions were stamped": [
        "INSERT INTO core_event (id, kind, at, about_kind, about_id, review_id, data)"
        " SELECT id + 1000, kind, at, about_kind, about_id, review_id, data FROM core_event WHERE id = {second}"
    ],
    "insert with a seal": [
        "INSERT INTO core_event (id, kind, at, about_kind, about_id, data, xid)"
        " SELECT id + 1000, kind, at, about_kind, about_id, data, xid FROM core_event WHERE id = {second}",
        "INSERT INTO core_seal (number, event_id, stream, position, prev, digest)"
        " SELECT max(number) + 1, {second} + 1000, 77, 1, '\\x00', '\\x01' FROM core_seal",
    ],
    "swap": [
        "UPDATE core_event e SET data = o.data FROM core_event o"
        " WHERE (e.id, o.id) IN (({first}, {second}), ({second}, {first}))"
    ],
    "another kind": ["UPDATE core_event SET kind = 'evidence.withdrawn' WHERE id = {second}"],
    "another review": ["UPDATE core_event SET review_id = 6 WHERE id = {second}"],
    "another transaction": ["UPDATE core_event SET xid = xid + 1 WHERE id = {second}"],
    "cut tail": ["DELETE FROM core_event WHERE id = {last}", "DELETE FROM core_seal WHERE event_id = {last}"],
    "cut tail with its head": [
        "DELETE FROM core_seal WHERE event_id > {second}",
        "DELETE FROM core_event WHERE id > {second}",
        "DELETE FROM core_head",
    ],
    "another head": ["UPDATE core_head SET seals = seals - 1"],
    "unsigned": ["UPDATE core_head SET key = '', signature = ''"],
    "signed by another": ["UPDATE core_head SET key = '{other}'"],
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_an_owner_of_the_tables_does_is_found(cast: dict[str, User], shown_always: None, fault: str) -> None:
    happen(cast["ada"], 6)
    seal()
    assert "is whole" in verified()
    first, second, *_, last = Event.objects.order_by("id").values_list("id", flat=True)
    other = Key("another one").name
    as_owner(*(each.format(first=first, second=second, last=last, other=other) for each in FAULTS[fault]))
    assert "is not whole" in verified()
    # Sealing goes on, and does not cover it up.
    happen(cast["ada"])
    seal()
    assert "is not whole" in verified()


def test_a_history_made_anew_with_the_key_is_found_by_the_exported_heads(
    cast: dict[str, User], settings: Any, shown_always: None
) -> None:
    happen(cast["ada"], 3)
    seal()
    as_owner("UPDATE core_event SET by_id = NULL", "DELETE FROM core_seal", "DELETE FROM core_head")
    path = settings.HISTORY_HEADS
    kept = path.rename(path.with_name("kept.jsonl"))
    seal()
    assert "is whole" in verified()
    assert "was written anew" in verified("--heads", str(kept))


def test_another_key_is_no_key_of_the_desk(cast: dict[str, User], settings: Any) -> None:
    happen(cast["ada"])
    seal()
    before = Key(settings.HISTORY_KEY).public.hex()
    settings.HISTORY_KEY = "another key of this test"
    assert "is not signed by a key of the desk" in verified()
    assert "is whole" in verified("--public-key", before)
    assert "64 hexadecimal digits" in verified("--public-key", "no key")


def further_on(settings: Any) -> None:
    """The one head as a dump of a server brings it that has counted many more transactions."""
    root = Root(NOTHING)
    for one in Seal.objects.order_by("number"):
        root.add(bytes(one.digest))
    head = Head.objects.get()
    head.snapshot = "99999999:99999999:"
    head.root = root.close(head_fields(1, utc(head), head.seals, head.snapshot, 1, is_shown=True))
    head.signature = Key(settings.HISTORY_KEY).sign(statement(utc(head), head.root))
    as_owner("DELETE FROM core_head")
    head.save(force_insert=True)
    settings.HISTORY_HEADS.unlink()


def test_after_a_restore_transactions_are_numbered_anew(cast: dict[str, User], settings: Any) -> None:
    happen(cast["ada"], 2)
    seal()
    further_on(settings)
    assert "is whole" in verified()
    happen(cast["ada"])
    assert seal().seals == 0
    assert "was put in later" in verified()
    assert seal(restored=True).seals == 1
    assert Head.objects.latest("number").epoch == 2
    assert "is whole: 3 events" in verified()
    happen(cast["ada"])
    assert seal().seals == 1
    assert "is whole: 4 events" in verified()


def test_only_one_seals(cast: dict[str, User]) -> None:
    happen(cast["ada"])
    with psycopg.connect(worker_environment()["DATABASE_URL"]) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [zlib.crc32(b"core.seal")])
        assert seal() == (0, None)
        other.execute("SELECT pg_advisory_unlock_all()")
        assert seal() == (1, 1)


def test_what_is_exported_can_be_verified_by_anybody(cast: dict[str, User], settings: Any) -> None:
    happen(cast["ada"])
    seal()
    said = json.loads(settings.HISTORY_HEADS.read_text())
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(said["public_key"]))
    key.verify(bytes.fromhex(said["signature"]), f"factcheck history\n{said['at']}\n{said['root']}\n".encode())
