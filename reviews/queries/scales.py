"""Scales and policies, as pages and calls show them."""

from django.db.models import Exists, F, OuterRef, QuerySet

from claims.access import in_visible_topic
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound
from factcheck.core.permissions import Person, may
from reviews.models import Desk, Policy, Review, Scale


def scale_rows() -> QuerySet[Scale]:
    """All scales with their ratings and `is_used`: that of the house first, then by name, the newest version first."""
    used = Review.objects.filter(scale=OuterRef("pk"))
    return (
        Scale.objects.prefetch_related("ratings")
        .select_related("made_by", "replaces")
        .annotate(is_used=Exists(used))
        .order_by("-is_default", "name", "-version")
    )


def scale_with_id(scale_id: int, *, lock: bool = False) -> Scale:
    """One scale, locked for change on request. Raises NotFound."""
    scale = (Scale.objects.select_for_update(of=("self",)) if lock else scale_rows()).filter(pk=scale_id).first()
    if scale is None:
        raise NotFound(f"There is no scale {scale_id}.")
    return scale


def policy_rows(person: Person) -> QuerySet[Policy]:
    """Policies that a person may know of: the house's first, then desks, then topics by title.

    One of a topic that is restricted to others does not exist.
    """
    if not may(person, Can.SEE_DESK):
        return Policy.objects.none()
    return (
        Policy.objects.filter(in_visible_topic(person))
        .select_related("topic", "desk", "works_at", "scale", "set_by")
        .order_by(F("topic__title").asc(nulls_first=True), F("desk__name").asc(nulls_first=True), "pk")
    )


def policy_of(person: Person, *, topic: str | None = None, desk: str | None = None) -> Policy | None:
    """The policy of a topic or a desk, by slug, or with neither of the house; None where nothing was decided."""
    return policy_rows(person).filter(
        **({"topic__slug": topic} if topic else {"topic": None}), **({"desk__slug": desk} if desk else {"desk": None})
    ).first()  # fmt: skip


def desks_by_name() -> list[Desk]:
    """All desks."""
    return list(Desk.objects.order_by("name"))


def desk_with_slug(slug: str) -> Desk:
    """One desk. Raises NotFound."""
    desk = Desk.objects.filter(slug=slug).first()
    if desk is None:
        raise NotFound(f"There is no desk {slug}.")
    return desk
