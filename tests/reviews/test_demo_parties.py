"""Whose names are whose in the demonstration: confirmed as proposed, and something left to do."""

from pathlib import Path

from claims.models import Alias, PartyProposal, ProposalState
from factcheck.core.models import User
from reviews.queries.party_proposals import visible_proposals

PMOI = "People’s Mojahedin Organization of Iran"
NAMES = ("PMOI/MEK", "MEK", "PMOI", "Mujahedin-e Khalq", "Mojahedin-e-Khalq", PMOI)


def test_the_names_of_one_organisation_lead_to_one_party_and_a_proposal_waits(demo: Path) -> None:
    assert len(set(Alias.objects.filter(name__in=NAMES).values_list("party", flat=True))) == 1
    assert Alias.objects.filter(name__in=NAMES).count() == len(NAMES)
    confirmed = PartyProposal.objects.filter(state=ProposalState.CONFIRMED)
    assert {"PMOI", "Mujahedin-e Khalq"} <= {proposal.other for proposal in confirmed}
    assert visible_proposals(User.objects.get(username="rita")).filter(state=ProposalState.PROPOSED).exists()
