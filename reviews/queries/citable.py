"""Which evidence may be cited in a round, by which key, and what a citation points to on a page."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol
from uuid import UUID

from factcheck.core.markdown import Cited
from factcheck.core.models import User
from reviews.access import is_blind
from reviews.citations import Key, key_of
from reviews.models import Evidence, Review
from reviews.queries.rounds import LETTERS

# Of those whose part went back to the queue: their evidence is told apart from what may be cited.
_LEFT = "XYZ"


class Piece(Protocol):
    """A piece of evidence as it lies on a page."""

    @property
    def key(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def by(self) -> int: ...


def letters_in(review: Review, round: int) -> dict[int, str]:
    """The letter before the keys of each person who has a part in a round.

    A and B of its two reviewers; none of whoever decides between them, or does the only part.
    """
    letters = LETTERS if review.assessments_needed > 1 else {}
    parts = review.assignments.filter(round=round, released_at__isnull=True).values_list("user", "part")
    return {user: letters.get(part, "") for user, part in parts}


def keys_of(evidence: Iterable[Evidence], letters: dict[int, str]) -> dict[UUID, Key]:
    """The key of each piece; `letters` come from `letters_in`. Numbers are each person's own, so no position counts."""
    known = dict(letters)
    keys = {}
    for item in evidence:
        if item.added_by_id not in known:
            left = len(known.keys() - letters.keys())
            known[item.added_by_id] = _LEFT[left % 3] + (str(left // 3 + 1) if left >= 3 else "")
        keys[item.pk] = Key(known[item.added_by_id], item.number)
    return keys


def keys_on_board(person: User, review: Review, evidence: Sequence[Evidence]) -> dict[UUID, Key]:
    """The key of each piece of the current round that a person sees: of their own alone, just its number.

    In a blind round nothing is asked that depends on a colleague.
    """
    if is_blind(review) and all(item.added_by_id == person.pk for item in evidence):
        return {item.pk: Key("", item.number) for item in evidence}
    return keys_of(evidence, letters_in(review, review.round))


def citing(pieces: Iterable[Piece], by: int | None = None) -> Callable[[str], Cited | None]:
    """What citations point to, for `markdown.render`: `pieces` lie on the page.

    In the words of a reviewer, `by`, a key without a letter is of their own evidence.
    """
    there = list(pieces)
    named = {piece.key: piece for piece in there}
    own = {str(Key("", piece.number)): piece for piece in there if piece.by == by}

    def cite(words: str) -> Cited | None:
        key = key_of(words)
        piece = (named if key.letter or by is None else own).get(str(key))
        return None if piece is None else Cited(piece.key, piece.id)

    return cite
