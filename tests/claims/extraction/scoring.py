"""Comparing claims found with claims marked: pairs of spans first, then what is said of each pair."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
Pair = tuple[Row, Row]

LEAST_OVERLAP = 0.5


def folded(text: str) -> list[str]:
    """The words of a name or a unit, without case and accents."""
    plain = unicodedata.normalize("NFKD", text)
    return re.findall(r"[\w%]+", "".join(c for c in plain if not unicodedata.combining(c)).lower())


@dataclass(frozen=True)
class Aliases:
    """What stands for the same speaker and for the same unit, as `aliases.json` has it."""

    tables: Mapping[str, Any]

    def speakers(self, name: str, doc: str) -> set[str]:
        """The keys whose phrases stand in a name, longest phrases first; without any, the words of the name."""
        phrases = [
            (folded(phrase), key)
            for group in ("*", doc)
            for key, known in self.tables["speakers"].get(group, {}).items()
            for phrase in known
        ]
        phrases.sort(key=lambda item: -len(item[0]))
        words, keys, at = folded(name), set(), 0
        while at < len(words):
            size = next((len(p) for p, _ in phrases if p == words[at : at + len(p)]), 0)
            keys |= {key for p, key in phrases if size and p == words[at : at + size]}
            at += size or 1
        stop = set(self.tables["stopwords"])
        return keys or {word for word in words if word not in stop} or set(words)

    def units(self, unit: str) -> set[str]:
        """The keys of a unit: words such as "people" count only where no other word of the unit is known."""
        words = folded(unit)
        if {"point", "points"} & set(words):
            return {"points"}
        generic = set(self.tables["generic_units"])

        def keys(chosen: list[str]) -> set[str]:
            return {key for word in chosen for key, known in self.tables["units"].items() if word in known}

        return keys([word for word in words if word not in generic]) or keys(words) or set(words)


def overlap(one: Row, other: Row) -> float:
    """Intersection over union of two spans of the same document, from 0 to 1."""
    if one["doc"] != other["doc"]:
        return 0.0
    common = min(one["end"], other["end"]) - max(one["start"], other["start"])
    whole = max(one["end"], other["end"]) - min(one["start"], other["start"])
    return float(max(common, 0) / whole)


def pairs(marked: Sequence[Row], found: Sequence[Row]) -> list[Pair]:
    """Claims that are the same, one to one: as many pairs as overlap by a half or more, better ones first."""
    near = {
        m: sorted(
            (f for f in range(len(found)) if overlap(marked[m], found[f]) >= LEAST_OVERLAP), key=_by(marked[m], found)
        )
        for m in range(len(marked))
    }
    taken: dict[int, int] = {}

    def place(m: int, tried: set[int]) -> bool:
        for f in near[m]:
            if f not in tried:
                tried.add(f)
                if f not in taken or place(taken[f], tried):
                    taken[f] = m
                    return True
        return False

    for m in sorted(near, key=lambda m: -max((overlap(marked[m], found[f]) for f in near[m]), default=0.0)):
        place(m, set())
    return [(marked[m], found[f]) for f, m in sorted(taken.items())]


def _by(row: Row, found: Sequence[Row]) -> Callable[[int], float]:
    return lambda f: -overlap(row, found[f])


def f1(marked: Sequence[Row], found: Sequence[Row]) -> float:
    """Harmonic mean of precision and recall of the spans; 1 where there is nothing to find and nothing found."""
    if not marked and not found:
        return 1.0
    return 2 * len(pairs(marked, found)) / (len(marked) + len(found))


def same_speaker(marked: Row, found: Row, aliases: Aliases) -> bool:
    """Whether the innermost speaker is right: who is said to have made the claim."""
    one, other = marked["claimants"], found["claimants"]
    if not one or not other:
        return not one and not other
    doc = marked["doc"]
    return bool(aliases.speakers(one[-1], doc) & aliases.speakers(other[-1], doc))


def same_chain(marked: Row, found: Row, aliases: Aliases) -> bool:
    """Whether every speaker of the chain is right, and in place."""
    one, other, doc = marked["claimants"], found["claimants"], marked["doc"]
    return len(one) == len(other) and all(
        aliases.speakers(a, doc) & aliases.speakers(b, doc) for a, b in zip(one, other, strict=True)
    )


def same_figure(marked: Row, found: Row, aliases: Aliases) -> bool:
    """Whether value (or another right form of it) and unit are right."""
    if found["value"] is None or not found["unit"]:
        return False
    right = [marked["value"], *marked.get("value_alt", [])]
    return any(abs(found["value"] - value) <= 0.005 for value in right) and bool(
        aliases.units(marked["unit"]) & aliases.units(found["unit"])
    )


def share(chosen: Sequence[Pair], right: Callable[[Row, Row], bool]) -> float:
    """The share of pairs of which something is right; 0 without pairs, so that no floor is met by finding nothing."""
    return sum(right(marked, found) for marked, found in chosen) / len(chosen) if chosen else 0.0
