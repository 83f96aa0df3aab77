"""Evidence to independent origins: rows in, the pure module's count out."""

import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from claims.independence import Count, DerivationEdge, SourceNode, origins
from claims.models import Attribution, Claim, Derivation, DerivationState, Party, Source
from claims.queries.networks import affiliation_pairs
from factcheck.core.permissions import Person
from factcheck.core.text import fold
from reviews.models import Evidence, EvidenceStance
from reviews.queries.derivations import seen_among
from reviews.queries.origin_words import Allegation, Known, Unnamed, note, origins_told

# What a source is called that lies in a review which a person may not see.
ELSEWHERE = "a source in another review"
_STANDING = [DerivationState.ALLEGED, DerivationState.SHOWN]


@dataclass(frozen=True)
class Independence:
    """Origins for and against, which origin each source ends at, and what the words about them need."""

    corroborating: Count
    disputing: Count
    known: Known

    @property
    def note(self) -> str:
        """Why the counts are what they are, in a few sentences fit for readers."""
        return note(self.corroborating, self.disputing, self.known)

    def as_data(self) -> dict[str, Any]:
        """The counts and the origins by name, as the API and a publication give them."""
        return {
            "corroborating": self.corroborating.least,
            "corroborating_most": self.corroborating.most,
            "disputing": self.disputing.least,
            "disputing_most": self.disputing.most,
            "note": self.note,
            "corroborating_origins": origins_told(self.corroborating, self.known, claimant_counts=False),
            "disputing_origins": origins_told(self.disputing, self.known, claimant_counts=True),
        }


def independence(claim: Claim, evidence: Sequence[Evidence], *, person: Person | None = None) -> Independence:
    """Count the origins behind evidence of a claim.

    What the evidence was taken from may lie in other reviews. It counts, and is named where `person` may see it or,
    without one, where everybody may.
    `evidence` must have its source with publisher at hand (`select_related("source__publisher")`). Rows of
    different people with the same address, or the same citation, are one source.
    """
    if not evidence:
        nothing = origins([], [])
        return Independence(nothing, nothing, Known({}, {}, [], []))
    found = ground(evidence, person=person)
    speakers = list(claim.attributions.all())
    claimants = {str(speakers[-1].party_id)} if speakers and speakers[-1].party_id else set()

    def count(stance: EvidenceStance, *, count_claimant: bool) -> Count:
        own = {source_key(item.source) for item in evidence if item.stance == stance}
        return found.count(own, claimants=claimants, count_claimant=count_claimant)

    return Independence(
        corroborating=count(EvidenceStance.CORROBORATES, count_claimant=False),
        disputing=count(EvidenceStance.DISPUTES, count_claimant=True),
        known=found.known(_unnamed(speakers)),
    )


@dataclass(frozen=True)
class Ground:
    """All that some evidence rests on. Nodes are by `source_key`; `hidden` are keys of what may not be named."""

    nodes: dict[str, SourceNode]
    edges: list[DerivationEdge]
    sources: dict[UUID, Source]
    derivations: list[Derivation]
    hidden: set[str]
    affiliations: list[tuple[str, str]]
    labels: dict[str, str]
    anonymous: set[str]

    def count(self, own: Collection[str], *, claimants: Collection[str] = (), count_claimant: bool = False) -> Count:
        """The independent origins behind some of the nodes."""
        return origins(
            [self.nodes[key] for key in own],
            self.edges,
            known=[node for key, node in self.nodes.items() if key not in own],
            claimants=claimants,
            affiliations=self.affiliations,
            party_labels=self.labels,
            anonymous_parties=self.anonymous,
            count_claimant=count_claimant,
        )

    @property
    def named(self) -> list[Derivation]:
        """The derivations of which both ends may be named."""
        return [one for one in self.derivations if not self.hidden & set(self.ends(one))]

    def ends(self, derivation: Derivation) -> list[str]:
        """The keys of the sources at the ends of a derivation: what was taken first, then from what."""
        ends = (self.sources[derivation.source_id], derivation.from_source)
        return [source_key(end) for end in ends if end]

    def known(self, unnamed: Sequence[Unnamed] = ()) -> Known:
        """What the words about origins need."""
        return Known(
            titles={key: node.label for key, node in self.nodes.items()},
            behind=_behind(self.edges),
            allegations=[
                Allegation(self.ends(one)[0], called(one), one.basis)
                for one in self.named
                if one.state == DerivationState.ALLEGED
            ],
            unnamed=unnamed,
        )


def ground(evidence: Sequence[Evidence], *, person: Person | None = None) -> Ground:
    """What evidence rests on, link by link, as `independence` counts it. The evidence is for the caller to narrow."""
    sources = _with_what_they_derive_from(item.source for item in evidence)
    derivations = _derivations(sources)
    edges = [_edge(sources, derivation) for derivation in derivations]
    nodes = {source_key(source): _node(source) for source in sources.values()}
    hidden = _hidden(sources, {item.source_id for item in evidence}, person)
    for key in hidden:
        nodes[key] = replace(nodes[key], label=ELSEWHERE)
    parties = _parties(edges, nodes.values())
    named = {node.party for key, node in nodes.items() if key not in hidden}
    named |= {edge.from_party for edge in edges if edge.source not in hidden}
    return Ground(
        nodes=nodes,
        edges=edges,
        sources=sources,
        derivations=derivations,
        hidden=hidden,
        affiliations=[(str(one), str(of)) for one, of in affiliation_pairs()],
        labels={str(party.pk): party.name if str(party.pk) in named else ELSEWHERE for party in parties},
        anonymous={str(party.pk) for party in parties if party.is_anonymous},
    )


def _with_what_they_derive_from(given: Iterable[Source]) -> dict[UUID, Source]:
    """Sources by key, with all that their derivations lead to, link by link; a circle ends by itself."""
    found = {source.pk: source for source in given}
    fresh = set(found)
    while fresh:
        further = (
            Source.objects.filter(derived__source__in=fresh, derived__state__in=_STANDING)
            .exclude(pk__in=found)
            .select_related("publisher")
            .distinct()
        )
        fresh = {source.pk: source for source in further}.keys() - found.keys()
        found.update((source.pk, source) for source in further if source.pk in fresh)
    return found


def _hidden(sources: dict[UUID, Source], evidence: set[UUID], person: Person | None) -> set[str]:
    """The keys of sources beyond the evidence that may not be named."""
    further = sources.keys() - evidence
    seen = evidence | seen_among(person, further)
    return {source_key(sources[pk]) for pk in further - seen} - {source_key(sources[pk]) for pk in seen}


def _parties(edges: Iterable[DerivationEdge], nodes: Iterable[SourceNode]) -> list[Party]:
    named = {edge.from_party for edge in edges} | {node.party for node in nodes}
    return list(Party.objects.filter(pk__in=[int(key) for key in named if key]))


def source_key(source: Source) -> str:
    """What makes two rows one source: the address or, without one, the citation, however it is spelled."""
    return source.url or fold(source.title)


def _node(source: Source) -> SourceNode:
    publisher = source.publisher
    return SourceNode(
        id=source_key(source),
        label=source.title,
        party=str(publisher.pk) if publisher else None,
        anonymous=publisher.is_anonymous if publisher else False,
    )


def _derivations(sources: dict[UUID, Source]) -> list[Derivation]:
    found = Derivation.objects.filter(source__in=list(sources), state__in=_STANDING)
    return list(found.select_related("from_source__publisher", "from_party").order_by("judged_at", "id"))


def _edge(sources: dict[UUID, Source], derivation: Derivation) -> DerivationEdge:
    return DerivationEdge(
        source=source_key(sources[derivation.source_id]),
        from_source=source_key(derivation.from_source) if derivation.from_source else None,
        from_party=str(derivation.from_party_id) if derivation.from_party_id else None,
        settled=derivation.state == DerivationState.SHOWN,
    )


def called(derivation: Derivation) -> str:
    """What a source was taken from, as readers know it: the party, or the publisher or title of the other source."""
    if derivation.from_party:
        return derivation.from_party.name
    other = derivation.from_source
    return "" if other is None else other.publisher.name if other.publisher else other.title


def _behind(edges: Iterable[DerivationEdge]) -> dict[str, frozenset[str]]:
    """The sources behind each source, one derivation or more, shown ones alone."""
    taken: dict[str, set[str]] = {}
    for edge in edges:
        if edge.settled and edge.from_source is not None:
            taken.setdefault(edge.source, set()).add(edge.from_source)
    behind = {}
    for source in taken:
        reached: set[str] = set()
        waiting = [source]
        while waiting:
            fresh = taken.get(waiting.pop(), set()) - reached
            reached |= fresh
            waiting += fresh
        behind[source] = frozenset(reached)
    return behind


def _unnamed(speakers: Sequence[Attribution]) -> list[Unnamed]:
    """Speakers of the claim who rest on somebody whom they do not name."""
    return [
        Unnamed(outer.party.name, inner.name)
        for outer, inner in itertools.pairwise(speakers)
        if outer.party and not outer.party.is_anonymous and inner.party and inner.party.is_anonymous
    ]
