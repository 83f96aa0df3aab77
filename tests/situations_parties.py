"""Parties, merges of them and proposals about them, as what a call is made on."""

from typing import Any

from claims.actions.add_claim import add_claim
from claims.actions.affiliate_party import add_alias, affiliate
from claims.actions.claim_parts import Link
from claims.actions.propose_parties import propose_parties
from claims.models import Document, PartyProposal
from reviews.actions.judge_party_proposal import dismiss_proposal
from reviews.actions.merge_parties import merge_parties
from tests.factories import make_claim, make_document
from tests.ids import Cast, Growth, Ids, Situation
from tests.reviews.party_facts import known_party

WHY = "Both names stand in one statement."


def party(cast: Cast) -> Ids:
    """Two parties that speak, affiliated, the one with another name."""
    erin = cast["erin"]
    made = make_claim(erin, links=[Link("PMOI", "cited"), Link("MEK", "said")])
    one, of = known_party("MEK"), known_party("PMOI")
    affiliate(one, of=of, basis="It says so.", by=erin)
    return {"pk": one.pk, "of": of.pk, "alias_id": add_alias(one, "the MEK", by=erin).pk, "claim": made.pk}


def merged_party(cast: Cast) -> Ids:
    """The same, the one merged into the other: the merge."""
    ids = party(cast)
    merge = merge_parties(int(str(ids["pk"])), into=int(str(ids["of"])), reason=WHY, by=cast["erin"])
    return {"pk": merge.pk, "into": merge.into_id}


def named(cast: Cast) -> Document:
    """A document that says two names of one party, with a claim of each, so that a topic can hold them."""
    text = "The World Health Organization (WHO) said so. Then the WHO said again that it was so."
    document = make_document(cast["erin"], text=text)
    for start, name in ((4, "World Health Organization"), (54, "WHO")):
        start = text.index(name, start)
        link = Link(name, "said", start=start, end=start + len(name))
        add_claim(by=cast["erin"], document_id=document.pk, start=start, end=start + 9, links=[link])
    propose_parties(document)
    return document


def named_twice(cast: Cast) -> Ids:
    """A proposal that waits."""
    found = PartyProposal.objects.get(document=named(cast))
    return {"pk": found.pk, "proposal_id": found.pk}


def told_apart(cast: Cast) -> Ids:
    """The same, dismissed."""
    ids = named_twice(cast)
    dismiss_proposal(int(str(ids["pk"])), reason="They are two.", by=cast["erin"])
    return ids


def more_parties(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    """A party with `size` names, claims, affiliations, documents, merges and proposals, and as many others."""
    erin = cast["erin"]
    name = f"Bureau {chr(64 + size)}x"
    text = f"The World Bureau {size} told it.\n" + "\n".join(
        f"{name} (@bureau{size}x{n}) said so." for n in range(size)
    )
    document = make_document(erin, text=text, publisher=name)
    made = known_party(name)
    for number in range(size):
        add_alias(made, f"Office {size} {number}", by=erin)
        make_claim(erin, links=[Link(name, "said"), Link(f"Clerk {size} {number}", "confirmed")])
        make_document(erin, publisher=name)
        other = known_party(f"Branch {size} {number}")
        affiliate(other, of=made, basis="It says so.", by=erin)
        merge_parties(known_party(f"Twin {size} {number}").pk, into=made.pk, reason=WHY, by=erin)
    propose_parties(document)
    assert document.party_proposals.count() == size
    merge = made.took_in.latest("pk")
    return {"party": made.pk, "party_proposal": document.party_proposals.latest("pk").pk, "party_merge": merge.pk}


SITUATIONS: dict[str, Situation] = {
    "party": party,
    "merged_party": merged_party,
    "named_twice": named_twice,
    "told_apart": told_apart,
}
OF_NO_TOPIC: set[str] = set()
NOWHERE: Ids = {"of": 999_999_999, "alias_id": 999_999_999, "proposal_id": 999_999_999}
GROWTH: list[Growth] = [more_parties]
