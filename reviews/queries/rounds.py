"""What a person has to do with the rounds of many reviews, asked at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F

from factcheck.core.models import User
from reviews.access import sees_round_holding
from reviews.models import ROUND_PARTS, Assignment, Part, Review
from reviews.workflow import State

# What the two reviewers go by where their names are hidden, and before the keys of their evidence.
LETTERS = {Part.FIRST.value: "A", Part.SECOND.value: "B"}


@dataclass(frozen=True)
class Seat:
    """One part of a round; `letter` stands in place of the holder where names are hidden."""

    part: str
    person: User | None
    letter: str = ""
    is_mine: bool = False
    is_done: bool = False


@dataclass(frozen=True)
class Standing:
    """A person's own part in a review's round, whether they see the whole of it, and then its seats."""

    mine: Assignment | None
    sees: bool
    seats: list[Seat]


def standings(person: User, reviews: Iterable[Review]) -> dict[int, Standing]:
    """For each review, by its key, what `access.sees_round` and `access.part_of` say; one query for all."""
    rows = list(reviews)
    live: dict[int, list[Assignment]] = {review.pk: [] for review in rows}
    found = Assignment.objects.filter(review__in=live, round=F("review__round"), released_at__isnull=True)
    for assignment in found.select_related("user"):
        live[assignment.review_id].append(assignment)
    return {review.pk: standing_in(person, review, live[review.pk]) for review in rows}


def letters_of(person: User, review: Review) -> dict[int, str]:
    """By the key of each other reviewer of a split round the letter that stands in place of the name; else nothing.

    Whoever decides between two assessments should weigh what they say, not who says it.
    """
    if review.state != State.SPLIT:
        return {}
    parts = review.assignments.filter(round=review.round, part__in=ROUND_PARTS, released_at__isnull=True)
    held = parts.exclude(user=person.pk).values_list("user", "part")
    return {user_id: LETTERS[part] for user_id, part in held}


def standing_in(person: User, review: Review, live: Sequence[Assignment]) -> Standing:
    """How a person stands in a review, of whose round `live` are the parts that are held or done, with their people."""
    mine = next((assignment for assignment in live if assignment.user_id == person.pk), None)
    sees = sees_round_holding(person, review, mine)
    return Standing(mine, sees, _seats(person, review, live) if sees else [])


def _seats(person: User, review: Review, live: Sequence[Assignment]) -> list[Seat]:
    by_part = {assignment.part: assignment for assignment in live}
    parts = [part.value for part in ROUND_PARTS[: review.assessments_needed]]
    if Part.ADJUDICATOR.value in by_part:
        parts.append(Part.ADJUDICATOR.value)
    hides_names = review.state == State.SPLIT
    return [_seat(person, part, by_part.get(part), hides_names=hides_names) for part in parts]


def _seat(person: User, part: str, held: Assignment | None, *, hides_names: bool) -> Seat:
    if held is None:
        return Seat(part, None)
    is_mine = held.user_id == person.pk
    # Whoever decides between two assessments should weigh what they say, not who says it.
    letter = LETTERS.get(part, "") if hides_names and not is_mine else ""
    return Seat(part, None if letter else held.user, letter, is_mine, held.done_at is not None)
