"""All that the page of one review shows a person."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from claims.models import Claim, ExternalCheck
from claims.queries.checks import checks_of_claim
from factcheck.core.capabilities import Can
from factcheck.core.markdown import Cited, render
from factcheck.core.models import User
from reviews.access import review_for, visible_assessments
from reviews.models import Assessment, Draft, Publication, Rating, Review, Verdict
from reviews.queries.board import Board, board
from reviews.queries.citable import citing
from reviews.queries.comments import Discussion, discussion
from reviews.queries.doings import Doings, doings
from reviews.queries.drafts import draft_of
from reviews.queries.history import Line, history
from reviews.queries.people import Candidate, candidates
from reviews.queries.preview import standing_verdict
from reviews.queries.rounds import LETTERS, Standing, standings
from reviews.queries.why_not import Errand, errands
from reviews.workflow import State

_PARAGRAPH = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_AROUND = 400


@dataclass(frozen=True)
class Excerpt:
    """A claim's words in their paragraph, which is the `paragraph`-th of the document."""

    before: str
    quote: str
    after: str
    paragraph: int


@dataclass(frozen=True)
class Step:
    """One step of the path, as the part that draws it wants it."""

    words: str
    state: str


@dataclass(frozen=True)
class Shown:
    """An assessment, the name it goes by, and what its citations point to on the page."""

    assessment: Assessment
    name: str
    is_mine: bool
    cite: Callable[[str], Cited | None] | None = None

    @property
    def rationale_html(self) -> str:
        return SafeString(render(self.assessment.rationale, cite=self.cite))


@dataclass(frozen=True)
class ReviewPage:
    """One review, as far as a person may see it."""

    review: Review
    standing: Standing
    may: Doings
    errands: list[Errand]
    excerpt: Excerpt | None
    steps: list[Step]
    board: Board
    assessments: list[Shown]
    past: list[Shown]
    verdict: Verdict | None
    publication: Publication | None
    ratings: list[Rating]
    people: list[Candidate]
    history: list[Line]
    checks: list[ExternalCheck]
    draft: Draft | None
    discussion: Discussion

    @property
    def refused(self) -> list[Errand]:
        """What this person may not do here now, with the reason."""
        return [errand for errand in self.errands if errand.why_not]

    @property
    def has_gate(self) -> bool:
        """Whether some rating of the scale asks for evidence."""
        return any(rating.needed_origins for rating in self.ratings)

    @property
    def verdict_html(self) -> str:
        return SafeString(render(self.verdict.rationale, cite=self._cite)) if self.verdict else ""

    @property
    def reason_html(self) -> str:
        """Why it was decided so, or corrected."""
        return SafeString(render(self.verdict.reason, cite=self._cite)) if self.verdict else ""

    @property
    def _cite(self) -> Callable[[str], Cited | None] | None:
        # The board shows the current round alone.
        is_here = self.verdict is not None and self.verdict.round == self.review.round
        return citing(self.board.cards) if is_here else None

    @property
    def version(self) -> int | None:
        """For the forms of people outside the blind round; inside it nobody learns the number."""
        return self.review.version if self.standing.sees else None


def review_page(person: User, review_id: int) -> ReviewPage:
    """A review with what a person may see and do. Raises NotFound when it is not there for them."""
    review = review_for(person, review_id)
    standing = standings(person, [review])[review.pk]
    allowed = doings(person, review, standing)
    shown = _assessments(person, review)
    letters = {one.assessment.by_id: one.name for one in shown if one.assessment.round == review.round}
    lettered = letters if standing.sees and len(letters) > 1 else {}
    evidence = board(person, review, letters=lettered)
    now = [one for one in shown if one.assessment.round == review.round]
    return ReviewPage(
        review=review,
        standing=standing,
        may=allowed,
        errands=errands(person, review, standing, allowed),
        excerpt=excerpt(review.claim),
        steps=steps(review, standing),
        board=evidence,
        assessments=[replace(one, cite=citing(evidence.cards, one.assessment.by_id)) for one in now],
        past=[one for one in shown if one.assessment.round != review.round],
        verdict=stands.verdict if (stands := standing_verdict(review)) else None,
        publication=review.publications.filter(is_current=True).first(),
        ratings=list(review.scale.ratings.all()),
        people=candidates(person, right=_right_for(review)) if allowed.assign else [],
        history=history(person, review),
        # Nobody's work in the round: everybody in it may see them.
        checks=checks_of_claim(person, review.claim),
        draft=draft_of(person, review),
        discussion=discussion(person, review, sees=standing.sees, pieces=evidence.cards),
    )


def excerpt(claim: Claim) -> Excerpt | None:
    """The claim's paragraph in its document, long ones cut; None for a claim without a document."""
    if claim.document is None or claim.start is None or claim.end is None:
        return None
    text = claim.document.text
    number, left, right = 0, claim.start, claim.end
    for found in _PARAGRAPH.finditer(text):
        if found.start() >= claim.end:
            break
        number += 1
        if found.start() <= claim.start < found.end():
            left, right = found.start(), max(found.end(), claim.end)
            break
    before, after = text[left : claim.start], text[claim.end : right]
    if len(before) > _AROUND:
        before = "… " + before[-_AROUND:].split(" ", 1)[-1]
    if len(after) > _AROUND:
        after = after[:_AROUND].rsplit(" ", 1)[0] + " …"
    return Excerpt(before, claim.quote, after, max(number, 1))


def steps(review: Review, standing: Standing) -> list[Step]:
    """The path of a review. Inside a blind round it shows only how far one's own part is."""
    both = "Both in" if review.assessments_needed == 2 else "In"
    if review.state in (State.CLOSED, State.ON_HOLD, State.RETRACTED):
        return []
    if standing.mine is not None and not standing.sees:
        names = ["Assigned", "Your review", "The round", "Agreed or adjudicated", "Published"]
        at = 2 if standing.mine.done_at else 1
    else:
        middle = "Adjudication" if review.state == State.SPLIT else "Agreed or adjudicated"
        names = ["Waiting", "In review", both, middle, "Ready to publish", "Published"]
        at = {State.SPLIT: 3, State.DECIDED: 4, State.PUBLISHED: 6}.get(State(review.state), 1)
        if not standing.sees:
            # Whether anybody holds a part of the round is not said to those who may still take one.
            names, at = ["In the queue", both, middle, "Published"], 0
        elif review.state == State.QUEUED:
            at = 0
    return [Step(words, "done" if i < at else "now" if i == at else "to_come") for i, words in enumerate(names)]


def path_of(review: Review) -> list[Step]:
    """The path of a review whose round is in."""
    return steps(review, Standing(mine=None, sees=True, seats=[]))


def _assessments(person: User, review: Review) -> list[Shown]:
    found = (
        visible_assessments(person, review)
        .select_related("rating", "by", "assignment")
        .order_by("round", "assignment__part", "submitted_at")
    )
    shown = []
    for assessment in found:
        is_mine = assessment.by_id == person.pk
        hidden = review.state == State.SPLIT and assessment.round == review.round and not is_mine
        letter = LETTERS.get(assessment.assignment.part, "")
        name = "You" if is_mine else f"Reviewer {letter}" if hidden else str(assessment.by)
        shown.append(Shown(assessment, name, is_mine))
    return shown


def _right_for(review: Review) -> Can:
    return Can.ADJUDICATE if review.state == State.SPLIT else Can.ASSESS
