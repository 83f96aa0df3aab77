"""Proposals about parties, as far as a person may see the document that they rest on and the parties that they name."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from claims.access import visible_documents
from claims.models import Affiliation, Alias, NamingKind, Party, PartyProposal, ProposalState
from factcheck.core.errors import NotFound
from factcheck.core.permissions import Person
from reviews.queries.parties import visible_parties


def visible_proposals(person: Person) -> QuerySet[PartyProposal]:
    """Proposals whose document and parties a person may see, newest first.

    `one` and `two` are the keys of the parties that `name` and `other` stand for now, None where a name stands for
    none. Those that wait though all is said are left out: the two names are one party by now, or were told apart, or
    the affiliation stands.
    """
    seen = visible_parties(person).order_by().values("pk")
    whose = Alias.objects.order_by().values("party")
    found = PartyProposal.objects.filter(document__in=visible_documents(person).order_by()).annotate(
        one=Subquery(whose.filter(folded=OuterRef("folded"))),
        two=Subquery(whose.filter(folded=OuterRef("other_folded"))),
    )
    is_there = Q(one__isnull=True) | Q(one__in=seen)
    is_there &= Q(two__isnull=True) | Q(two__in=seen)
    moot = (
        Q(kind=NamingKind.SAME, one__isnull=False, two__isnull=False, one=F("two"))
        | Q(Exists(Affiliation.objects.filter(party=OuterRef("one"), of=OuterRef("two"))), kind=NamingKind.AFFILIATED)
        | Q(Exists(_dismissed("folded", "other_folded")))
        | Q(Exists(_dismissed("other_folded", "folded")), kind=NamingKind.SAME)
    )
    found = found.filter(is_there).exclude(moot, state=ProposalState.PROPOSED)
    return found.select_related("document", "judged_by").order_by("-pk")


def _dismissed(one: str, other: str) -> QuerySet[PartyProposal]:
    ends = {"folded": OuterRef(one), "other_folded": OuterRef(other)}
    return PartyProposal.objects.order_by().filter(**ends, kind=OuterRef("kind"), state=ProposalState.DISMISSED)


def proposals_about(person: Person, party: Party) -> QuerySet[PartyProposal]:
    """Those of them that name a party, by any of its names."""
    return visible_proposals(person).filter(Q(one=party.pk) | Q(two=party.pk))


def proposal_for(person: Person, proposal_id: int) -> PartyProposal:
    """One proposal. Raises NotFound when it is not there for this person."""
    found = visible_proposals(person).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound(f"There is no proposal {proposal_id}, or it is settled.")
    return found
