"""Sealing: events that have been committed get their place in the history, and a head is signed over all of it.

Nobody who writes an event waits for this or locks anything, so an honest history can neither fork nor deadlock. One
sealer at a time sees what has been committed by its own snapshot. A transaction that began early and commits late is
in a later snapshot, and its events simply get later places.
"""

from collections.abc import Sequence
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction

from factcheck.core.copying import copy_lines
from factcheck.core.digest import NOTHING, Root, digest, head_fields, statement
from factcheck.core.heads import export
from factcheck.core.history_keys import Key
from factcheck.core.once import only_one

# Seconds between heads that everybody is shown. They are made by the clock and whatever happens, so that a head
# tells nobody that a colleague has just handed something in.
SHOWN_EVERY = 300
_BATCH = 50_000
_TIME = """to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
# Every column of an event as text, in the order in which it is hashed.
EVENT_TEXT = (
    f"e.id::text, e.kind, {_TIME.format('e.at')}, e.by_id::text, e.about_kind, e.about_id, e.review_id::text,"
    " e.claim_id::text, e.data::text, e.xid::text"
)
HEAD_AT = _TIME.format("at")
_LAST = (
    "SELECT number, seals, root, snapshot, epoch,"
    " (SELECT extract(epoch FROM now() - max(at)) FROM core_head WHERE is_shown)"
    " FROM core_head ORDER BY number DESC LIMIT 1"
)
_NEW = f"""
SELECT coalesce(e.review_id, 0), {EVENT_TEXT} FROM core_event e
WHERE NOT EXISTS (SELECT FROM core_seal s WHERE s.event_id = e.id)
"""  # noqa: S608 - constants
# What the last head's snapshot saw has its seal already. Whatever pretends to be older is left for the verifier.
_SINCE = " AND e.xid >= %s AND NOT pg_visible_in_snapshot(e.xid::text::xid8, %s::pg_snapshot)"
_TIPS = """
SELECT tip.stream, tip.position, tip.digest FROM unnest(%s::bigint[]) AS asked(stream)
CROSS JOIN LATERAL (
    SELECT * FROM core_seal WHERE stream = asked.stream ORDER BY position DESC LIMIT 1
) AS tip
"""
_COLUMNS = ("number", "event_id", "stream", "position", "prev", "digest")


class Sealed(NamedTuple):
    """What one turn did: seals made, and the number of the head over them (None when there was no need of one)."""

    seals: int
    head: int | None


class _Last(NamedTuple):
    number: int = 0
    seals: int = 0
    root: bytes = NOTHING
    snapshot: str = ""
    epoch: int = 1
    shown_ago: float | None = None


def seal(*, restored: bool = False) -> Sealed:
    """Seal every event committed since the last turn, and export heads that are to be shown.

    `restored` begins a new epoch: after a restore from a dump the server numbers transactions anew. Must not run
    inside a transaction. Does nothing while another process seals.
    """
    with only_one("core.seal") as is_ours:
        if not is_ours:
            return Sealed(0, None)
        with transaction.atomic(durable=True):
            sealed = _seal(restored=restored)
        export(settings.HISTORY_HEADS)
    return sealed


def _seal(*, restored: bool) -> Sealed:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute(_LAST)
        row = cursor.fetchone()
        last = _Last(*row) if row else _Last()
        # A seal that no head counts was put there by somebody else: it is left for the verifier, and not in the way.
        cursor.execute("SELECT max(number) FROM core_seal")
        sealed = max(last.seals, cursor.fetchone()[0] or 0)
    begins_epoch = restored and bool(last.number)
    root = Root(bytes(last.root))
    seals = sealed
    since: list[int | str] = [] if begins_epoch or not last.number else [_xmin(last.snapshot), last.snapshot]
    with connection.chunked_cursor() as events:
        events.execute(_NEW + (_SINCE if since else "") + " ORDER BY e.id", since)
        while batch := events.fetchmany(_BATCH):
            _chain(batch, seals, root)
            seals += len(batch)
    is_due = last.shown_ago is None or last.shown_ago >= SHOWN_EVERY
    if seals == sealed and not is_due and not begins_epoch:
        return Sealed(0, None)
    epoch = last.epoch + 1 if begins_epoch else last.epoch
    _close(root, number=last.number + 1, seals=seals, epoch=epoch, is_shown=is_due)
    return Sealed(seals - sealed, last.number + 1)


def _chain(batch: Sequence[tuple[int, str]], sealed: int, root: Root) -> None:
    """Give each event the next place of its stream and write the seals; `sealed` were there before."""
    tips: dict[int, tuple[int, bytes]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_TIPS, [list({stream for stream, *_ in batch})])
        for stream, position, value in cursor.fetchall():
            tips[stream] = (position, bytes(value))
    lines = []
    for number, (stream, *fields) in enumerate(batch, sealed + 1):
        position, prev = tips.get(stream, (0, NOTHING))
        position += 1
        value = digest(prev, [str(number), str(stream), str(position), *fields])
        tips[stream] = (position, value)
        root.add(value)
        lines.append(f"{number}\t{fields[0]}\t{stream}\t{position}\t\\\\x{prev.hex()}\t\\\\x{value.hex()}")
    copy_lines("core_seal", _COLUMNS, lines)


def _close(root: Root, *, number: int, seals: int, epoch: int, is_shown: bool) -> None:
    """Write the head, signed where the desk has a key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_TIME.format('now()')}, pg_current_snapshot()::text")
        at, snapshot = cursor.fetchone()
        value = root.close(head_fields(number, at, seals, snapshot, epoch, is_shown))
        key = Key(settings.HISTORY_KEY) if settings.HISTORY_KEY else None
        signature = key.sign(statement(at, value)) if key else b""
        cursor.execute(
            "INSERT INTO core_head (number, at, seals, root, snapshot, epoch, is_shown, key, signature)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [number, at, seals, value, snapshot, epoch, is_shown, key.name if key else "", signature],
        )


def _xmin(snapshot: str) -> int:
    """The oldest transaction that was at work when a snapshot was taken: all before it had ended."""
    return int(snapshot.split(":", 1)[0])
