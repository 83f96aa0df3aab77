"""Where a figure counts: which words mean one place, and which place lies in which.

A small gazetteer for what desks meet most, and what the texts themselves say: "Alborz (Karaj)" tells that the two
overlap.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from claims.extraction.places import COUNTRY_OF
from claims.figures.facts import Fact
from claims.figures.gazetteer import LIES_IN
from claims.figures.units import unit_of
from factcheck.core.text import fold

_KIND = re.compile(r"\b(?:the|province|provinces|governorate|region|city|district|county|oblast|municipality)\b")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WITH = re.compile(r"^(?P<one>[^()]+?)\s*\((?P<other>[^()]+)\)\s*$")
_COUNTRIES = frozenset(fold(country) for country in COUNTRY_OF.values())


@dataclass(frozen=True)
class Scope:
    """A place by its key, "" for the story's own, and as it is called. `also` are keys that overlap it by its words."""

    key: str
    label: str
    several: bool = False
    also: frozenset[str] = frozenset()


class Places:
    """The places of some figures: which is the story's own, and which lies in which."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        given = list(facts)
        self._scopes = {fact.place: _read(fact.place) for fact in given}
        # A figure that is said again says no more about where the story is.
        distinct = {
            (unit_of(fact), fact.value, self._scopes[fact.place].key)
            for fact in given
            if fact.place and not self._scopes[fact.place].several
        }
        counts = Counter(_top(key) for _, _, key in distinct)
        self.home = min(counts, key=lambda key: (-counts[key], key), default="")
        labels = sorted(scope.label for scope in self._scopes.values() if scope.key == self.home)
        self.home_label = labels[0] if labels else self.home.title()

    def scope(self, place: str) -> Scope:
        """Where a figure counts; one without a place counts where the story is."""
        scope = self._scopes.get(place) or _read(place)
        return Scope(self.home, self.home_label) if scope.key in ("", self.home) else scope

    def is_within(self, inner: Scope, outer: Scope) -> bool:
        """Whether one place lies in another, and is not the same. All places lie in the story's own."""
        if inner.several or outer.several or inner.key == outer.key:
            return False
        return outer.key == self.home or outer.key in _around(inner.key)

    def overlap(self, one: Scope, other: Scope) -> bool:
        """Whether two places share ground: one place by two names, one in the other, or so by their own words."""
        if one.several or other.several:
            return False
        return (
            one.key == other.key
            or one.key in _around(other.key)
            or other.key in _around(one.key)
            or bool((one.also | {one.key}) & (other.also | {other.key}))
        )


def _read(place: str) -> Scope:
    words = place.strip()
    if (found := _WITH.match(words)) is not None:
        return Scope(_key(found["one"]), words, also=frozenset({_key(found["other"])}))
    if _key(words) in LIES_IN:  # "Sistan and Baluchestan" is one
        return Scope(_key(words), words)
    listed = [part for part in re.split(r"[;,]| and ", words) if part.strip()]
    if len(listed) > 1:
        return Scope("; ".join(sorted({_key(part) for part in listed})), words, several=True)
    return Scope(_key(words), words)


def _key(place: str) -> str:
    key = " ".join(_KIND.sub(" ", fold(place)).split())
    if not key or key in LIES_IN or key in _COUNTRIES:
        return key
    # A heading or a tag glues more to a country: "Iran Uprising", "IranProtests".
    first = fold(_CAMEL.sub(" ", place)).split(" ")[0]
    return first if first in _COUNTRIES else key


def _around(key: str) -> list[str]:
    """What a place lies in, from the nearest outwards."""
    found = []
    while (key := LIES_IN.get(key, "")) and key not in found:
        found.append(key)
    return found


def _top(key: str) -> str:
    return ([key, *_around(key)])[-1]
