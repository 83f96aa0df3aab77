"""An editor confirms or dismisses what a rule proposed of names and parties, and takes that back."""

from django.db import transaction

from claims.actions.affiliate_party import NAME_LIMIT
from claims.actions.resolve_party import resolve_party
from claims.actions.settle_party_proposal import settle_party_proposal
from claims.models import Affiliation, Alias, NamingKind, Party, PartyMerge, PartyProposal, ProposalState
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import fold
from reviews.actions._person import words_of
from reviews.actions.affiliate_parties import affiliate_parties, withdraw_affiliation
from reviews.actions.merge_parties import merge_parties
from reviews.actions.name_party import name_party, unname_party
from reviews.actions.unmerge_parties import unmerge_parties
from reviews.queries.party_proposals import proposal_for

REASON_LIMIT = 500
_TAKEN_BACK = "The proposal that it rested on was taken back."


@transaction.atomic
def confirm_proposal(proposal_id: int, *, by: User) -> PartyProposal:
    """Do what a proposal says: merge two parties, give a party its other name, or affiliate one with the other.

    Of two parties that are one the younger is merged into the older. Raises WrongState for one that was
    judged, what those verbs raise, NotFound and NotAllowed.
    """
    proposal = _locked(proposal_id, ProposalState.PROPOSED, by=by)
    basis = f"“{' '.join(proposal.marked.split())}” in {proposal.document.title}"[:REASON_LIMIT]
    one, other = resolve_party(proposal.name), _party_called(proposal.other)
    if proposal.kind == NamingKind.AFFILIATED:
        of = other or resolve_party(proposal.other)
        is_new = not Affiliation.objects.filter(party=one, of=of).exists()
        affiliate_parties(one.pk, of=of.pk, basis=basis, by=by)
        did = {"affiliation": [one.pk, of.pk]} if is_new else {}
    elif other is None:
        did = {"alias": [one.pk, name_party(one.pk, name=proposal.other, by=by).pk]}
    else:
        older, younger = sorted((one.pk, other.pk))
        did = {"merge": [merge_parties(younger, into=older, reason=basis, by=by).pk]}
    return settle_party_proposal(proposal, by=by, state=ProposalState.CONFIRMED, did=did)


@transaction.atomic
def dismiss_proposal(proposal_id: int, *, reason: str, by: User) -> PartyProposal:
    """Say that a proposal is not so, and why: no rule proposes it again, of whatever document.

    Two parties that were told apart so are not merged until that is taken back. Raises Invalid without a reason,
    WrongState for one that was judged, NotFound and NotAllowed.
    """
    proposal = _locked(proposal_id, ProposalState.PROPOSED, by=by)
    words = words_of(reason, "/reason", limit=REASON_LIMIT, what="Say why it is not so.")
    data = {"name": proposal.name, "other": proposal.other, "kind": proposal.kind, "reason": words}
    record(EventKind.PARTIES_TOLD_APART, by=by, about=proposal, data=data)
    return settle_party_proposal(proposal, by=by, state=ProposalState.DISMISSED, reason=words)


@transaction.atomic
def take_back_judgement(proposal_id: int, *, by: User) -> PartyProposal:
    """Have a judged proposal wait again, and undo what confirming it did as far as that still stands.

    Raises WrongState for one that waits, what `unmerge_parties` raises, NotFound and NotAllowed.
    """
    proposal = _locked(proposal_id, ProposalState.CONFIRMED, ProposalState.DISMISSED, by=by)
    did: dict[str, list[int]] = proposal.did
    if "merge" in did and PartyMerge.objects.filter(pk=did["merge"][0], undone_at__isnull=True).exists():
        unmerge_parties(did["merge"][0], by=by, reason=_TAKEN_BACK)
    if "alias" in did and Alias.objects.filter(party=did["alias"][0], pk=did["alias"][1]).exists():
        unname_party(*did["alias"], by=by)
    if (
        "affiliation" in did
        and Affiliation.objects.filter(party=did["affiliation"][0], of=did["affiliation"][1]).exists()
    ):
        withdraw_affiliation(*did["affiliation"], reason=_TAKEN_BACK, by=by)
    data = {"did": "took a judgement back", "proposal": proposal.pk, "was": proposal.state, "reason": proposal.reason}
    record(EventKind.PARTY_CHANGED, by=by, about=proposal, data=data)
    return settle_party_proposal(proposal, by=by, state=ProposalState.PROPOSED)


def _locked(proposal_id: int, *states: ProposalState, by: User) -> PartyProposal:
    """A proposal, locked, that stands so. Raises NotFound, NotAllowed and WrongState."""
    require(by, Can.MANAGE_PARTIES)
    locked = PartyProposal.objects.select_for_update(of=("self",)).filter(pk=proposal_id).first()
    if locked is not None and locked.state not in states:
        seen = proposal_for(by, proposal_id)
        raise WrongState(
            f"The proposal is {seen.state} already." if seen.judged_by else "Nobody has judged the proposal."
        )
    return proposal_for(by, proposal_id)


def _party_called(name: str) -> Party | None:
    alias = Alias.objects.select_related("party").filter(folded=fold(name)[:NAME_LIMIT]).first()
    return alias.party if alias else None
