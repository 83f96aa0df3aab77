"""People and desks, as what a call is made on."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from claims.actions.affiliate_party import affiliate
from claims.models import Party
from reviews.actions.add_desk import add_desk
from reviews.actions.declare_interest import declare_interest
from reviews.actions.set_leave import set_leave
from tests.factories import assigned, make_review
from tests.ids import Cast, Growth, Ids, Situation


def colleague(cast: Cast) -> Ids:
    """Ada, who holds a part."""
    assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    return {"username": "ada"}


def interested(cast: Cast) -> Ids:
    """Ada's interest."""
    return {"pk": declare_interest("ada", "The council", by=cast["ada"]).pk, "username": "ada"}


def onleave(cast: Cast) -> Ids:
    """Ada's leave, next month."""
    first = timezone.localdate() + timedelta(days=30)
    leave = set_leave("ada", by=cast["ada"], from_on=first, until_on=first + timedelta(days=6))
    return {"pk": leave.pk, "leave_id": leave.pk, "username": "ada"}


def desk(cast: Cast) -> Ids:
    """A desk at which Ada works."""
    return {"slug": add_desk("Middle East", by=cast["adam"], members=["ada"]).slug}


def more_people(cast: Cast, size: int, found: dict[str, Any]) -> dict[str, Any]:
    """`size` desks, interests and leaves of Ada, each party of interest with as many friends."""
    first = timezone.localdate() + timedelta(days=20 * size)
    for number in range(size):
        add_desk(f"Desk {size} {number}", by=cast["adam"], members=["ada", "ben", "rita"])
        party = declare_interest("ada", f"Employer {size} {number}", by=cast["ada"]).party
        for friend in range(size):
            affiliate(
                Party.objects.create(name=f"Friend {size} {number} {friend}"), of=party, basis="So.", by=cast["erin"]
            )
        day = first + timedelta(days=number)
        set_leave("ada", by=cast["ada"], from_on=day, until_on=day)
    return {"person": "ada", "desk": f"desk-{size}-0"}


SITUATIONS: dict[str, Situation] = {
    "colleague": colleague,
    "interested": interested,
    "onleave": onleave,
    "desk": desk,
}
OF_NO_TOPIC: set[str] = set(SITUATIONS)
NOWHERE: Ids = {"username": "nobody", "leave_id": 999_999_999}
GROWTH: list[Growth] = [more_people]
