"""Reads the whole history from the database and examines it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection, transaction

from factcheck.core.examining import Examination, Exported, Fault, HeadRow, SealRow
from factcheck.core.sealing import EVENT_TEXT, HEAD_AT

_BATCH = 10_000
_SEALS = f"""
SELECT s.number, s.event_id, s.stream, s.position, s.prev, s.digest, {EVENT_TEXT}
FROM core_seal s LEFT JOIN core_event e ON e.id = s.event_id ORDER BY s.number
"""  # noqa: S608 - constants
_HEADS = f"""
SELECT number, {HEAD_AT}, seals, root, snapshot, epoch, is_shown, key, signature FROM core_head ORDER BY number
"""  # noqa: S608 - constants
# Events of before their transactions were stamped were all sealed in the first turn.
_UNSEALED = """
SELECT e.id, e.review_id FROM core_event e
WHERE NOT EXISTS (SELECT FROM core_seal s WHERE s.event_id = e.id) AND (
    e.xid IS NULL
    OR pg_visible_in_snapshot(e.xid::text::xid8, (SELECT snapshot FROM core_head ORDER BY number DESC LIMIT 1)::pg_snapshot)
) AND EXISTS (SELECT FROM core_head) ORDER BY e.id
"""  # noqa: E501
_WAITING = "SELECT count(*) FROM core_event e WHERE NOT EXISTS (SELECT FROM core_seal s WHERE s.event_id = e.id)"


class Verified(NamedTuple):
    """What was looked at and found; `waiting` are events that no turn has sealed yet. Whole without faults."""

    seals: int
    heads: int
    waiting: int
    faults: list[Fault]


def verify(*, keys: Mapping[str, bytes], exported: Sequence[Exported] = (), most: int = 20) -> Verified:
    """Verify everything that is sealed, and stop after `most` faults; the first bad row comes first.

    Read in one snapshot, so that sealing may go on meanwhile; `exported` must have been read before. Must not run
    inside a transaction. Memory grows with the number of reviews, not of events.
    """
    examination = Examination(keys=keys, exported=exported)
    faults: list[Fault] = []
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute(_WAITING)
            waiting = cursor.fetchone()[0]
        for fault in examination.faults(_seals(), _heads(), _unsealed()):
            faults.append(fault)
            if len(faults) >= most:
                break
    return Verified(examination.seals, examination.heads, waiting, faults)


def _rows(statement: str) -> Iterator[tuple[Any, ...]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while batch := cursor.fetchmany(_BATCH):
            yield from batch


def _seals() -> Iterator[SealRow]:
    for number, event, stream, position, prev, digest, *fields in _rows(_SEALS):
        yield SealRow(number, event, stream, position, bytes(prev), bytes(digest), fields)


def _heads() -> Iterator[HeadRow]:
    for number, at, seals, root, snapshot, epoch, is_shown, key, signature in _rows(_HEADS):
        yield HeadRow(number, at, seals, bytes(root), snapshot, epoch, is_shown, key, bytes(signature))


def _unsealed() -> Iterator[tuple[int, int | None]]:
    for event, review in _rows(_UNSEALED):
        yield int(event), review
