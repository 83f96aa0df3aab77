"""Where a Rating stands on its Scale."""

from typing import Any

from factcheck.core.templatetags.reading import read, rows

# Where no colour says so, the first five positions are degrees of truth and the rest lie off that axis.
PLACES_ON_AXIS = 5
OFF_AXIS_ICONS = {"outdated": "history"}


def place_of(rating: object) -> dict[str, Any]:
    """What a template needs of a Rating: position, label, definition, slug, pk, and how it is drawn.

    `lit` is the number of its colour, from 1 (truest) to 7; `icon` stands in place of the lit place, and is empty where
    that is drawn. Of verdicts that were frozen before colours were, the position tells both.
    """
    position = read(rating, "position", "value")
    slug, colour = str(read(rating, "slug") or ""), str(read(rating, "colour") or "")
    is_off = bool(read(rating, "off_axis", "is_off_axis"))
    if colour:
        is_off = is_off or read(rating, "value") is None
    else:
        is_off = is_off or position is None or int(position) > PLACES_ON_AXIS
    sign = str(read(rating, "sign") or "")
    number = int(position) if position is not None else 6
    return {
        "position": number,
        "is_off": is_off,
        "lit": int(colour.removeprefix("r")) if colour else number,
        "icon": sign or (OFF_AXIS_ICONS.get(slug, "unproven") if is_off else ""),
        "label": read(rating, "label") or str(rating),
        "definition": read(rating, "definition") or "",
        "slug": slug,
        "pk": read(rating, "pk", "id"),
    }


def places_of(ratings: object, chosen: object) -> list[dict[str, Any]]:
    """Every Rating in its place from 1 to 7 by colour, those off the axis after the others, the chosen one marked."""
    name = str(read(chosen, "slug") or read(chosen, "label") or chosen)
    places = [place_of(each) for each in rows(ratings)]
    last = PLACES_ON_AXIS
    for place in places:
        place["is_chosen"] = name in (place["slug"], place["label"])
        last += place["is_off"]
        place["step"] = last if place["is_off"] else place["lit"]
    return places
