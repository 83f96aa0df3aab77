"""An editor makes a new version of a scale: reviews that are rated on the old one keep it."""

from collections.abc import Sequence

from django.db import transaction

from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions.add_scale import Place, write_scale
from reviews.models import Rating, Scale
from reviews.queries.scales import scale_with_id


@transaction.atomic
def version_scale(
    scale_id: int,
    *,
    by: User,
    ratings: Sequence[Place] | None = None,
    tolerance: float | None = None,
    note: str | None = None,
) -> Scale:
    """Make the next version of the newest version of a scale; what is not given is copied.

    It takes the place of the old one as the house's scale where that was it; a policy that names the old one keeps
    it. Raises NotFound, Conflict when there is a newer version, Invalid with each fault and when nothing changes.
    """
    require(by, Can.MAKE_SCALES)
    old = scale_with_id(scale_id, lock=True)
    newest = Scale.objects.filter(name=old.name).order_by("-version").first()
    if newest is not None and newest.pk != old.pk:
        raise Conflict(f"There is {newest} already. Make the next version of that one.")
    copied = [place_of(rating) for rating in old.ratings.order_by("position")]
    places = copied if ratings is None else list(ratings)
    new = Scale(
        name=old.name,
        version=old.version + 1,
        tolerance=old.tolerance if tolerance is None else tolerance,
        note=old.note if note is None else note.strip(),
        replaces=old,
    )
    was_default = old.is_default
    if was_default:
        Scale.objects.filter(pk=old.pk).update(is_default=False)
        new.is_default = True
    write_scale(new, places, by=by)
    written = [place_of(rating) for rating in new.ratings.order_by("position")]
    if written == copied and (new.tolerance, new.note) == (old.tolerance, old.note):
        raise Invalid(Fault("Nothing is changed: this is the scale as it stands."))
    record(
        EventKind.SCALE_VERSIONED,
        by=by,
        about=new,
        data={"name": new.name, "version": new.version, "replaces": old.pk, "is_default": was_default},
    )
    return new


def place_of(rating: Rating) -> Place:
    """A rating as it would be wished for again."""
    return Place(
        label=rating.label,
        definition=rating.definition,
        value=rating.value,
        slug=rating.slug,
        needed_origins=rating.needed_origins,
        colour=rating.colour,
        sign=rating.sign,
        claimreview_value=rating.claimreview_value,
    )
