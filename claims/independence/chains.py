"""The chains that sources rest on: publishers, derivations, where they end and where they go round."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.independence.facts import DerivationEdge, SourceNode


class Context:
    """What is known of sources and parties, whatever derivations there are."""

    def __init__(
        self,
        by_id: Mapping[str, SourceNode],
        networks: Mapping[str, str],
        labels: Mapping[str, str],
        anonymous_parties: frozenset[str],
    ) -> None:
        self.by_id = by_id
        self.labels = labels
        self.anonymous_parties = anonymous_parties
        self._networks = networks

    def party_key(self, party: str) -> str:
        return f"party:{self._networks.get(party, party)}"

    def source_key(self, source: str) -> str:
        """The network of the publisher or, without one, the source itself."""
        node = self.by_id.get(source)
        return f"source:{source}" if node is None or node.party is None else self.party_key(node.party)


@dataclass(frozen=True)
class Name:
    """One thing in a chain, as it is called."""

    words: str
    is_party: bool
    anonymous: bool


class Graph:
    """The chains that some derivations make."""

    def __init__(self, context: Context, edges: Iterable[DerivationEdge]) -> None:
        self._context = context
        self._from_sources: dict[str, set[str]] = {}
        self._from_parties: dict[str, set[str]] = {}
        self._chains: dict[str, frozenset[str]] = {}
        self._reached: dict[str, frozenset[str]] = {}
        self._circles: dict[str, frozenset[str]] = {}
        self._closed: dict[frozenset[str], bool] = {}
        self._circle_keys: dict[frozenset[str], str] = {}
        for edge in edges:
            if edge.from_source is None and edge.from_party is None:
                raise ValueError(f"A derivation of {edge.source} names neither a source nor a party.")
            if edge.from_source is not None:
                self._from_sources.setdefault(edge.source, set()).add(edge.from_source)
            if edge.from_party is not None:
                self._from_parties.setdefault(edge.source, set()).add(edge.from_party)

    def chain(self, source: str) -> frozenset[str]:
        """Every party, source without publisher, and circle that a source rests on."""
        if source not in self._chains:
            members = {source} | self._behind(source)
            keys = {self._context.source_key(one) for one in members}
            keys |= {self._circle_key(one) for one in members if self._circle(one)}
            keys |= {self._context.party_key(p) for one in members for p in self._from_parties.get(one, ())}
            self._chains[source] = frozenset(keys)
        return self._chains[source]

    def ends(self, source: str) -> frozenset[str]:
        """The keys at which the chain of a source ends."""
        ends = set()
        for one in {source} | self._behind(source):
            parties = self._from_parties.get(one, ())
            ends |= {self._context.party_key(party) for party in parties}
            circle = self._circle(one)
            if circle and self.is_closed(circle):
                ends.add(self._circle_key(one))
            elif not parties and not self._from_sources.get(one):
                ends.add(self._context.source_key(one))
        return frozenset(ends)

    def is_closed(self, circle: frozenset[str]) -> bool:
        """Whether no derivation leads out of a circle."""
        if circle not in self._closed:
            self._closed[circle] = not any(
                self._from_parties.get(one) or self._from_sources[one] - circle for one in circle
            )
        return self._closed[circle]

    def circle_in(self, key: str, resting: Iterable[str]) -> tuple[str, ...]:
        """What goes round where chains that rest on an origin end in it, by label; nothing where none does."""
        members = {
            member
            for source in resting
            for one in {source} | self._behind(source)
            if (circle := self._circle(one))
            and self.is_closed(circle)
            and key in {self._circle_key(one), self._context.source_key(one)}
            for member in circle
        }
        return tuple(dict.fromkeys(self._name(one, by_party=False).words for one in sorted(members)))

    def names(self, key: str, resting: Iterable[str]) -> list[Name]:
        """What an origin consists of, in the chains that rest on it; what they end at, if they do there."""
        ends: set[Name] = set()
        others: set[Name] = set()
        for one in {member for source in resting for member in {source} | self._behind(source)}:
            for party in self._from_parties.get(one, ()):
                if self._context.party_key(party) == key:
                    words = self._context.labels.get(party, party)
                    ends.add(Name(words, True, party in self._context.anonymous_parties))
            in_circle = self._circle(one) and self._circle_key(one) == key
            if in_circle or self._context.source_key(one) == key:
                is_end = in_circle or not (self._from_parties.get(one) or self._from_sources.get(one))
                (ends if is_end else others).add(self._name(one, by_party=not in_circle))
        return sorted(ends or others, key=lambda name: (not name.is_party, name.words, name.anonymous))

    def _name(self, source: str, *, by_party: bool) -> Name:
        node = self._context.by_id.get(source)
        if node is None:
            return Name(source, False, False)
        label = self._context.labels.get(node.party) if by_party and node.party else None
        if label is not None:
            return Name(label, True, node.anonymous)
        return Name(node.label, False, node.anonymous)

    def _behind(self, source: str) -> frozenset[str]:
        """The sources at one derivation or more behind a source; itself too when it is in a circle."""
        if source not in self._reached:
            reached: set[str] = set()
            waiting = [source]
            while waiting:
                fresh = self._from_sources.get(waiting.pop(), set()) - reached
                reached |= fresh
                waiting += fresh
            self._reached[source] = frozenset(reached)
        return self._reached[source]

    def _circle(self, source: str) -> frozenset[str]:
        if source not in self._circles:
            behind = self._behind(source)
            circle = frozenset(one for one in behind if source in behind and source in self._behind(one))
            self._circles |= dict.fromkeys(circle or {source}, circle)
        return self._circles[source]

    def _circle_key(self, source: str) -> str:
        circle = self._circle(source)
        if circle not in self._circle_keys:
            self._circle_keys[circle] = f"circle:{min(circle, default='')}"
        return self._circle_keys[circle]


def networks_of(affiliations: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give each affiliated party with the smallest id of its network."""
    members: dict[str, set[str]] = {}
    for one, other in affiliations:
        joined = members.get(one, {one}) | members.get(other, {other})
        for party in joined:
            members[party] = joined
    return {party: min(network) for party, network in members.items()}
