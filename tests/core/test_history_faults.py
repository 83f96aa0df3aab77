"""A thousand single faults in a history of ten thousand events: each is found, and told at the row where it is."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import pytest

from factcheck.core.digest import NOTHING, Root, digest, head_fields, statement
from factcheck.core.examining import Examination, Exported, Fault, HeadRow, SealRow
from factcheck.core.history_keys import Key

EVENTS, HEAD_EVERY, FAULTS = 10_000, 400, 1_000
KEY = Key("the key of the desk, as it is in production")
Fields = list[str | None]


@dataclass
class History:
    """Everything a verifier is given. `first` is the seal of the first row that was touched, where one can be named."""

    seals: list[SealRow]
    heads: list[HeadRow]
    exported: list[Exported]
    unsealed: list[tuple[int, int | None]] = field(default_factory=list)
    first: int | None = None

    def faults(self) -> list[Fault]:
        examination = Examination(keys={KEY.name: KEY.public}, exported=self.exported)
        return list(examination.faults(self.seals, self.heads, self.unsealed))


def event(number: int, chance: random.Random) -> Fields:
    review = str(chance.randint(1, 300)) if chance.random() < 0.7 else None
    at = f"2026-03-{1 + number * 27 // EVENTS:02}T08:00:00.{number:06}Z"
    data = f'{{"figure": 1.{number % 10}0, "to": "{chance.random()}"}}'
    by = str(chance.randint(1, 9)) if number % 7 else None
    return [str(number), "evidence.added", at, by, "evidence", str(number), review, "7", data, str(700 + number)]


def sealed(events: list[Fields], *, key: Key | None = KEY) -> tuple[list[SealRow], list[HeadRow]]:
    """Seals and heads as the product makes them."""
    tips: dict[int, tuple[int, bytes]] = {}
    seals: list[SealRow] = []
    heads: list[HeadRow] = []
    root = Root(NOTHING)
    for number, fields in enumerate(events, 1):
        stream = int(fields[6] or 0)
        position, prev = tips.get(stream, (0, NOTHING))
        value = digest(prev, [str(number), str(stream), str(position + 1), *fields])
        tips[stream] = (position + 1, value)
        seals.append(SealRow(number, int(fields[0] or 0), stream, position + 1, prev, value, fields))
        root.add(value)
        if number % HEAD_EVERY == 0 or number == len(events):
            heads.append(head(root, heads, number, key))
            root = Root(heads[-1].root)
    return seals, heads


def head(root: Root, heads: list[HeadRow], seals: int, key: Key | None) -> HeadRow:
    number, at, snapshot = len(heads) + 1, f"2026-04-01T00:00:00.{seals:06}Z", f"{800 + seals}:{800 + seals}:"
    value = root.close(head_fields(number, at, seals, snapshot, 1, is_shown=number % 5 == 0))
    name, signature = (key.name, key.sign(statement(at, value))) if key else ("", b"")
    return HeadRow(number, at, seals, value, snapshot, 1, number % 5 == 0, name, signature)


def outside(heads: list[HeadRow]) -> list[Exported]:
    return [Exported(h.number, h.at, h.seals, h.root, h.key, h.signature) for h in heads if h.is_shown]


@cache
def events() -> list[Fields]:
    chance = random.Random(1)
    return [event(number, chance) for number in range(1, EVENTS + 1)]


@cache
def honest() -> tuple[list[SealRow], list[HeadRow]]:
    return sealed(events())


def fresh() -> History:
    seals, heads = honest()
    return History(list(seals), list(heads), outside(heads))


def changed(fields: Fields, chance: random.Random) -> Fields:
    """One field of an event, other than it was: as little as one digit, or nothing instead of an empty text."""
    place = chance.choice([1, 2, 3, 4, 5, 7, 8, 9])
    before = fields[place]
    after = "" if before is None else chance.choice([before[:-1] + chr(ord(before[-1]) ^ 1), f"{before} ", None])
    return [*fields[:place], after, *fields[place + 1 :]]


def edit(history: History, chance: random.Random) -> None:
    at = chance.randrange(EVENTS)
    row = history.seals[at]
    fields = changed(list(row.fields), chance)
    value = row.digest
    if chance.random() < 0.5:  # by somebody who knows how a digest is made
        value = digest(row.prev, [str(row.number), str(row.stream), str(row.position), *fields])
    else:
        history.first = row.number
    history.seals[at] = row._replace(fields=fields, digest=value)


def delete(history: History, chance: random.Random) -> None:
    at = chance.randrange(EVENTS - 1)
    row = history.seals[at]
    if chance.random() < 0.5:
        history.seals[at] = row._replace(fields=[None] * 10)
        history.first = row.number
    else:  # and its seal
        del history.seals[at]
        history.first = row.number + 1


def insert(history: History, chance: random.Random) -> None:
    at = chance.randrange(1, EVENTS)
    fields = event(EVENTS + 1, chance)
    if chance.random() < 0.5:
        history.unsealed.append((EVENTS + 1, int(fields[6] or 0)))
        return
    row = history.seals[at]
    stream = int(fields[6] or 0)
    before = [each for each in history.seals[:at] if each.stream == stream][-1:]
    position, prev = (before[0].position + 1, before[0].digest) if before else (1, NOTHING)
    value = digest(prev, [str(row.number), str(stream), str(position), *fields])
    history.seals.insert(at, SealRow(row.number, EVENTS + 1, stream, position, prev, value, fields))


def swap(history: History, chance: random.Random) -> None:
    one, two = sorted(chance.sample(range(EVENTS), 2))
    a, b = history.seals[one], history.seals[two]
    history.first = a.number
    if chance.random() < 0.5:  # what they say
        history.seals[one] = a._replace(fields=[a.fields[0], *b.fields[1:6], a.fields[6], *b.fields[7:]])
        history.seals[two] = b._replace(fields=[b.fields[0], *a.fields[1:6], b.fields[6], *a.fields[7:]])
    else:  # their places
        history.seals[one] = b._replace(number=a.number)
        history.seals[two] = a._replace(number=b.number)


def cut(history: History, chance: random.Random) -> None:
    left = chance.randrange(EVENTS)
    del history.seals[left:]
    if chance.random() < 0.7:  # and every head that knows better
        history.heads = [each for each in history.heads if each.seals <= left]


def rewrite(history: History, chance: random.Random) -> None:
    """Everything made anew around one changed event, without the key or, worse, with it."""
    at = chance.randrange(EVENTS // 2)
    anew = [*events()[:at], changed(events()[at], chance), *events()[at + 1 :]]
    key = chance.choice([None, Key("another one"), KEY])
    history.seals, history.heads = sealed(anew, key=key)


KINDS: list[Callable[[History, random.Random], None]] = [edit, delete, insert, swap, cut, rewrite]


def test_an_honest_history_is_whole() -> None:
    assert fresh().faults() == []
    seals, heads = sealed(events()[:0])
    assert History(seals, heads, []).faults() == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_fault_is_found(kind: Callable[[History, random.Random], None]) -> None:
    missed, misplaced = [], []
    for seed in range(FAULTS // len(KINDS) + 1):
        history = fresh()
        kind(history, random.Random(f"{kind.__name__} {seed}"))
        found = history.faults()
        if not found:
            missed.append(seed)
        elif history.first is not None and found[0].seal != history.first:
            misplaced.append((seed, history.first, found[0]))
    assert (missed, misplaced) == ([], [])


def test_a_cut_or_rewritten_history_is_in_order_by_itself() -> None:
    """Why heads are exported: with the key at hand, the database alone cannot tell."""
    seals, heads = sealed([*events()[:50], changed(events()[50], random.Random(5)), *events()[51:100]])
    assert History(seals, heads, []).faults() == []
    whole_seals, whole_heads = sealed(events()[:2000])
    assert "written anew" in str(History(*sealed(events()[1000:3000]), outside(whole_heads)).faults()[0])
    assert "cut off" in str(History(whole_seals[:400], whole_heads[:1], outside(whole_heads)).faults()[0])


def test_a_head_needs_the_key_once_there_is_one() -> None:
    seals, heads = sealed(events()[:1000], key=None)
    assert "not signed" in str(History(seals, heads, []).faults()[0])
    examination = Examination(keys={})
    assert list(examination.faults(seals, heads)) == []
