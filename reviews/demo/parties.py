"""Who speaks in the two articles, by which names, and who is affiliated with whom.

Names are those the parties use of themselves or of their office. What an affiliation is based on stands in an
article.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from claims.actions.affiliate_party import add_alias, affiliate
from claims.actions.resolve_party import resolve_party
from claims.models import NamingKind, PartyKind, PartyProposal, ProposalState
from factcheck.core.models import User
from factcheck.core.text import fold
from reviews.actions.judge_party_proposal import confirm_proposal
from reviews.queries.party_proposals import visible_proposals

MEK = "PMOI/MEK"
NCRI = "National Council of Resistance of Iran (NCRI)"
NCRI_FAC = "NCRI-FAC (@iran_policy)"
STATE_MEDIA = "Iranian state media"
AUTHORITIES = "Iranian authorities"
HOOK = "Brian Hook"
TAATI = "Hamideh Taati"
REGIME_SOURCES = "sources within the regime"
OFFICIAL = "an Iranian official"
RIGHTS_GROUPS = "independent human rights organizations"
NYT = "The New York Times"
# What the desk knows to be names of one organisation: its documents propose each, and an editor confirms.
MEK_NAMES = (
    MEK, "PMOI", "Mujahedin-e Khalq", "Mojahedin-e-Khalq", "People’s Mojahedin Organization of Iran",
    "People’s Mojahedin Organization of Iran/Mojahedin-e-Khalq (PMOI/MEK)",
    "People’s Mojahedin Organization of Iran (PMOI/MEK)",
    "People’s Mojahedin Organization of Iran (PMOI, Mujahedin-e Khalq or MEK)",
)  # fmt: skip


@dataclass(frozen=True)
class Cast:
    """A party of the story with its other names and its affiliations (with whom, on what basis)."""

    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()
    affiliations: tuple[tuple[str, str], ...] = ()
    is_anonymous: bool = False


_STATE_RUN = "The article of January 2020 calls it state-run."
PARTIES = (
    Cast(
        MEK,
        PartyKind.ORGANISATION,
        (
            "MEK", "the MEK", "the PMOI/MEK",
        ),
    ),
    Cast(
        NCRI,
        PartyKind.ORGANISATION,
        (
            "NCRI", "the NCRI", "National Council of Resistance of Iran", "National Council of Resistance",
            "the National Council of Resistance of Iran", "the National Council of Resistance",
            "Iranian resistance", "the Iranian resistance",
        ),
        ((MEK, (
            "It announced figures “according to the MEK”; Alef: “The MEK, through the National Council of "
            "Resistance”."
        )),),
    ),
    Cast(
        NCRI_FAC,
        PartyKind.ORGANISATION,
        ("NCRI-FAC", "@iran_policy"),
        ((NCRI, "The account is named after the NCRI and posts its statements."),),
    ),
    Cast(
        "Maryam Rajavi",
        PartyKind.PERSON,
        ("NCRI President-elect Maryam Rajavi", "Rajavi"),
        ((NCRI, "The report of 13 January 2026 calls her NCRI President-elect."),),
    ),
    Cast(AUTHORITIES, PartyKind.GROUP),
    Cast(
        STATE_MEDIA,
        PartyKind.GROUP,
        ("Iran’s state media",),
        ((AUTHORITIES, "The articles call these media state-run, state or official."),),
    ),
    Cast((
        "Jamaran"
    ), PartyKind.OUTLET, ((
        "state-run Jamaran news-agency"
    ), (
        "Jamaran news-agency"
    )), ((STATE_MEDIA, _STATE_RUN),)),
    Cast((
        "Alef"
    ), PartyKind.OUTLET, ((
        "state-run Alef news agency"
    ), (
        "Alef news agency"
    )), ((STATE_MEDIA, _STATE_RUN),)),
    Cast(
        "IRNA",
        PartyKind.OUTLET,
        ("official news agency IRNA", "the official news agency IRNA"),
        ((STATE_MEDIA, "The article of January 2020 calls it the official news agency."),),
    ),
    Cast(
        "Ali Shamkhani",
        PartyKind.PERSON,
        ("Shamkhani",),
        ((AUTHORITIES, (
            "The article of January 2020 names him as secretary of the Supreme National Security Council."
        )),),
    ),
    Cast("IRGC", PartyKind.ORGANISATION, ("the IRGC",)),
    Cast(
        "Abbas Araghchi",
        PartyKind.PERSON,
        ("Iranian Foreign Minister Abbas Araghchi", "Araghchi"),
        ((AUTHORITIES, "The report of 13 January 2026 names him as foreign minister."),),
    ),
    Cast(HOOK, PartyKind.PERSON, ("Hook",)),
    Cast("Donald Trump", PartyKind.PERSON, ("President Donald Trump", "Trump")),
    Cast(TAATI, PartyKind.PERSON),
    Cast("Reuters", PartyKind.OUTLET),
    Cast(NYT, PartyKind.OUTLET, ("New York Times",)),
    Cast(REGIME_SOURCES, PartyKind.GROUP, is_anonymous=True),
    Cast(OFFICIAL, PartyKind.PERSON, ("Iranian official", "the unnamed official"), is_anonymous=True),
    Cast(RIGHTS_GROUPS, PartyKind.GROUP, ("Most independent human rights organizations",), is_anonymous=True),
)  # fmt: skip


def introduce(*, by: User) -> int:
    """Make every party known before a text is taken apart, so that each name finds its party; how many."""
    for each in PARTIES:
        party = resolve_party(each.name, is_anonymous=each.is_anonymous, kind=each.kind, is_introduced=True)
        for alias in each.aliases:
            add_alias(party, alias, by=by)
        for other, basis in each.affiliations:
            affiliate(party, of=resolve_party(other), basis=basis, by=by)
    return len(PARTIES)


def confirm_names(*, by: User) -> int:
    """Confirm what documents propose of names that the desk knows to be one organisation's; how many were.

    Each may lead to the next, so they are looked at until none is left. Other proposals wait for whoever looks around.
    """
    names = {fold(name) for name in (*MEK_NAMES, "MEK")}
    count = 0
    while proposal := next((each for each in _waiting(by) if {each.folded, each.other_folded} <= names), None):
        confirm_proposal(proposal.pk, by=by)
        count += 1
    return count


def _waiting(person: User) -> QuerySet[PartyProposal]:
    found = visible_proposals(person).filter(kind=NamingKind.SAME, state=ProposalState.PROPOSED)
    return found.order_by("pk")
