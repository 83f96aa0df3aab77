"""An editor takes a scale out of use."""

from django.db import transaction
from django.utils import timezone

from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.models import Policy, Scale
from reviews.queries.scales import scale_with_id


@transaction.atomic
def retire_scale(scale_id: int, *, by: User) -> Scale:
    """Offer a scale for nothing new; what was rated on it stays. One that is retired is left alone.

    Raises NotFound, WrongState for the scale of the house and for one that a policy names.
    """
    require(by, Can.MAKE_SCALES)
    scale = scale_with_id(scale_id, lock=True)
    if scale.retired_at is not None:
        return scale
    if scale.is_default:
        raise WrongState(f"{scale} is what new reviews are rated on. Choose another first.")
    if Policy.objects.filter(scale=scale).exists():
        raise WrongState(f"A policy names {scale}. Change that policy first.")
    scale.retired_at = timezone.now()
    scale.save(update_fields=["retired_at"])
    record(EventKind.SCALE_RETIRED, by=by, about=scale, data={"name": scale.name, "version": scale.version})
    return scale
