"""Evidence to independent origins: rows in, the pure module's count out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from claims.independence import Count, DerivationEdge, SourceNode, origins
from claims.models import Affiliation, Claim, Derivation, DerivationState, Party, Source
from factcheck.core.text import fold
from reviews.models import Evidence, EvidenceStance


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
    keys = {item.source_id: _key(item.source) for item in evidence}
    edges = _edges(keys)
    speakers = list(claim.attributions.all())
    claimants = {str(speakers[-1].party_id)} if speakers and speakers[-1].party_id else set()
    affiliations = [(str(one), str(of)) for one, of in Affiliation.objects.values_list("party_id", "of_id")]
    named = {edge.from_party for edge in edges if edge.from_party}
    labels = (
        {str(pk): name for pk, name in Party.objects.filter(pk__in=named).values_list("pk", "name")} if named else {}
    )

    def count(stance: EvidenceStance, *, count_claimant: bool) -> Count:
        nodes = {keys[item.source_id]: _node(item.source) for item in evidence if item.stance == stance}
        inside = [edge for edge in edges if edge.source in nodes]
        return origins(
            nodes.values(), inside, claimants=claimants, affiliations=affiliations, party_labels=labels,
            count_claimant=count_claimant,
        )  # fmt: skip

    return Independence(
        corroborating=count(EvidenceStance.CORROBORATES, count_claimant=False),
        disputing=count(EvidenceStance.DISPUTES, count_claimant=True),
    )


def _key(source: Source) -> str:
    return source.url or fold(source.title)


def _node(source: Source) -> SourceNode:
    publisher = source.publisher
    return SourceNode(
        id=_key(source),
        label=source.title,
        party=str(publisher.pk) if publisher else None,
        anonymous=publisher.is_anonymous if publisher else False,
    )


def _edges(keys: dict[UUID, str]) -> list[DerivationEdge]:
    derivations: Iterable[Derivation] = (
        Derivation.objects.filter(source__in=list(keys))
        .exclude(state=DerivationState.DISMISSED)
        .select_related("from_source")
    )
    return [
        DerivationEdge(
            source=keys[derivation.source_id],
            from_source=_key(derivation.from_source) if derivation.from_source else None,
            from_party=str(derivation.from_party_id) if derivation.from_party_id else None,
            settled=derivation.state == DerivationState.SHOWN,
        )
        for derivation in derivations
    ]
