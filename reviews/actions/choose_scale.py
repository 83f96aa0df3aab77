"""An editor chooses the scale of new reviews."""

from django.db import transaction

from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.models import Scale
from reviews.queries.scales import scale_with_id


@transaction.atomic
def choose_scale(scale_id: int, *, by: User) -> Scale:
    """Have reviews that are opened from now on rated on this scale, where no policy names another.

    Reviews that are open keep theirs. The scale that is chosen already is left alone. Raises NotFound, WrongState for
    a retired one.
    """
    require(by, Can.MAKE_SCALES)
    # In one order, so that two editors do not wait for each other.
    list(Scale.objects.select_for_update().order_by("pk").values_list("pk"))
    scale = scale_with_id(scale_id)
    if scale.is_default:
        return scale
    if scale.retired_at is not None:
        raise WrongState(f"{scale} is retired. Make a new version of it.")
    before = Scale.objects.filter(is_default=True).first()
    Scale.objects.filter(is_default=True).update(is_default=False)
    scale.is_default = True
    scale.save(update_fields=["is_default"])
    data = {"name": scale.name, "version": scale.version, "changes": {"scale": [str(before or ""), str(scale)]}}
    record(EventKind.SCALE_CHOSEN, by=by, about=scale, data=data)
    return scale
