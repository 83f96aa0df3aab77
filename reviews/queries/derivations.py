"""What sources were taken from, as far as a person may see it."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from claims.models import Derivation, Source
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound
from factcheck.core.models import User
from factcheck.core.permissions import Person, may
from reviews.access import blind_reviews, is_blind, part_of, source_for, visible_evidence, visible_reviews
from reviews.models import ROUND_PARTS, Assessment, Assignment, Evidence, Part, Review
from reviews.workflow import State

# The state in which who holds a part works on it.
WORKED_IN = {Part.FIRST: State.IN_REVIEW, Part.SECOND: State.IN_REVIEW, Part.ADJUDICATOR: State.SPLIT}

NOT_YOURS = "What a source was taken from is said by who works on it and, once the round is in, by editors."


def judges(person: User, review: Review) -> bool:
    """Whether a person may say what the sources that they see in a review's round were taken from."""
    if not may(person, Can.GATHER):
        return False
    part = part_of(person, review)
    if part is not None and part.done_at is None:
        return review.state == WORKED_IN[Part(part.part)]
    return may(person, Can.SEE_ROUND) and not is_blind(review)


def derivation_for(person: Person, key: UUID) -> Derivation:
    """One derivation, for whom both of its ends are there. Raises NotFound."""
    found = Derivation.objects.filter(key=key).select_related("source", "from_source", "from_party").first()
    missing = NotFound(f"There is no derivation {key}.")
    if found is None:
        raise missing
    for source_id in (found.source_id, found.from_source_id):
        try:
            if source_id is not None:
                source_for(person, source_id)
        except NotFound:
            raise missing from None
    return found


def visible_derivations(person: Person) -> QuerySet[Derivation]:
    """All derivations of which both ends are there for a person, said, shown, dismissed or proposed.

    Their sources are for the caller to narrow to those that the person may see.
    """
    there = Q(from_source__isnull=True) | Q(from_source__in=visible_sources(person).values("pk"))
    ends = Derivation.objects.filter(there).select_related("source", "from_source", "from_party", "judged_by", "copy")
    return ends.defer("copy__text", "copy__headers")


def derivations_of(person: Person, source: Source) -> QuerySet[Derivation]:
    """What a source that a person may see was taken from, where the other end is there for them too."""
    return visible_derivations(person).filter(source=source).order_by("id")


def derivations_in(person: Person, review: Review) -> QuerySet[Derivation]:
    """What the sources that a person sees in a review's current round were taken from, with the other end there too."""
    used = visible_evidence(person, review).filter(round=review.round)
    return visible_derivations(person).filter(source__in=used.values("source"))


def seen_among(person: Person | None, sources: Collection[UUID]) -> set[UUID]:
    """Which of some sources a person may see; without a person, which everybody on the desk may, and so readers too."""
    if not sources:
        return set()
    if person is not None:
        return set(visible_sources(person).filter(pk__in=sources).values_list("pk", flat=True))
    shown = Evidence.objects.filter(~blind_reviews("review__"), source__in=sources, withdrawn_at__isnull=True)
    restricted = Q(review__claim__topic__is_restricted=True) | Q(review__claim__document__topic__is_restricted=True)
    return set(shown.exclude(restricted).values_list("source", flat=True))


def unnamed_judges(person: Person, *sources: Source) -> set[int]:
    """Keys of others who review in split rounds in which sources are evidence: unnamed until these are decided."""
    parts = Assignment.objects.filter(
        review__state=State.SPLIT,
        review__evidence__source__in=sources,
        round=F("review__round"),
        part__in=ROUND_PARTS,
        released_at__isnull=True,
    )
    return set(parts.exclude(user=person.pk).values_list("user", flat=True))


def seen_evidence(person: Person) -> QuerySet[Evidence]:
    """All evidence that a person may see, of whatever review: `access.visible_evidence`, as one question."""
    mine = Assignment.objects.filter(
        review=OuterRef("review"), round=OuterRef("review__round"), user=person.pk, released_at__isnull=True
    )
    in_round = (
        Assessment.objects.filter(review=OuterRef("review"), round=OuterRef("round"))
        .order_by()
        .values("review", "round")
        .annotate(n=Count("pk"))
        .filter(n__gte=OuterRef("review__assessments_needed"))
    )
    seen: Q | Combinable = (
        Q(added_by=person.pk) | ~blind_reviews("review__") | Q(Exists(in_round), round__lt=F("review__round"))
    )
    if may(person, Can.SEE_ROUND):
        seen |= ~Exists(mine)
    return Evidence.objects.filter(seen, withdrawn_at__isnull=True, review__in=visible_reviews(person))


def visible_sources(person: Person) -> QuerySet[Source]:
    """All sources that are there for a person: `access.source_for`, as one question."""
    if not may(person, Can.SEE_DESK):
        return Source.objects.none()
    used = Evidence.objects.filter(source=OuterRef("pk"))
    used_visibly = used.filter(review__in=visible_reviews(person))
    shown = seen_evidence(person).filter(source=OuterRef("pk"))
    own = Q(added_by=person.pk) & (~Q(Exists(used)) | Q(Exists(used_visibly)))
    return Source.objects.filter(own | Q(Exists(shown))).select_related("publisher")
