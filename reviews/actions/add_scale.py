"""An editor makes a scale."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable, slug
from reviews.models import Colour, Rating, Scale

# Icons of the sprite that a rating may be drawn with.
SIGNS = ("unproven", "history", "yes", "no", "ctx", "alert", "clock", "stop", "undo", "swap", "blind", "edit")
MOST_RATINGS = 9  # each has a key
MOST_ORIGINS = 9
_AXIS = (Colour.R1, Colour.R2, Colour.R3, Colour.R4, Colour.R5)
_LIMITS = {"name": 100, "note": 500, "label": 60, "definition": 300, "slug": 40}


@dataclass(frozen=True)
class Place:
    """A rating as it is wished for, in the order of the scale.

    `value` is its number on the axis, higher being truer; None lies off it. Left empty, `slug` is made from the label
    and `colour` from its place. `claimreview_value` is its number in ClaimReview; None gives none there.
    """

    label: str
    definition: str
    value: float | None = None
    slug: str = ""
    needed_origins: int = 0
    colour: str = ""
    sign: str = ""
    claimreview_value: float | None = None


@transaction.atomic
def add_scale(*, by: User, name: str, ratings: Sequence[Place], tolerance: float = 0, note: str = "") -> Scale:
    """Make version 1 of a scale. Nothing is rated on it until it is chosen, for the house or by a policy.

    Raises Invalid with each fault, Conflict when a scale has this name.
    """
    require(by, Can.MAKE_SCALES)
    name = " ".join(name.split())
    scale = write_scale(Scale(name=name, version=1, tolerance=tolerance, note=note.strip()), ratings, by=by)
    record(EventKind.SCALE_ADDED, by=by, about=scale, data={"name": scale.name, "version": scale.version})
    return scale


def write_scale(scale: Scale, ratings: Sequence[Place], *, by: User) -> Scale:
    """Save a new scale with its ratings. Raises Invalid with each fault, Conflict when it is there already."""
    places = [_filled(place, ratings) for place in ratings]
    faults = [*_faults_of_scale(scale, places), *_faults_of_places(places)]
    if faults:
        raise Invalid(*faults)
    scale.made_by, scale.made_at = by, timezone.now()
    try:
        with transaction.atomic():
            scale.save()
    except IntegrityError as error:
        raise Conflict(f"There is {scale} already. Make a new version of it, or use another name.") from error
    Rating.objects.bulk_create(
        Rating(
            scale=scale,
            position=position,
            slug=place.slug,
            label=place.label,
            value=place.value,
            definition=place.definition,
            needed_origins=place.needed_origins,
            colour=place.colour,
            sign=place.sign,
            claimreview_value=place.claimreview_value,
        )
        for position, place in enumerate(places, start=1)
    )
    return scale


def _filled(place: Place, ratings: Sequence[Place]) -> Place:
    label = " ".join(place.label.split())
    return replace(
        place,
        label=label,
        definition=" ".join(place.definition.split()),
        slug=place.slug or slug(label)[: _LIMITS["slug"]].strip("-"),
        colour=place.colour or _colour(place, ratings),
    )


def _colour(place: Place, ratings: Sequence[Place]) -> str:
    """The colours of the axis spread from the first of its ratings to the last; one of their own off it."""
    if place.value is None:
        return Colour.R6.value
    on_axis = [each for each in ratings if each.value is not None]
    share = on_axis.index(place) / max(1, len(on_axis) - 1)
    return _AXIS[round(share * (len(_AXIS) - 1))].value


def _faults_of_scale(scale: Scale, places: Sequence[Place]) -> Iterator[Fault]:
    yield from _faults_of_words(scale.name, "name", "/name", "Give the scale a name.")
    yield from _faults_of_words(scale.note, "note", "/note")
    if not 2 <= len(places) <= MOST_RATINGS:
        yield Fault(f"A scale has 2 to {MOST_RATINGS} ratings, not {len(places)}.", "/ratings")
    values = [place.value for place in places if place.value is not None]
    is_falling = all(one > other for one, other in pairwise(values))
    if len(values) < 2 or not all(map(math.isfinite, values)) or not is_falling:
        yield Fault(
            "Give at least two ratings a number on the axis, from the truest and highest down. Others stay without.",
            "/ratings",
        )
    elif not 0 <= scale.tolerance < values[0] - values[-1]:
        yield Fault(
            f"The tolerance is 0 or more and under {values[0] - values[-1]:g}, or else any two ratings would agree; "
            f"received {scale.tolerance:g}.",
            "/tolerance",
        )
    numbers = [
        place.claimreview_value for place in places if place.value is not None and place.claimreview_value is not None
    ]
    if not all(one >= other for one, other in pairwise(numbers)) or len(set(numbers)) == 1:
        yield Fault("Numbers in ClaimReview fall with the scale, and there are at least two or none.", "/ratings")


def _faults_of_places(places: Sequence[Place]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, place in enumerate(places):
        at = f"/ratings/{index}"
        yield from _faults_of_words(place.label, "label", f"{at}/label", "Give the rating a name.")
        yield from _faults_of_words(place.definition, "definition", f"{at}/definition", "Say what the rating means.")
        if place.slug != slug(place.slug) or len(place.slug) > _LIMITS["slug"]:
            yield Fault(f"Use small letters, digits and hyphens, at most {_LIMITS['slug']}.", f"{at}/slug")
        elif place.slug in seen:
            yield Fault(f"Another rating of this scale is {place.slug}.", f"{at}/slug")
        seen.add(place.slug)
        if place.colour not in set(Colour):
            yield Fault(f"Use one of {', '.join(Colour)}.", f"{at}/colour")
        elif (place.value is not None) != (place.colour in _AXIS):
            yield Fault("On the axis use r1 (truest) to r5, off it r6 or r7.", f"{at}/colour")
        if place.sign and place.sign not in SIGNS:
            yield Fault(f"Use one of {', '.join(SIGNS)}, or leave it empty.", f"{at}/sign")
        if not 0 <= place.needed_origins <= MOST_ORIGINS:
            yield Fault(f"Ask for 0 to {MOST_ORIGINS} origins.", f"{at}/needed_origins")
        number = place.claimreview_value
        if number is not None and (place.value is None or not math.isfinite(number)):
            yield Fault(
                "A rating off the axis has no number in ClaimReview: none would be true." if place.value is None
                else "Give a number.",
                f"{at}/claimreview_value",
            )  # fmt: skip


def _faults_of_words(words: str, what: str, pointer: str, missing: str = "") -> Iterator[Fault]:
    try:
        refuse_unstorable(words)
    except UnstorableText as error:
        yield Fault(f"It holds {error.what}. Remove it and send again.", pointer)
    if missing and not words:
        yield Fault(missing, pointer)
    if len(words) > _LIMITS[what]:
        yield Fault(f"It has {len(words)} characters; {_LIMITS[what]} are kept.", pointer)
