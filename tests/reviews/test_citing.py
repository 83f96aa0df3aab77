"""Citations of evidence: by number, of one's own while the round is blind, of either side for who decides."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.core.errors import Invalid
from factcheck.core.models import User
from reviews.actions.add_comment import add_comment
from reviews.actions.adjudicate import adjudicate
from reviews.actions.assign_review import assign_review
from reviews.actions.release_review import release_review
from reviews.actions.send_back import send_back
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.models import AttributionFinding, EvidenceStance, Part, Review, Verdict
from reviews.queries.board import board
from reviews.queries.compare import comparison
from reviews.queries.review_page import review_page
from tests.factories import AS_OF, assess, assigned, make_evidence, make_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def decide(review: Review, by: User, rationale: str = "", reason: str = "The order of size is shown.") -> Verdict:
    return adjudicate(
        review.pk, by=by, rating="half-true", attribution=AttributionFinding.CONFIRMED, as_of=AS_OF,
        rationale=rationale, reason=reason,
        override_reason="Both assessments rest on one report.",
    )  # fmt: skip


def keys(person: User, review: Review) -> list[str]:
    return [card.key for card in board(person, review).cards]


def refused(error: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.detail) for fault in error.value.faults]


def split(review: Review, cast: dict[str, User], *, ada: str = "", ben: str = "") -> None:
    """Two pieces of Ada's, the first of them withdrawn before, and one of Ben's; the two differ."""
    gone = make_evidence(review, cast["ada"], title="A rumour")
    make_evidence(review, cast["ada"])
    make_evidence(review, cast["ben"], EvidenceStance.DISPUTES)
    make_evidence(review, cast["ada"], EvidenceStance.CONTEXT)
    withdraw_evidence(review.pk, gone.pk, by=cast["ada"])
    assess(review, cast["ada"], "unproven", rationale=ada or "Rests on officials [E2], see [E3].")
    assess(review, cast["ben"], "half-true", rationale=ben or "The ministry says otherwise [E1].")
    review.refresh_from_db()


def test_a_number_stays_when_an_earlier_piece_is_withdrawn(review: Review, cast: dict[str, User]) -> None:
    first, _second = make_evidence(review, cast["ada"]), make_evidence(review, cast["ada"])
    assert keys(cast["ada"], review) == ["E1", "E2"]
    withdraw_evidence(review.pk, first.pk, by=cast["ada"])
    assert keys(cast["ada"], review) == ["E2"]
    make_evidence(review, cast["ada"])
    assert keys(cast["ada"], review) == ["E2", "E3"]


def test_a_colleagues_evidence_changes_no_key_and_costs_no_query(review: Review, cast: dict[str, User]) -> None:
    make_evidence(review, cast["ben"])
    assert keys(cast["ben"], review) == ["E1"]
    with CaptureQueriesContext(connection) as before:
        assert keys(cast["ben"], review) == ["E1"]
    make_evidence(review, cast["ada"])
    make_evidence(review, cast["ada"])
    with CaptureQueriesContext(connection) as after:
        assert keys(cast["ben"], review) == ["E1"]
    assert len(after) == len(before)
    make_evidence(review, cast["ben"])
    assert keys(cast["ben"], review) == ["E1", "E2"]


def test_an_editor_outside_sees_whose_each_is_by_its_letter(review: Review, cast: dict[str, User]) -> None:
    make_evidence(review, cast["ben"])
    make_evidence(review, cast["ada"])
    assert keys(cast["erin"], review) == ["B.E1", "A.E1"]


def test_what_was_left_behind_is_told_apart(review: Review, cast: dict[str, User]) -> None:
    make_evidence(review, cast["ada"])
    release_review(review.pk, by=cast["erin"], part=Part.FIRST)
    assign_review(review.pk, by=cast["erin"], username="noor")
    make_evidence(review, cast["noor"])
    assert keys(cast["erin"], review) == ["X.E1", "A.E1"]


def test_of_the_only_part_no_letter_is_needed(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"], assessments_needed=1), cast["erin"], cast["ada"])
    make_evidence(review, cast["ada"])
    assert keys(cast["erin"], review) == ["E1"]
    assess(review, cast["ada"], rationale="Rests on officials [E1].")
    review.refresh_from_db()
    assert review.verdicts.get().rationale == "Rests on officials [E1]."
    assert keys(cast["erin"], review) == ["E1"]


@pytest.mark.parametrize("rating", ["unproven", "true"])
def test_one_cites_ones_own(review: Review, cast: dict[str, User], rating: str) -> None:
    make_evidence(review, cast["ada"])
    made = assess(review, cast["ada"], rating, rationale="Rests on officials [E1] and `[E9]`.")
    assert made.rationale == "Rests on officials [E1] and `[E9]`."


def test_what_is_not_there_is_refused_by_name(review: Review, cast: dict[str, User]) -> None:
    make_evidence(review, cast["ben"])
    gone = make_evidence(review, cast["ada"], title="A rumour")
    make_evidence(review, cast["ada"])
    withdraw_evidence(review.pk, gone.pk, by=cast["ada"])
    with pytest.raises(Invalid) as error:
        assess(review, cast["ada"], rationale="See [E7], [E1] and [E2].")
    assert refused(error) == [
        (
            "/rationale",
            "There is no evidence [E7] here. [E1] was withdrawn: A rumour. You can cite [E2]. "
            "To keep the words as they are, write \\[E7].",
        )
    ]
    assert not review.assessments.exists()


def test_a_refusal_tells_nothing_of_a_colleague(review: Review, cast: dict[str, User]) -> None:
    def answer() -> tuple[list[tuple[str, str]], int]:
        with CaptureQueriesContext(connection) as queries, pytest.raises(Invalid) as error:
            assess(review, cast["ben"], rationale="See [A.E1], [B.E1] and [E1].")
        return refused(error), len(queries)

    before = answer()
    assert "There is no evidence to cite" in before[0][0][1]
    make_evidence(review, cast["ada"])
    assert answer() == before


def test_without_citations_submitting_asks_no_more(review: Review, cast: dict[str, User]) -> None:
    def asked(person: str, rationale: str) -> int:
        with CaptureQueriesContext(connection) as queries, pytest.raises(Invalid):
            assess(review, cast[person], rationale=rationale, private_note="\0" if "[" not in rationale else "")
        return sum("reviews_evidence" in query["sql"] for query in queries)

    assert asked("ada", "Rests on officials.") == 0
    assert asked("ada", "Rests on officials [E1].") == 1


def test_an_agreed_verdict_says_whose_evidence_it_cites(review: Review, cast: dict[str, User]) -> None:
    make_evidence(review, cast["ada"])
    make_evidence(review, cast["ben"])
    assess(review, cast["ada"], rationale="Rests on officials [E1] and \\[E1].")
    assess(review, cast["ben"], rationale="The same [E1].")
    verdict = review.verdicts.get()
    assert verdict.rationale in ("Rests on officials [A.E1] and \\[E1].", "The same [B.E1].")
    page = review_page(cast["erin"], review.pk)
    by_key = {card.key: card for card in page.board.cards}
    assert f'href="#{by_key[verdict.rationale.split("[")[1].split("]")[0]].id}"' in page.verdict_html
    assert f'<a href="#{by_key["A.E1"].id}"' in page.assessments[0].rationale_html
    assert f'<a href="#{by_key["B.E1"].id}" rel="nofollow noopener">[B.E1]</a>' in page.assessments[1].rationale_html


def test_who_decides_cites_either_side(review: Review, cast: dict[str, User]) -> None:
    split(review, cast)
    assert keys(cast["cleo"], review) == ["A.E2", "B.E1", "A.E3"]
    verdict = decide(review, cast["cleo"], rationale="Officials [A.E2] against [B.E1].", reason="[A.E3] says so.")
    assert verdict.rationale == "Officials [A.E2] against [B.E1]."
    found = comparison(cast["cleo"], review.pk)
    assert [[piece.key for piece in side.pieces] for side in found.sides] == [["A.E2", "A.E3"], ["B.E1"]]
    assert f'<a href="#{found.sides[0].pieces[1].id}" rel="nofollow noopener">[A.E3]</a> says so.' in found.reason_html
    assert found.reason_html == review_page(cast["erin"], review.pk).reason_html


def test_who_decides_cites_their_own_without_a_letter(review: Review, cast: dict[str, User]) -> None:
    split(review, cast)
    assign_review(review.pk, by=cast["erin"], username="cleo")
    make_evidence(review, cast["cleo"])
    assert keys(cast["cleo"], review) == ["A.E2", "B.E1", "A.E3", "E1"]
    assert [piece.key for piece in comparison(cast["cleo"], review.pk).own] == ["E1"]
    decide(review, cast["cleo"], rationale="Her own [E1], his [B.E1].")


def test_the_words_taken_over_say_whose_evidence_they_cite(review: Review, cast: dict[str, User]) -> None:
    split(review, cast, ben="The ministry says otherwise [E1], not [http](http://x.example/).")
    assert comparison(cast["cleo"], review.pk).sides[0].words == "Rests on officials [A.E2], see [A.E3]."
    assert decide(review, cast["cleo"]).rationale.startswith("The ministry says otherwise [B.E1], not")


def test_who_decides_is_told_what_is_there(review: Review, cast: dict[str, User]) -> None:
    split(review, cast)
    with pytest.raises(Invalid) as error:
        decide(review, cast["cleo"], rationale="See [A.E1].", reason="See [E2].")
    can = "You can cite [A.E2], [A.E3], [B.E1]. To keep the words as they are, write"
    assert refused(error) == [
        ("/rationale", f"[A.E1] was withdrawn. {can} \\[A.E1]."),
        ("/reason", f"There is no evidence [E2] here. {can} \\[E2]."),
    ]


def test_a_comment_cites_its_authors_evidence(review: Review, cast: dict[str, User]) -> None:
    make_evidence(review, cast["ada"])
    add_comment(review.pk, by=cast["ada"], body="I doubt [E1] and [E9].")
    mine = board(cast["ada"], review).cards[0]
    words = review_page(cast["ada"], review.pk).discussion.said[0].html
    assert words == f'<p>I doubt <a href="#{mine.id}" rel="nofollow noopener">[E1]</a> and [E9].</p>'
    assert "[A.E1]</a>" in review_page(cast["erin"], review.pk).discussion.said[0].html


def test_a_new_round_numbers_anew_and_links_nothing_of_the_old(review: Review, cast: dict[str, User]) -> None:
    split(review, cast)
    add_comment(review.pk, by=cast["ada"], body="See [E2].")
    send_back(review.pk, by=cast["cleo"], question="Which ministry?")
    review.refresh_from_db()
    assigned(review, cast["erin"], cast["noor"])
    make_evidence(review, cast["noor"])
    page = review_page(cast["noor"], review.pk)
    assert [card.key for card in page.board.cards] == ["E1"]
    assert {one.rationale_html for one in page.past} == {
        "<p>Rests on officials [E2], see [E3].</p>", "<p>The ministry says otherwise [E1].</p>",
    }  # fmt: skip
    assert page.discussion.said[0].html == "<p>See [E2].</p>"
