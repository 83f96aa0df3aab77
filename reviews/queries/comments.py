"""What is said about a review, as one person may read it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString

from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound
from factcheck.core.markdown import Cited, render
from factcheck.core.models import User
from factcheck.core.permissions import may
from reviews.access import review_for, sees_round, visible_comments, visible_reviews
from reviews.mentions import renamed
from reviews.models import Comment, Review
from reviews.queries.citable import Piece, citing
from reviews.queries.rounds import letters_of
from reviews.workflow import State


@dataclass(frozen=True)
class Said:
    """A comment and what its author goes by, in words and as `who` for programs.

    `is_hidden`: colleagues read it once the round is in. `letters` are what other reviewers go by, by username: their
    names are hidden where it names them, too. `cite` tells what its citations point to on the page.
    """

    comment: Comment
    name: str
    who: str
    is_mine: bool
    is_hidden: bool
    letters: Mapping[str, str]
    cite: Callable[[str], Cited | None] | None = None

    @property
    def mentioned(self) -> list[str]:
        names = (person.username for person in self.comment.mentioned.all())
        return sorted(self.letters.get(name, name) for name in names)

    @property
    def body(self) -> str:
        return renamed(self.comment.body, {name: f"Reviewer {letter}" for name, letter in self.letters.items()})

    @property
    def html(self) -> str:
        return SafeString(render(self.body, cite=self.cite))


@dataclass(frozen=True)
class Discussion:
    """All that a person may read of what is said about a review, oldest first, and whether they may join in."""

    said: list[Said]
    may_join: bool


def discussion(person: User, review: Review, *, sees: bool, pieces: Sequence[Piece] = ()) -> Discussion:
    """The comments on a review that a person may read; `sees` is whether they see its round.

    Until it is decided the reviewers of a split round go by their letters. Of evidence that lies on the page,
    `pieces`, comments of the round may cite their author's as [E3] and others' by the keys that are shown.
    """
    comments = visible_comments(person, review).select_related("by").prefetch_related("mentioned")
    letters = letters_of(person, review)
    hidden = {other.username: letters[other.pk] for other in User.objects.filter(pk__in=letters)} if letters else {}
    said = []
    for comment in comments:
        is_mine = comment.by_id == person.pk
        letter = letters.get(comment.by_id, "")
        name = "You" if is_mine else f"Reviewer {letter}" if letter else str(comment.by)
        waits = comment.is_blind and comment.round == review.round and (not sees or review.state in _OPEN)
        who = letter or comment.by.username
        cite = _citing(pieces, comment) if comment.round == review.round else None
        said.append(Said(comment, name, who, is_mine, waits, hidden, cite))
    return Discussion(said, may(person, Can.COMMENT))


def discussion_of(person: User, review_id: int) -> Discussion:
    """`discussion` of a review by its number. Raises NotFound."""
    review = review_for(person, review_id)
    return discussion(person, review, sees=sees_round(person, review))


def comment_for(person: User, comment_id: UUID) -> Comment:
    """One comment, for whom it is there. Raises NotFound."""
    comment = Comment.objects.filter(pk=comment_id).select_related("review").first()
    if comment is not None and visible_reviews(person).filter(pk=comment.review_id).exists():
        found = visible_comments(person, comment.review).filter(pk=comment_id).select_related("review", "by").first()
        if found is not None:
            return found
    raise NotFound(f"There is no comment {comment_id}.")


def said_by(person: User, comment_id: UUID) -> Said:
    """One comment as a person may read it. Raises NotFound."""
    review = comment_for(person, comment_id).review
    return next(said for said in discussion_of(person, review.pk).said if said.comment.pk == comment_id)


def _citing(pieces: Sequence[Piece], comment: Comment) -> Callable[[str], Cited | None]:
    own = any(piece.by == comment.by_id for piece in pieces)
    return citing(pieces, comment.by_id if own else None)


_OPEN = (State.QUEUED, State.IN_REVIEW, State.ON_HOLD)
