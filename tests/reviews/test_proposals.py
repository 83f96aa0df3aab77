"""The rules at work on the kept copies of a review: what is proposed, once, to whom, and that it counts for nothing."""

from datetime import date
from typing import Any

import pytest

from claims.models import Derivation, DerivationState, Source
from factcheck.core.errors import NotAllowed, NotFound, WrongState
from factcheck.core.models import Event, User
from reviews.actions.derive_evidence import derive_evidence
from reviews.actions.judge_derivation import judge_derivation
from reviews.actions.look_for_derivations import look_for_derivations
from reviews.actions.propose_derivations import propose_derivations, propose_from
from reviews.actions.undo_dismissal import undo_dismissal
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.models import Evidence, Notice, Review
from reviews.notify.dispatch import drain
from reviews.queries.derivations import derivations_of
from reviews.tasks import propose_derivations_task, propose_from_task
from tests.archived import html_page, keep_copy
from tests.factories import assess, assigned, make_evidence, make_review
from tests.reviews.test_derivations import origins_of

pytestmark = pytest.mark.django_db

PASSAGE = (
    "Relatives waited through the night outside of the morgue while the guards refused to say where all of the bodies "
    "had been taken or who would answer for them."
)
STORY = f"<p>The council was silent. {PASSAGE}</p>"
CITING = "<p>On Monday, Reuters cited sources within the ministry that confirmed 1,500 people had been killed.</p>"


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def kept(review: Review, by: User, body: str, **fields: Any) -> Evidence:
    """A piece of evidence of whose page a copy is kept."""
    evidence: Evidence = make_evidence(review, by, **fields)
    page = html_page(body)
    keep_copy(by, source=evidence.source, body=page, url=evidence.source.url or "https://uploaded.invalid/1")
    return evidence


def proposals() -> list[tuple[str, Source, str]]:
    found = Derivation.objects.select_related("source", "from_source", "from_party").order_by("pk")
    return [(each.proposed_by, each.source, str(each.from_party or each.from_source)) for each in found]


def told() -> list[dict[str, Any]]:
    return list(Event.objects.filter(kind="source.derivation_proposed").order_by("id").values_list("data", flat=True))


def test_a_party_that_the_copy_cites_for_the_figure_is_proposed_once(review: Review, cast: dict[str, User]) -> None:
    evidence = kept(review, cast["ada"], CITING)
    before = origins_of(review, cast["ada"])
    assert propose_from_task(str(evidence.source_id)) == 1
    made = Derivation.objects.get()
    assert (made.state, made.judged_by, made.proposed_by, str(made.from_party)) == (
        "proposed",
        None,
        "citing",
        "Reuters",
    )
    assert made.marked == "Reuters cited"
    assert (
        made.words
        == "On Monday, Reuters cited sources within the ministry that confirmed 1,500 people had been killed."
    )
    assert made.copy is not None
    assert made.words_start is not None
    assert made.copy.text[made.words_start :].startswith(made.words)
    assert origins_of(review, cast["ada"]) == before
    (data,) = told()
    assert data == {"round": 1, "derivation": str(made.key), "rule": "citing"}
    assert propose_from_task(str(evidence.source_id)) == 0
    assert propose_derivations_task(review.pk, cast["ada"].pk) == 0
    assert (Derivation.objects.count(), len(told())) == (1, 1)


def test_a_link_in_the_page_is_found_though_its_text_has_no_address(review: Review, cast: dict[str, User]) -> None:
    ada = cast["ada"]
    link = (
        "<p>The toll was first in <a href='http://www.reuters.com/toll/?utm_source=x'>a report</a> of the agency.</p>"
    )
    one = kept(review, ada, link)
    # No copy of what is linked to is needed.
    other = make_evidence(review, ada, url="https://reuters.com/toll", publisher="Reuters")
    assert propose_derivations(review.pk, owner_id=ada.pk) == 1
    made = Derivation.objects.get()
    assert (made.source, made.from_source, made.proposed_by) == (one.source, other.source, "link")
    assert (made.marked, "http" in made.words) == ("a report", False)


def test_a_shared_passage_is_found_and_goes_by_the_dates(review: Review, cast: dict[str, User]) -> None:
    ada = cast["ada"]
    early = kept(review, ada, f"{STORY}<p>First.</p>", published_on=date(2019, 12, 23))
    late = kept(review, ada, f"<p>We learn this.</p>{STORY}", published_on=date(2019, 12, 24))
    assert propose_from(early.source_id) == 1
    made = Derivation.objects.get()
    assert (made.source, made.from_source, made.proposed_by) == (late.source, early.source, "passage")
    assert PASSAGE.rstrip(".") in made.words


def test_in_a_blind_round_only_ones_own_are_compared_and_all_once_it_is_in(
    review: Review, cast: dict[str, User]
) -> None:
    ada, ben = cast["ada"], cast["ben"]
    one = kept(review, ada, STORY, published_on=date(2019, 12, 23))
    two = kept(review, ben, f"<p>Others saw it.</p>{STORY}", published_on=date(2019, 12, 24), publisher="Alef")
    for owner_id in (None, ada.pk, ben.pk, cast["erin"].pk):
        assert propose_derivations(review.pk, owner_id=owner_id) == 0
    assert propose_from(one.source_id) + propose_from(two.source_id) == 0
    assess(review, ada, "unproven")
    assert propose_from(one.source_id) == 0
    assess(review, ben, "half-true")
    assert propose_derivations_task(review.pk) == 1
    assert (Derivation.objects.get().source, Derivation.objects.get().from_source) == (two.source, one.source)


def test_whom_only_a_colleague_names_in_a_blind_round_is_not_looked_for(review: Review, cast: dict[str, User]) -> None:
    """Else a proposal on one's own source would tell whom the other cites."""
    body = "<p>According to the Northern Star, 1,500 people had been killed in those days.</p>"
    mine = kept(review, cast["ada"], body)
    make_evidence(review, cast["ben"], publisher="Northern Star")
    assert propose_from(mine.source_id) == 0
    assess(review, cast["ada"])
    assess(review, cast["ben"])
    assert propose_from(mine.source_id) == 1
    assert str(Derivation.objects.get().from_party) == "Northern Star"


def test_what_was_said_or_judged_is_not_proposed_again(review: Review, cast: dict[str, User]) -> None:
    ada = cast["ada"]
    one = kept(review, ada, CITING)
    derive_evidence(review.pk, one.pk, by=ada, from_party="Reuters", basis="It cites it.")
    assert propose_from(one.source_id) == 0
    two = kept(review, ada, f"{CITING}<p>It snowed.</p>", publisher="Alef")
    # The page around both is alike, too.
    assert propose_from(two.source_id) == 2
    made = Derivation.objects.get(source=two.source, proposed_by="citing")
    judge_derivation(made.key, by=ada, state=DerivationState.DISMISSED, basis="It has its own sources there.")
    assert propose_from(two.source_id) == 0
    made.refresh_from_db()
    assert (made.state, made.reason, made.basis) == (
        "dismissed", "It has its own sources there.", "It says so of the same matter: “Reuters cited”.",
    )  # fmt: skip


def test_a_dismissal_is_taken_back_and_the_proposal_waits_again(review: Review, cast: dict[str, User]) -> None:
    ada = cast["ada"]
    one = kept(review, ada, CITING)
    propose_from(one.source_id)
    made = Derivation.objects.get()
    with pytest.raises(WrongState, match="no dismissal"):
        undo_dismissal(made.key, by=ada)
    judge_derivation(made.key, by=ada, state=DerivationState.DISMISSED, basis="An advertisement.")
    for name, refusal in (("ben", NotFound), ("noor", NotFound), ("erin", NotAllowed), ("rita", NotAllowed)):
        with pytest.raises(refusal):
            undo_dismissal(made.key, by=cast[name])
    back = undo_dismissal(made.key, by=ada)
    assert (back.state, back.judged_by, back.judged_at, back.reason) == ("proposed", None, None, "")
    assert back.basis == made.basis
    said = Event.objects.filter(kind="source.derivation_judged").order_by("id").values_list("data__state", flat=True)
    assert list(said) == ["dismissed", "no more dismissed"]
    mine = derive_evidence(review.pk, one.pk, by=ada, from_party="The council", basis="It says so.")
    own = mine.source.derivations.get(from_party__name="The council")
    judge_derivation(own.key, by=ada, state=DerivationState.DISMISSED, basis="It does not.")
    with pytest.raises(WrongState, match="Judge it anew"):
        undo_dismissal(own.key, by=ada)


def test_withdrawn_evidence_and_pages_without_a_copy_propose_nothing(review: Review, cast: dict[str, User]) -> None:
    ada = cast["ada"]
    gone = kept(review, ada, CITING)
    make_evidence(review, ada)
    withdraw_evidence(review.pk, gone.pk, by=ada)
    assert propose_from(gone.source_id) == propose_derivations(review.pk, owner_id=ada.pk) == 0
    assert propose_derivations(0, owner_id=None) == 0


def test_whoever_may_judge_may_have_them_looked_for(review: Review, cast: dict[str, User]) -> None:
    kept(review, cast["ada"], CITING)
    assert look_for_derivations(review.pk, by=cast["ada"]) == review
    for name in ("noor", "erin", "adam", "rita"):
        with pytest.raises(NotAllowed):
            look_for_derivations(review.pk, by=cast[name])
    assess(review, cast["ada"])
    assess(review, cast["ben"])
    look_for_derivations(review.pk, by=cast["erin"])
    with pytest.raises(NotAllowed):
        look_for_derivations(review.pk, by=cast["ada"])


def test_a_proposal_tells_nobody_and_is_there_for_whom_both_ends_are(review: Review, cast: dict[str, User]) -> None:
    drain()
    before = Notice.objects.count()
    one = kept(review, cast["ada"], CITING)
    propose_from(one.source_id)
    drain()
    assert Notice.objects.count() == before
    assert [each.state for each in derivations_of(cast["ada"], one.source)] == ["proposed"]


def test_both_reviewers_sources_of_one_address_are_one(review: Review, cast: dict[str, User]) -> None:
    for name in ("ada", "ben"):
        kept(review, cast[name], CITING, url="https://news.example/same")
        assess(review, cast[name])
    assert propose_derivations(review.pk, owner_id=None) == 1
    assert propose_derivations(review.pk, owner_id=None) == 0


def test_a_damaged_or_missing_file_of_a_copy_leaves_its_text(
    review: Review, cast: dict[str, User], settings: Any, tmp_path: Any
) -> None:
    one = kept(review, cast["ada"], CITING)
    settings.MEDIA_ROOT = tmp_path
    assert propose_from(one.source_id) == 1
    assert proposals() == [("citing", one.source, "Reuters")]
