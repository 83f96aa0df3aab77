"""Where a Rating stands on its Scale."""

from typing import Any

from factcheck.core.templatetags.reading import read, rows

# The first five positions are degrees of truth; what follows (unproven, outdated) is off that axis.
PLACES_ON_AXIS = 5
OFF_AXIS_ICONS = {"outdated": "history"}


def place_of(rating: object) -> dict[str, Any]:
    """What a template needs of a Rating: position, label, definition, slug, pk, and how it is drawn."""
    position = read(rating, "position", "value")
    slug = str(read(rating, "slug") or "")
    is_off = bool(read(rating, "off_axis", "is_off_axis")) or position is None or int(position) > PLACES_ON_AXIS
    return {
        "position": int(position) if position is not None else 6,
        "is_off": is_off,
        "icon": OFF_AXIS_ICONS.get(slug, "unproven"),
        "label": read(rating, "label") or str(rating),
        "definition": read(rating, "definition") or "",
        "slug": slug,
        "pk": read(rating, "pk", "id"),
    }


def places_of(ratings: object, chosen: object) -> list[dict[str, Any]]:
    """Every Rating in its place from 1 to 7, those off the axis after the others, the chosen one marked."""
    name = str(read(chosen, "slug") or read(chosen, "label") or chosen)
    places = [place_of(each) for each in rows(ratings)]
    last = PLACES_ON_AXIS
    for place in places:
        place["is_chosen"] = name in (place["slug"], place["label"])
        last += place["is_off"]
        place["step"] = last if place["is_off"] else place["position"]
    return places
