"""Evidence to independent origins: rows in, the pure module's count out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from claims.independence import Count, DerivationEdge, SourceNode, origins
from claims.models import Affiliation, Claim, Derivation, DerivationState, Party, Source
from factcheck.core.text import fold
from reviews.models import Evidence, EvidenceStance

_STANDING = [DerivationState.ALLEGED, DerivationState.SHOWN]


@dataclass(frozen=True)
class Independence:
    """Origins for and against, and which origin each source ends at."""

    corroborating: Count
    disputing: Count

    @property
    def note(self) -> str:
        """Why the counts are what they are, in a sentence or two fit for readers."""
        notes = []
        for origin in self.corroborating.origins:
            if origin.claimant:
                notes.append(f"{origin.label} is the claimant or affiliated with it and does not corroborate.")
            if origin.circular:
                notes.append(f"{origin.label} goes round in a circle and counts as one.")
        if self.corroborating.least != self.corroborating.most:
            notes.append("It is said, but not shown, that some of these origins are one.")
        return " ".join(notes)

    def as_data(self) -> dict[str, Any]:
        """The counts as the API and a publication give them."""
        return {
            "corroborating": self.corroborating.least,
            "corroborating_most": self.corroborating.most,
            "disputing": self.disputing.least,
            "disputing_most": self.disputing.most,
            "note": self.note,
        }


def independence(claim: Claim, evidence: Sequence[Evidence]) -> Independence:
    """Count the origins behind evidence of a claim.

    `evidence` must have its source with publisher at hand (`select_related("source__publisher")`). Rows of
    different people with the same address, or the same citation, are one source.
    """
    sources = _with_what_they_derive_from(item.source for item in evidence)
    edges = _edges(sources)
    nodes = {source_key(source): _node(source) for source in sources.values()}
    speakers = list(claim.attributions.all())
    claimants = {str(speakers[-1].party_id)} if speakers and speakers[-1].party_id else set()
    affiliations = [(str(one), str(of)) for one, of in Affiliation.objects.values_list("party_id", "of_id")]
    parties = _parties(edges, nodes.values())

    def count(stance: EvidenceStance, *, count_claimant: bool) -> Count:
        own = {source_key(item.source) for item in evidence if item.stance == stance}
        return origins(
            [nodes[key] for key in own],
            edges,
            known=[node for key, node in nodes.items() if key not in own],
            claimants=claimants,
            affiliations=affiliations,
            party_labels={str(party.pk): party.name for party in parties},
            anonymous_parties={str(party.pk) for party in parties if party.is_anonymous},
            count_claimant=count_claimant,
        )

    return Independence(
        corroborating=count(EvidenceStance.CORROBORATES, count_claimant=False),
        disputing=count(EvidenceStance.DISPUTES, count_claimant=True),
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


def _edges(sources: dict[UUID, Source]) -> list[DerivationEdge]:
    derivations: Iterable[Derivation] = Derivation.objects.filter(
        source__in=list(sources), state__in=_STANDING
    ).select_related("from_source")
    return [
        DerivationEdge(
            source=source_key(sources[derivation.source_id]),
            from_source=source_key(derivation.from_source) if derivation.from_source else None,
            from_party=str(derivation.from_party_id) if derivation.from_party_id else None,
            settled=derivation.state == DerivationState.SHOWN,
        )
        for derivation in derivations
    ]
