"""Whether a history is whole: what is wrong with its seals and heads, the first fault first. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from factcheck.core.digest import NOTHING, Root, digest, head_fields, statement
from factcheck.core.history_keys import is_signed


class SealRow(NamedTuple):
    """A seal beside the event that it names: `fields` as `sealing.EVENT_TEXT`, its id None where it is gone."""

    number: int
    event: int
    stream: int
    position: int
    prev: bytes
    digest: bytes
    fields: Sequence[str | None]


class HeadRow(NamedTuple):
    """A head as it is in the database; `at` as it was hashed."""

    number: int
    at: str
    seals: int
    root: bytes
    snapshot: str
    epoch: int
    is_shown: bool
    key: str
    signature: bytes


class Exported(NamedTuple):
    """A head as it was written to the file."""

    number: int
    at: str
    seals: int
    root: bytes
    key: str
    signature: bytes


class Fault(NamedTuple):
    """One thing that is wrong: at which seal, event and review (None where it is not at one), and what."""

    seal: int | None
    event: int | None
    review: int | None
    words: str

    def __str__(self) -> str:
        where = [
            f"{name} {value}"
            for name, value in (("seal", self.seal), ("event", self.event), ("review", self.review))
            if value
        ]
        return f"{', '.join(where)}: {self.words}" if where else self.words


_REVIEW = 6  # in `fields`


class Examination:
    """One pass over a history. `seals` and `heads` count what was looked at."""

    def __init__(self, *, keys: Mapping[str, bytes], exported: Sequence[Exported] = ()) -> None:
        """`keys` are public keys by name that may have signed; `exported` what stands outside the database."""
        self.seals = 0
        self.heads = 0
        self._keys = keys
        self._exported = {each.number: each for each in exported}
        self._tips: dict[int, tuple[int, bytes]] = {}

    def faults(
        self, seals: Iterable[SealRow], heads: Iterable[HeadRow], unsealed: Iterable[tuple[int, int | None]] = ()
    ) -> Iterator[Fault]:
        """What is wrong, in the order of the seals.

        `seals` and `heads` come in the order of their numbers. `unsealed` are ids and reviews of events without a
        seal that the last head must have seen.
        """
        rows = iter(seals)
        waiting = next(rows, None)
        before: HeadRow | None = None
        for head in heads:
            root = Root(before.root if before else NOTHING)
            found: Fault | None = None
            while waiting is not None and waiting.number <= head.seals:
                for fault in self._of_seal(waiting):
                    found = fault
                    yield fault
                root.add(waiting.digest)
                waiting = next(rows, None)
            if self.seals < head.seals:
                found = Fault(None, None, None, f"head {head.number} counts {head.seals} seals, but the last is "
                              f"{self.seals}: the end was cut off")  # fmt: skip
                yield found
                self.seals = head.seals
            yield from self._of_head(head, before, root, is_told=found is not None)
            before = head
            self.heads += 1
        while waiting is not None:
            yield Fault(waiting.number, waiting.event, waiting.stream, "no head covers this seal")
            waiting = next(rows, None)
        for event, review in unsealed:
            yield Fault(None, event, review, "was put in later: the last head must have seen it, but it has no seal")
        if before is not None and self._keys and not before.key:
            yield Fault(None, None, None, f"head {before.number} is the last and not signed, though there is a key")
        yield from self._missing()

    def _of_seal(self, row: SealRow) -> Iterator[Fault]:
        words = ""
        if row.number != self.seals + 1:
            words = f"seal {self.seals + 1} is missing before it" if row.number > self.seals else "is there twice"
        self.seals = row.number
        position, prev = self._tips.get(row.stream, (0, NOTHING))
        self._tips[row.stream] = (row.position, row.digest)
        if not words:
            words = self._wrong(row, position, prev)
        if words:
            yield Fault(row.number, row.event, row.stream, words)

    @staticmethod
    def _wrong(row: SealRow, position: int, prev: bytes) -> str:
        fields = row.fields
        if fields[0] is None:
            return "the event was deleted"
        if fields[0] != str(row.event) or (fields[_REVIEW] or "0") != str(row.stream):
            return "the event belongs to another review than its seal says"
        if row.position != position + 1:
            return f"place {row.position} of the review follows place {position}"
        if row.prev != prev:
            return "does not follow the event before it"
        if digest(row.prev, [str(row.number), str(row.stream), str(row.position), *fields]) != row.digest:
            return "the event was changed after it was sealed"
        return ""

    def _of_head(self, head: HeadRow, before: HeadRow | None, root: Root, *, is_told: bool) -> Iterator[Fault]:
        expected = before.number + 1 if before else 1
        words = ""
        value = root.close(head_fields(head.number, head.at, head.seals, head.snapshot, head.epoch, head.is_shown))
        since = before.seals + 1 if before else 1
        if head.number != expected:
            words = f"head {expected} is missing before head {head.number}"
        elif value != head.root and not is_told:
            words = f"head {head.number} is over other seals than {since} to {head.seals} as they are now"
        elif before is not None and before.key and not head.key:
            words = f"head {head.number} is not signed, though heads before it are"
        elif head.key and self._keys and not self._is_signed(head):
            words = f"head {head.number} is not signed by a key of the desk ({', '.join(self._keys)})"
        outside = self._exported.pop(head.number, None)
        if not words and outside is not None and outside != _as_exported(head):
            words = f"head {head.number} is another one than was exported: the history was written anew"
        if words:
            yield Fault(None, None, None, words)

    def _is_signed(self, head: HeadRow) -> bool:
        public = self._keys.get(head.key)
        return public is not None and is_signed(statement(head.at, head.root), head.signature, public=public)

    def _missing(self) -> Iterator[Fault]:
        """Heads outside that the database does not have, or no more."""
        for number, head in self._exported.items():
            words = f"head {number} over {head.seals} seals was exported and is gone: the end was cut off"
            yield Fault(None, None, None, words)


def _as_exported(head: HeadRow) -> Exported:
    return Exported(head.number, head.at, head.seals, head.root, head.key, head.signature)
