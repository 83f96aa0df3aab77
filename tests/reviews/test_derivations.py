"""What sources were taken from: said, proposed, judged, and who may see and judge it."""

import contextlib
from pathlib import Path

import pytest
from django.test import Client

from claims.actions.archive_source import archive_source
from claims.models import Claim, Derivation, DerivationState, Party, Source
from factcheck.core.errors import Invalid, NotAllowed, NotFound
from factcheck.core.models import Event, User
from reviews.access import source_for
from reviews.actions.derive_evidence import derive_evidence
from reviews.actions.derive_known_source import derive_known_source
from reviews.actions.judge_derivation import judge_derivation
from reviews.actions.keep_uploaded_copy import keep_uploaded_copy
from reviews.actions.name_source import name_source
from reviews.actions.send_back import send_back
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.models import Evidence, QuoteState, Review
from reviews.queries.board import board
from reviews.queries.derivations import visible_sources
from reviews.queries.independence import independence
from reviews.queries.snapshots import page_of
from tests.factories import assess, assigned, make_evidence, make_review
from tests.situations import restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def propose(source: Source, other: Source | None = None) -> Derivation:
    made = Derivation.objects.create(
        source=source, from_source=other, from_party=None if other else Party.objects.create(name="The agency"),
        state=DerivationState.PROPOSED, proposed_by="link", basis="It links to it.",
    )  # fmt: skip
    made.refresh_from_db()
    return made


def origins_of(review: Review, person: User) -> tuple[int, int]:
    evidence = list(review.evidence.filter(added_by=person).select_related("source__publisher"))
    found = independence(review.claim, evidence).corroborating
    return found.least, found.most


def test_a_proposal_counts_only_once_a_person_accepts_it(review: Review, cast: dict[str, User]) -> None:
    ada = cast["ada"]
    one, other = (make_evidence(review, ada, publisher=name) for name in ("Alef", "Jamaran"))
    proposal = propose(one.source, other.source)
    assert origins_of(review, ada) == (2, 2)
    judged = judge_derivation(proposal.key, by=ada, state=DerivationState.ALLEGED)
    assert (judged.judged_by, judged.basis, origins_of(review, ada)) == (ada, "It links to it.", (1, 2))
    first = judged.judged_at
    again = judge_derivation(proposal.key, by=ada, state=DerivationState.SHOWN, basis="It links to it twice.")
    assert (again.basis, origins_of(review, ada)) == ("It links to it twice.", (1, 1))
    assert first is not None
    assert again.judged_at is not None
    assert again.judged_at > first
    with pytest.raises(Invalid, match="why it is dismissed"):
        judge_derivation(proposal.key, by=ada, state=DerivationState.DISMISSED)
    judge_derivation(proposal.key, by=ada, state=DerivationState.DISMISSED, basis="The link is an advertisement.")
    assert origins_of(review, ada) == (2, 2)
    with pytest.raises(Invalid, match="A person judges"):
        judge_derivation(proposal.key, by=ada, state=DerivationState.PROPOSED)
    told = list(Event.objects.filter(kind="source.derivation_judged").order_by("id").values_list("data", flat=True))
    assert [data["state"] for data in told] == ["alleged", "shown", "dismissed"]


def test_only_who_works_on_it_judges_in_a_blind_round_and_editors_after_it(
    review: Review, cast: dict[str, User]
) -> None:
    proposal = propose(make_evidence(review, cast["ada"]).source)
    before = Event.objects.count()
    for name, refusal in (
        ("ben", NotFound), ("noor", NotFound), ("erin", NotAllowed), ("adam", NotAllowed), ("rita", NotAllowed),
    ):  # fmt: skip
        with pytest.raises(refusal):
            judge_derivation(proposal.key, by=cast[name], state=DerivationState.SHOWN)
    assert Event.objects.count() == before
    assess(review, cast["ada"])
    with pytest.raises(NotAllowed):
        judge_derivation(proposal.key, by=cast["ada"], state=DerivationState.SHOWN)
    assess(review, cast["ben"])
    for name in ("ada", "ben", "noor"):
        with pytest.raises(NotAllowed):
            judge_derivation(proposal.key, by=cast[name], state=DerivationState.SHOWN)
    assert judge_derivation(proposal.key, by=cast["erin"], state=DerivationState.SHOWN).judged_by == cast["erin"]


def test_a_derivation_of_which_one_end_is_a_colleagues_is_not_there(review: Review, cast: dict[str, User]) -> None:
    mine, theirs = make_evidence(review, cast["ada"]).source, make_evidence(review, cast["ben"]).source
    proposal = propose(mine, theirs)
    with pytest.raises(NotFound):
        judge_derivation(proposal.key, by=cast["ada"], state=DerivationState.SHOWN)
    assert board(cast["ada"], review).proposals == []
    assert [(step.card, step.key) for step in board(cast["erin"], review).proposals] == [("A.E1", "B.E1")]
    with pytest.raises(Invalid, match="There is no source"):
        derive_known_source(mine.pk, by=cast["ada"], from_source=theirs.pk, basis="It links to it.")


def test_the_board_shows_who_may_judge_a_proposal_the_buttons(review: Review, cast: dict[str, User]) -> None:
    proposal = propose(make_evidence(review, cast["ada"]).source)
    address = f"/desk/reviews/{review.pk}/derivations/{proposal.key}/judge/"
    for name, has_buttons in (("ada", True), ("erin", False)):
        browser = Client()
        browser.force_login(cast[name])
        page = browser.get(f"/desk/reviews/{review.pk}/").content.decode()
        assert "Proposed" in page
        assert (f'action="{address}"' in page) == has_buttons
    ada = Client()
    ada.force_login(cast["ada"])
    assert "Does E1 derive from" in ada.get(address).content.decode()
    refused = ada.post(address, {"state": "dismissed", "basis": ""})
    assert refused.status_code == 422
    assert "Say why it is dismissed." in refused.content.decode()
    assert ada.post(address, {"state": "shown"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.judged_by) == ("shown", cast["ada"])


def test_nobody_says_that_a_rule_proposed_it(review: Review, cast: dict[str, User]) -> None:
    evidence = make_evidence(review, cast["ada"])
    with pytest.raises(Invalid) as refused:
        derive_evidence(
            review.pk, evidence.pk, by=cast["ada"], from_party="Alef", basis="It cites it.",
            state=DerivationState.PROPOSED,
        )  # fmt: skip
    assert [fault.pointer for fault in refused.value.faults] == ["/state"]


def seen_by(person: User) -> set[str]:
    """Titles of the sources that are there for a person, one by one and as a list, which must agree."""
    single = set()
    for source in Source.objects.all():
        with contextlib.suppress(NotFound):
            single.add(source_for(person, source.pk).title)
    assert {source.title for source in visible_sources(person)} == single
    return single


def test_the_list_of_sources_tells_what_one_source_tells(review: Review, cast: dict[str, User]) -> None:
    def everybody() -> dict[str, set[str]]:
        return {name: seen_by(cast[name]) for name in ("ada", "ben", "noor", "erin", "cleo", "rita")}

    make_evidence(review, cast["ada"], title="Ada's")
    make_evidence(review, cast["ben"], title="Ben's")
    gone = make_evidence(review, cast["ada"], title="Withdrawn")
    withdraw_evidence(review.pk, gone.pk, by=cast["ada"])
    name_source(by=cast["noor"], title="Noor's own")
    both = {"Ada's", "Ben's"}
    assert everybody() == {
        "ada": {"Ada's", "Withdrawn"}, "ben": {"Ben's"}, "noor": {"Noor's own"}, "erin": both, "cleo": both,
        "rita": set(),
    }  # fmt: skip
    assess(review, cast["ada"], "unproven")
    assert everybody()["ben"] == {"Ben's"}
    assess(review, cast["ben"], "half-true")
    assert everybody()["rita"] == everybody()["ben"] == both
    send_back(review.pk, by=cast["erin"], question="Who counted?")
    review.refresh_from_db()
    assigned(review, cast["erin"], cast["noor"])
    make_evidence(review, cast["noor"], title="Noor's second")
    found = everybody()
    assert found["ben"] == both
    assert found["noor"] == both | {"Noor's own", "Noor's second"}
    restrict(cast["cleo"])
    assert everybody() == {
        "ada": set(), "ben": set(), "noor": {"Noor's own"}, "erin": set(), "cleo": both | {"Noor's second"},
        "rita": set(),
    }  # fmt: skip


def test_a_copy_that_is_handed_in_is_kept_like_others_and_marked(
    review: Review, cast: dict[str, User], tmp_path
) -> None:  # type: ignore[no-untyped-def]
    evidence: Evidence = make_evidence(review, cast["ada"], url="", title="A letter", quote="1,500 people were killed")
    file = tmp_path / "letter.html"
    file.write_bytes(b"<!doctype html><title>A letter</title><p>The ministry wrote: 1,500 people were killed.</p>" * 3)
    with file.open("rb") as sent:
        source = keep_uploaded_copy(evidence.source_id, by=cast["ada"], file=sent, name="letter.html")
    assert (source.copy_state, source.snapshots.count()) == ("asked", 0)
    archive_source(source.pk)
    copy = source.snapshots.get()
    assert copy.headers["x-uploaded-to-the-desk"] == "letter.html"
    assert "1,500 people were killed" in page_of(cast["ada"], copy.key)
    with file.open("rb") as sent:
        keep_uploaded_copy(evidence.source_id, by=cast["ada"], file=sent, name="again.html")
    archive_source(source.pk)
    assert source.snapshots.get() == copy
    evidence.source.refresh_from_db()
    assert (evidence.source.copy_state, evidence.quote_state) == ("kept", QuoteState.NONE)
    with pytest.raises(NotFound), file.open("rb") as sent:
        keep_uploaded_copy(evidence.source_id, by=cast["ben"], file=sent, name="letter.html")


@pytest.mark.parametrize("body", [b"", b"GIF89a\0\0\0\0", b"\0\1\2\3"])
def test_what_is_no_copy_is_refused(review: Review, cast: dict[str, User], tmp_path: Path, body: bytes) -> None:
    evidence = make_evidence(review, cast["ada"], url="", title="A letter")
    file = tmp_path / "letter"
    file.write_bytes(body)
    with pytest.raises(Invalid) as refused, file.open("rb") as sent:
        keep_uploaded_copy(evidence.source_id, by=cast["ada"], file=sent, name="letter")
    assert [fault.pointer for fault in refused.value.faults] == ["/file"]
    assert not evidence.source.snapshots.exists()


def test_a_source_of_a_review_that_is_not_there_is_not_named(review: Review, cast: dict[str, User]) -> None:
    """It counts where a source was taken from it, but whoever may not see it does not learn what it is called."""
    ada, erin = cast["ada"], cast["erin"]
    mine = make_evidence(review, ada, title="In the open")
    secret = assigned(make_review(erin), erin, ada)
    hidden = make_evidence(secret, ada, title="Unmistakable title", publisher="Unmistakable Herald")
    derive_known_source(mine.source_id, by=ada, from_source=hidden.source_id, basis="It has unmistakable words of it.")
    restrict(ada)
    Claim.objects.filter(pk=review.claim_id).update(topic=None)
    for name, sees in (("ada", True), ("erin", False)):
        found = repr(board(cast[name], review)) + str(independence(
            review.claim, list(review.evidence.select_related("source__publisher")), person=cast[name]
        ).as_data())  # fmt: skip
        assert ("nmistakable" in found) == sees, found
        assert ("a source in another review" in found) != sees
    # Readers of what is published have no name that the desk has not.
    everybody = independence(review.claim, list(review.evidence.select_related("source__publisher")))
    assert "nmistakable" not in str(everybody.as_data())
    assert (everybody.corroborating.least, everybody.corroborating.most) == (1, 1)
