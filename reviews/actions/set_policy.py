"""An editor decides how reviews of a topic, of a desk or of the house are worked on."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction

from claims.access import topic_for
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotFound
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.models import POLICY_NUMBERS, Desk, Policy, Scale
from reviews.queries.scales import desk_with_slug

_YEARS = 3650  # days
HIGHEST = {
    "due_days_urgent": _YEARS,
    "due_days": _YEARS,
    "due_days_low": _YEARS,
    "review_after_days": _YEARS,
    "lease_hours": 8760,
    "load_limit": 1000,
    "wip_limit": 10_000,
}


@transaction.atomic
def set_policy(
    *,
    by: User,
    topic: str | None = None,
    desk: str | None = None,
    works_at: str | None = None,
    scale: int | None = None,
    assessments_needed: int | None = None,
    numbers: Mapping[str, int | None] | None = None,
) -> Policy:
    """Set the whole policy of a topic or a desk (slugs), or with neither of the house.

    What is None is left to the next wider policy. `works_at` is the desk that reviews a topic's claims; `numbers` are
    those of POLICY_NUMBERS: days, hours and counts, each 1 or more. Reviews that are open keep the scale and the
    assessments they were opened with. Raises Invalid with each fault, NotFound for a topic or a desk that is not
    there for this person.
    """
    require(by, Can.MAKE_SCALES)
    given = dict.fromkeys(POLICY_NUMBERS) | dict(numbers or {})
    faults = [*_faults(topic, desk, works_at, assessments_needed, given)]
    if faults:
        raise Invalid(*faults)
    of_topic = topic_for(by, topic) if topic else None
    of_desk = desk_with_slug(desk) if desk else None
    wished = {
        **given,
        "works_at": _open_desk(works_at) if works_at else None,
        "scale": _scale(scale) if scale is not None else None,
        "assessments_needed": assessments_needed,
        "set_by": by,
    }
    standing = Policy.objects.filter(topic=of_topic, desk=of_desk).first()
    before = _shown(standing) if standing else dict.fromkeys([*given, "works_at", "scale", "assessments_needed"])
    policy, _ = Policy.objects.update_or_create(topic=of_topic, desk=of_desk, defaults=wished)
    after = _shown(policy)
    decided = {name: value for name, value in given.items() if value is not None}
    record(
        EventKind.POLICY_SET,
        by=by,
        about=policy,
        data={
            "topic": of_topic.pk if of_topic else None,
            "desk": of_desk.pk if of_desk else None,
            "works_at": policy.works_at_id,
            "scale": policy.scale_id,
            "assessments_needed": assessments_needed,
            **decided,
            "changes": {name: [before[name], after[name]] for name in after if before[name] != after[name]},
        },
    )
    return policy


def _shown(policy: Policy) -> dict[str, Any]:
    """What a policy decides, as the history tells it."""
    numbers = {name: getattr(policy, name) for name in POLICY_NUMBERS}
    return {
        **numbers,
        "works_at": policy.works_at.slug if policy.works_at else None,
        "scale": str(policy.scale) if policy.scale else None,
        "assessments_needed": policy.assessments_needed,
    }


def _faults(
    topic: str | None, desk: str | None, works_at: str | None, needed: int | None, numbers: Mapping[str, int | None]
) -> Iterator[Fault]:
    if topic and desk:
        yield Fault("A policy is of a topic or of a desk, not of both.", "/desk")
    if works_at and not topic:
        yield Fault("Only a topic is given to a desk.", "/works_at")
    if needed not in (None, 1, 2):
        yield Fault("A round takes 1 or 2 assessments.", "/assessments_needed")
    for name, value in numbers.items():
        if name not in HIGHEST:
            yield Fault(f"There is no number {name} in a policy.", f"/{name}")
        elif value is not None and not 1 <= value <= HIGHEST[name]:
            yield Fault(f"Use 1 to {HIGHEST[name]:,}, or leave it empty; received {value:,}.", f"/{name}")


def _open_desk(slug: str) -> Desk:
    try:
        desk = desk_with_slug(slug)
    except NotFound as error:
        raise Invalid(Fault(error.detail, "/works_at")) from error
    if not desk.is_open:
        raise Invalid(Fault(f"{desk} is closed. Choose a desk that takes work.", "/works_at"))
    return desk


def _scale(scale_id: int) -> Scale:
    # Locked, so that it is not retired meanwhile.
    scale = Scale.objects.select_for_update(of=("self",)).filter(pk=scale_id).first()
    if scale is None or scale.retired_at is not None:
        raise Invalid(Fault(f"There is no scale {scale_id} in use.", "/scale"))
    return scale
