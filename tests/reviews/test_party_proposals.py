"""What documents suggest of names and parties is proposed, judged, and taken back."""

from collections.abc import Sequence

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.add_claim import add_claim
from claims.actions.add_document import add_document
from claims.actions.add_topic import add_topic
from claims.actions.affiliate_party import add_alias, affiliate
from claims.actions.claim_parts import Link
from claims.actions.extract_document import extract_document
from claims.actions.propose_parties import propose_parties
from claims.models import Affiliation, Alias, Attribution, Document, PartyMerge, PartyProposal, ProposalState, Topic
from factcheck.core.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from reviews.actions.judge_party_proposal import confirm_proposal, dismiss_proposal, take_back_judgement
from reviews.actions.merge_parties import merge_parties
from reviews.actions.restrict_topic import restrict_topic
from reviews.queries.party_proposals import visible_proposals
from tests.factories import make_document
from tests.reviews.party_facts import everything, known_party

Cast = dict[str, User]
PMOI = "People’s Mojahedin Organization of Iran"
TEXT = f"The {PMOI} (PMOI, Mujahedin-e Khalq or MEK) said that 1,500 people had been killed.\n"


def told(by: User, text: str, *speakers: str, topic: Topic | None = None) -> Document:
    """A document in which these speak, each at its last place, with a claim of each; what it suggests is proposed."""
    document = make_document(by, text=text, topic=topic.slug if topic else "")
    speaking(document, by, speakers)
    propose_parties(document)
    return document


def speaking(document: Document, by: User, speakers: Sequence[str]) -> None:
    for number, name in enumerate(speakers):
        start = document.text.rindex(name)
        link = Link(name, "said", start=start, end=start + len(name))
        claim = add_claim(by=by, document_id=document.pk, start=number, end=number + 5, links=[link])
        assert claim.attributions.get().start == start


def waiting(person: User) -> set[tuple[str, str, str]]:
    found = visible_proposals(person).filter(state=ProposalState.PROPOSED)
    return set(found.values_list("kind", "name", "other"))


def test_names_of_one_party_are_proposed_with_the_words_that_show_it(cast: Cast) -> None:
    known_party("MEK")
    document = told(cast["erin"], TEXT, "PMOI")
    # "PMOI" and "MEK" are parties; under the full name and the third one nobody has said anything yet.
    assert waiting(cast["rita"]) == {("same", "MEK", PMOI), ("same", "PMOI", PMOI)}
    proposal = PartyProposal.objects.earliest("pk")
    assert proposal.document == document
    assert document.text[proposal.start :].startswith(proposal.words)
    assert proposal.marked in proposal.words
    assert proposal.marked.endswith("MEK)")


def test_an_extracted_document_has_its_proposals_and_a_second_look_adds_none(cast: Cast) -> None:
    work, _ = add_document(
        by=cast["erin"], text=f"{TEXT}The MEK said that 1,000 protesters were arrested in 12 cities.\n"
    )
    extract_document(work.pk)
    made = PartyProposal.objects.count()
    assert made
    assert work.document is not None
    assert propose_parties(work.document) == 0
    Alias.objects.update(loose="")
    call_command("propose_parties")
    assert PartyProposal.objects.count() == made
    assert not Alias.objects.filter(loose="").exists()


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("An Iranian official said so. The Iranian official denied it later.", ()),
        ("It was said by the World Health Organization (WHO).", ()),  # nobody has said anything
        ("Ali Karimi said so. Karimi denied it.", ("Ali Karimi", "Karimi")),  # another Karimi is known
    ],
)
def test_what_is_not_proposed(cast: Cast, text: str, speakers: tuple[str, ...]) -> None:
    known_party("Iranian official", is_anonymous=True)
    known_party("an Iranian official", is_anonymous=True)
    known_party("Hassan Karimi")
    document = told(cast["erin"], text, *speakers)
    assert not document.party_proposals.exists()


def test_a_surname_is_proposed_where_nobody_else_bears_it(cast: Cast) -> None:
    known_party("Secretary Ali Shamkhani")
    told(cast["erin"], "Ali Shamkhani said so. Then Shamkhani denied it.", "Ali Shamkhani", "Shamkhani")
    surnames = {(name, other) for _, name, other in waiting(cast["erin"]) if other == "Shamkhani"}
    assert surnames == {("Ali Shamkhani", "Shamkhani")}


def test_near_spellings_are_proposed_across_documents(cast: Cast) -> None:
    told(cast["erin"], "The Mojahedin-e Khalq said 1,500.", "Mojahedin-e Khalq")
    told(cast["erin"], "The Mujahedin e-Khalq said 1,600.", "Mujahedin e-Khalq")
    assert waiting(cast["erin"]) == {("same", "Mojahedin-e Khalq", "Mujahedin e-Khalq")}


def test_confirming_merges_two_parties_and_is_taken_back(cast: Cast) -> None:
    told(cast["erin"], "The Mojahedin-e Khalq said 1,500.", "Mojahedin-e Khalq")
    told(cast["erin"], "The Mujahedin e-Khalq said 1,600.", "Mujahedin e-Khalq")
    before = everything()
    proposal = PartyProposal.objects.get()
    confirm_proposal(proposal.pk, by=cast["cleo"])
    assert known_party("Mujahedin e-Khalq") == known_party("Mojahedin-e Khalq")
    assert len(set(Attribution.objects.values_list("party", flat=True))) == 1
    merge = PartyMerge.objects.get()
    assert "Mujahedin e-Khalq" in merge.reason
    assert waiting(cast["erin"]) == set()
    with pytest.raises(WrongState):
        confirm_proposal(proposal.pk, by=cast["cleo"])
    take_back_judgement(proposal.pk, by=cast["erin"])
    assert everything() == before
    assert len(waiting(cast["erin"])) == 1
    with pytest.raises(WrongState):
        take_back_judgement(proposal.pk, by=cast["erin"])


def test_confirming_adds_a_name_and_is_taken_back(cast: Cast) -> None:
    mek = known_party("MEK")
    told(cast["erin"], TEXT)
    proposal = PartyProposal.objects.get(name="MEK", other=PMOI)
    confirm_proposal(proposal.pk, by=cast["erin"])
    assert Alias.objects.get(name=PMOI).party == mek
    assert Event.objects.filter(kind=EventKind.PARTY_NAMED).count() == 1
    take_back_judgement(proposal.pk, by=cast["erin"])
    assert not Alias.objects.filter(name=PMOI).exists()


def test_confirming_affiliates_and_is_taken_back(cast: Cast) -> None:
    ncri, pmoi = known_party("NCRI"), known_party("PMOI")
    told(cast["erin"], "NCRI, the political wing of the PMOI, said so.")
    proposal = PartyProposal.objects.get()
    assert proposal.kind == "affiliated"
    confirm_proposal(proposal.pk, by=cast["erin"])
    assert Affiliation.objects.values_list("party", "of").get() == (ncri.pk, pmoi.pk)
    take_back_judgement(proposal.pk, by=cast["erin"])
    assert not Affiliation.objects.exists()
    affiliate(ncri, of=pmoi, basis="It says so.", by=cast["erin"])
    assert waiting(cast["erin"]) == set()
    told(cast["erin"], "NCRI, the armed wing of the PMOI, said so.")
    assert PartyProposal.objects.count() == 1


def test_confirmed_one_by_one_all_names_are_one_party(cast: Cast) -> None:
    names = ("PMOI", "Mujahedin-e Khalq", "MEK")
    text = f"{TEXT}PMOI said. Mujahedin-e Khalq said. MEK said."
    told(cast["erin"], text, *names)
    assert {other for _, _, other in waiting(cast["erin"])} == {PMOI, "MEK"}
    while waiting(cast["erin"]):
        confirm_proposal(visible_proposals(cast["erin"]).filter(state="proposed").latest("pk").pk, by=cast["erin"])
    assert len({known_party(name).pk for name in (*names, PMOI)}) == 1
    told(cast["erin"], f"Again: {text}", *names)
    assert waiting(cast["erin"]) == set()


def test_dismissed_two_are_told_apart_for_good(cast: Cast) -> None:
    one, other = known_party("Mojahedin-e Khalq"), known_party("Mujahedin e-Khalq")
    told(cast["erin"], "The Mujahedin e-Khalq said 1,600.", "Mujahedin e-Khalq")
    secret = restrict_topic(add_topic("Secret", by=cast["erin"]).slug, by=cast["erin"], members=[])
    proposal = PartyProposal.objects.get()
    with pytest.raises(Invalid):
        dismiss_proposal(proposal.pk, reason=" ", by=cast["erin"])
    dismiss_proposal(proposal.pk, reason="Two groups of like names.", by=cast["erin"])
    assert Event.objects.get(kind=EventKind.PARTIES_TOLD_APART).data["reason"] == "Two groups of like names."
    add_alias(other, "MeK group", by=cast["erin"])
    told(cast["erin"], "Later the Mujahedin e-Khalq said 1,700.", "Mujahedin e-Khalq")
    told(cast["erin"], "The Mujahedin e-Khalq whispered.", "Mujahedin e-Khalq", topic=secret)
    assert waiting(cast["erin"]) == set()
    with pytest.raises(WrongState, match=r"Erin Walsh said that .* are not the same: Two groups of like names"):
        merge_parties(one.pk, into=other.pk, reason="So.", by=cast["cleo"])
    take_back_judgement(proposal.pk, by=cast["cleo"])
    assert len(waiting(cast["erin"])) == 1
    confirm_proposal(proposal.pk, by=cast["erin"])


@pytest.mark.parametrize("username", ["ada", "rita"])
def test_editors_judge(cast: Cast, username: str) -> None:
    known_party("MEK")
    told(cast["erin"], TEXT)
    proposal = PartyProposal.objects.earliest("pk")
    for act in (
        lambda: confirm_proposal(proposal.pk, by=cast[username]),
        lambda: dismiss_proposal(proposal.pk, reason="No.", by=cast[username]),
        lambda: take_back_judgement(proposal.pk, by=cast[username]),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert waiting(cast[username]) == waiting(cast["erin"]) != set()


def test_of_a_restricted_topic_others_see_no_proposal_and_judge_none(cast: Cast) -> None:
    for name in ("MEK", "Mujahedin-e Khalq"):
        known_party(name)
    topic = restrict_topic(add_topic("Secret", by=cast["erin"]).slug, by=cast["erin"], members=["ada"])
    told(cast["erin"], TEXT, topic=topic)
    proposal = PartyProposal.objects.earliest("pk")
    assert waiting(cast["erin"]) == waiting(cast["ada"]) != set()
    assert waiting(cast["cleo"]) == waiting(cast["adam"]) == set()
    for act in (confirm_proposal, take_back_judgement):
        with pytest.raises(NotFound):
            act(proposal.pk, by=cast["cleo"])
    # What waits where others do not see it is proposed again to them by an open document.
    told(cast["erin"], f"In the open: {TEXT}")
    assert waiting(cast["cleo"]) == waiting(cast["erin"]) != set()


def test_a_proposal_about_a_party_of_a_restricted_topic_is_for_its_members(cast: Cast) -> None:
    topic = restrict_topic(add_topic("Secret", by=cast["erin"]).slug, by=cast["erin"], members=[])
    told(cast["erin"], "The Mojahedin-e Khalq whispered.", "Mojahedin-e Khalq", topic=topic)
    told(cast["erin"], "The Mujahedin e-Khalq said 1,600.", "Mujahedin e-Khalq")
    assert len(waiting(cast["erin"])) == 1
    assert waiting(cast["cleo"]) == set()


def test_an_unnamed_party_takes_no_name(cast: Cast) -> None:
    known_party("MEK", is_anonymous=True)
    told(cast["erin"], TEXT)
    assert not PartyProposal.objects.exists()


def test_a_long_document_takes_no_more_statements(cast: Cast) -> None:
    def statements(size: int) -> int:
        names = [f"Ministry {chr(65 + n)}{chr(97 + size % 26)} Office" for n in range(size)]
        text = "\n".join(f"The {name} (M{name[9]}O) said. Later the {name} said {name[10]}." for name in names)
        document = make_document(cast["erin"], text=text)
        speaking(document, cast["erin"], names)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert propose_parties(document) >= size
        return len(captured)

    assert statements(4) == statements(24)


def test_confirming_what_cannot_be_refuses_and_leaves_it_waiting(cast: Cast) -> None:
    told(cast["erin"], "The Mojahedin-e Khalq said 1,500.", "Mojahedin-e Khalq")
    told(cast["erin"], "The Mujahedin e-Khalq said 1,600.", "Mujahedin e-Khalq")
    merge = merge_parties(
        known_party("Mujahedin e-Khalq").pk, into=known_party("AFP").pk, reason="A slip.", by=cast["erin"]
    )
    proposal = PartyProposal.objects.get()
    PartyMerge.objects.create(
        party=known_party("AFP"), into=known_party("PMOI"), reason="x", by=cast["erin"], is_moving=True,
        undone_by=cast["erin"], undone_at=merge.at,
    )  # fmt: skip
    with pytest.raises(Conflict):
        confirm_proposal(proposal.pk, by=cast["erin"])
    assert PartyProposal.objects.get().state == ProposalState.PROPOSED
