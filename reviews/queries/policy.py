"""Which policy stands for a review: that of its topic, else of its desk, else of the house, else the settings."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from reviews.models import Policy, Review, Scale

_URGENT, _LOW = 1, 3  # of the levels


@dataclass(frozen=True)
class Rules:
    """What is decided for a review. `desk` is the key of the desk that works on it.

    `due_days` is by level, 1 to 3; `wip_limit` None is no limit.
    """

    desk: int | None
    chosen_scale: int | None
    assessments_needed: int
    due_days: dict[int, int]
    lease_hours: int
    load_limit: int
    wip_limit: int | None
    review_after_days: int

    @property
    def scale(self) -> int:
        """The key of the scale: that of the policy, else the house's."""
        return self.chosen_scale or Scale.objects.values_list("pk", flat=True).get(is_default=True)


def policies() -> list[Policy]:
    """Every policy there is, for callers that ask several questions of them; there are few."""
    return list(Policy.objects.select_related("works_at", "scale"))


def rules_for(topic_id: int | None, desk_id: int | None = None, *, known: list[Policy] | None = None) -> Rules:
    """The rules for claims of a topic; without a desk those of the desk that works on the topic."""
    found = policies() if known is None else known
    of_topic = [policy for policy in found if policy.topic_id is not None and policy.topic_id == topic_id]
    if desk_id is None:
        desk_id = next((policy.works_at_id for policy in of_topic if policy.works_at and policy.works_at.is_open), None)
    of_desk = [policy for policy in found if policy.desk_id is not None and policy.desk_id == desk_id]
    house = [policy for policy in found if policy.topic_id is None and policy.desk_id is None]
    widening = [*of_topic, *of_desk, *house]

    def first(column: str, policies: list[Policy] = widening) -> Any:
        values = (getattr(policy, column) for policy in policies)
        return next((value for value in values if value is not None), None)

    scales = (policy.scale for policy in widening)
    scale = next((scale for scale in scales if scale is not None and scale.retired_at is None), None)
    days = first("due_days") or settings.DUE_DAYS
    return Rules(
        desk=desk_id,
        chosen_scale=scale.pk if scale else None,
        assessments_needed=first("assessments_needed") or settings.ASSESSMENTS_NEEDED,
        due_days={
            _URGENT: first("due_days_urgent") or days, 2: days, _LOW: first("due_days_low") or days,
        },
        lease_hours=first("lease_hours") or settings.LEASE_HOURS,
        load_limit=first("load_limit") or settings.LOAD_LIMIT,
        # A desk has one line of work, whatever the topics in it.
        wip_limit=first("wip_limit", [*of_desk, *house]),
        review_after_days=first("review_after_days") or settings.REVIEW_AFTER_DAYS,
    )  # fmt: skip


def rules_of(review: Review, *, known: list[Policy] | None = None) -> Rules:
    """The rules for a review that is there; its desk, scale and number of assessments were fixed at the opening."""
    return rules_for(review.claim.topic_id, review.desk_id, known=known)


def load_limit_of(own: int | None, desks: Collection[int], *, known: list[Policy]) -> int:
    """How many unfinished parts a person may hold: as set for them, else the most of their desks, else the house's."""
    if own is not None:
        return own
    limits = {policy.desk_id: policy.load_limit for policy in known if policy.topic_id is None and policy.load_limit}
    house = limits.get(None) or settings.LOAD_LIMIT
    return max((limit for desk, limit in limits.items() if limit and desk in desks), default=house)


def wip_limits(known: list[Policy]) -> dict[int | None, int]:
    """How many reviews of a desk may be in review at once, by the desk's key; under None, of every other desk."""
    return {policy.desk_id: policy.wip_limit for policy in known if policy.topic_id is None and policy.wip_limit}
