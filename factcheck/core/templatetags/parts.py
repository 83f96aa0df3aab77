"""Tags and filters of the template parts: presentation only, nothing here asks the database for more.

docs/components.md lists each with an example. What a tag is given may be a model, a dataclass or a mapping.
"""

from typing import Any

from django.forms import BoundField, CheckboxInput, Select, Textarea
from django.template import Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

from factcheck.core.templatetags import marked_text, times
from factcheck.core.templatetags import words as wording
from factcheck.core.templatetags.places import place_of, places_of
from factcheck.core.templatetags.reading import read, rows
from factcheck.core.templatetags.words import number, state_word, width_step

register = Library()

register.filter("day", times.day)
register.filter("clock", times.clock)
register.filter("when", times.when)
register.filter("age", times.age)
register.filter("due", times.due)
register.simple_tag(marked_text.marked_text)

for words_filter in (
    wording.number,
    wording.bdi,
    wording.initials,
    wording.truncate_quote,
    wording.marked,
    wording.width_step,
    wording.state_word,
    wording.tone_of_level,
    wording.icon_of_tone,
    wording.due_tone,
    wording.due_line,
):
    register.filter(words_filter.__name__, words_filter)

BOUNDS = {
    "at_least": "at least",
    "more_than": "more than",
    "approx": "about",
    "about": "about",
    "at_most": "at most",
    "less_than": "less than",
}
SHADES = {"assigned": "Assigned", "one_in": "One in"}
STANCES = {
    "corroborates": ("yes", "Corroborates"),
    "disputes": ("no", "Disputes"),
    "context": ("ctx", "Context"),
}
IMPORT_WORDS = {
    "received": "Received, waiting for a worker",
    "checking": "Checking",
    "running": "Reading",
    "done": "Done",
    "failed": "Stopped by an error",
    "cancelled": "Cancelled",
}


# --- marks --------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str, size: str = "", *, flip: bool = False) -> SafeString:
    """An icon of the sprite. `size` is sm, lg or nothing; `flip` mirrors it where text runs right to left."""
    look = "".join([" i-flip" if flip else "", f" i-{size}" if size else ""])
    return format_html(
        '<svg class="i{}" viewBox="0 0 16 16" aria-hidden="true"><use href="#i-{}"></use></svg>', look, name
    )


@register.inclusion_tag("parts/figure.html")
def figure(figure: object, counts: bool = True) -> dict[str, Any]:
    """A Figure: value, value_max, bound, unit. `counts=False` leaves the unit out."""
    if figure is None or read(figure, "value") is None:
        return {"value": ""}
    bound, unit = str(read(figure, "bound") or "exact"), str(read(figure, "unit") or "")
    value = number(read(figure, "value"))
    upper = read(figure, "value_max")
    return {
        "bound": BOUNDS.get(bound, ""),
        "value": f"{value} to {number(upper)}" if bound == "between" and upper is not None else value,
        "unit": "" if not counts else "%" if unit in ("percent", "%") else unit,
    }


def _links(links: object) -> list[dict[str, Any]]:
    return [
        {
            "name": read(link, "name") or read(read(link, "party"), "name"),
            "is_unnamed": bool(read(link, "anonymous", "is_anonymous") or read(read(link, "party"), "is_anonymous")),
            "cue": read(link, "cue"),
            "on": read(link, "said_on", "date"),
            "href": read(link, "href"),
        }
        for link in rows(links)
    ]


@register.inclusion_tag("parts/chain.html")
def chain(links: object) -> dict[str, Any]:
    """Who says it through whom, on one line; `links` outermost first."""
    return {"links": _links(links)}


@register.inclusion_tag("parts/chain_steps.html")
def chain_steps(links: object) -> dict[str, Any]:
    """The same, one below the other, with the verb and the date of each."""
    return {"links": _links(links)}


@register.inclusion_tag("parts/state.html")
def state(state: object, shade: str = "", words: str = "") -> dict[str, Any]:
    """The ring of a Review's state. `shade` is assigned or one_in; only for people outside the round."""
    return {"ring": shade or str(state), "words": words or SHADES.get(shade) or state_word(state)}


@register.inclusion_tag("parts/rating.html")
def rating(rating: object) -> dict[str, Any]:
    """A verdict in a row: the lit place among five, or an icon off the axis; always the word."""
    return {"place": place_of(rating)} if rating else {}


@register.filter
def sign_of(rating: object) -> str:
    """The icon of a Rating that is drawn with one, else nothing."""
    return str(place_of(rating)["icon"])


@register.inclusion_tag("parts/scale.html")
def scale(ratings: object, chosen: object) -> dict[str, Any]:
    """A verdict on a page: every Rating in its place, the chosen one marked."""
    return {"places": places_of(ratings, chosen)}


@register.inclusion_tag("parts/rating_control.html")
def rating_control(
    ratings: object,
    chosen: object = None,
    name: str = "rating",
    value: str = "slug",
    legend: str = "Your rating",
    notes: dict[str, str] | None = None,
    errors: object = None,
) -> dict[str, Any]:
    """Choose a Rating: radio buttons with a key each. `value` names what is sent: slug or pk.

    `notes` (by slug) stand in place of the definitions, as the reviewers' names when deciding between two.
    """
    wanted = str(read(chosen, value) or chosen) if chosen else ""
    places = [place_of(each) for each in rows(ratings)]
    for key, place in enumerate(places, start=1):
        place["key"] = key if key < 10 else ""
        place["sent"] = str(place[value])
        place["is_chosen"] = place["sent"] == wanted
        place["note"] = (notes or {}).get(place["slug"], "")
    return {"places": places, "name": name, "legend": legend, "is_slim": notes is not None, "errors": errors}


@register.inclusion_tag("parts/avatar.html")
def avatar(person: object, mine: bool = False, large: bool = False, letter: str = "") -> dict[str, Any]:
    """Initials of a person; an empty seat for none; `letter` hides who it is."""
    return {"name": str(person) if person else "", "letter": letter, "mine": mine, "large": large}


@register.inclusion_tag("parts/seats.html")
def seats(people: object, me: object = None, needed: int = 0) -> dict[str, Any]:
    """Who holds the parts of a round; None, or less than `needed`, is an empty seat."""
    held = rows(people)
    held += [None] * (needed - len(held))
    return {"seats": [{"person": person, "mine": person is not None and person == me} for person in held]}


@register.inclusion_tag("parts/priority.html")
def priority(level: int) -> dict[str, Any]:
    """Three bars: 1 is the most urgent."""
    return {"level": min(max(int(level), 1), 3), "given": level}


@register.inclusion_tag("parts/worth.html")
def worth(share: float) -> dict[str, Any]:
    """Check-worthiness from 0 to 1, as a number to 100 and a bar: it orders, it never hides."""
    return {"points": round(float(share or 0) * 100), "step": width_step(share)}


@register.inclusion_tag("parts/stance.html")
def stance(stance: object, count: int | None = None) -> dict[str, Any]:
    """Corroborates, disputes or context: icon and word; with `count` the number in place of the word."""
    look, words = STANCES.get(str(stance), STANCES["context"])
    return {"look": look, "words": words, "count": count}


@register.inclusion_tag("parts/evidence_counts.html")
def evidence_counts(corroborates: int = 0, disputes: int = 0, context: int = 0) -> dict[str, Any]:
    """How much Evidence stands on each side, for a row."""
    return {"counts": (("corroborates", corroborates), ("disputes", disputes), ("context", context))}


# --- larger parts -------------------------------------------------------------------------------------------


def _origin_row(origins: object, side: str, words: str) -> dict[str, Any]:
    given = read(origins, side)
    if isinstance(given, int):
        return {"stance": words, "origins": [], "low": given, "high": given}
    found = [
        {
            "name": read(origin, "name"),
            "is_unnamed": bool(read(origin, "anonymous", "is_anonymous")),
            "is_doubtful": bool(read(origin, "doubtful", "is_doubtful")),
            "counts": read(origin, "counts") is not False,
            "why": read(origin, "why") or "",
            "circle": read(origin, "circle") or "",
            "sources": rows(read(origin, "sources")),
        }
        for origin in rows(given)
    ]
    counted = [origin for origin in found if origin["counts"]]
    sure = [origin for origin in counted if not origin["is_doubtful"]]
    return {"stance": words, "origins": found, "low": len(sure), "high": len(counted)}


@register.inclusion_tag("parts/origins.html")
def origins_meter(origins: object, heading: str = "Independence") -> dict[str, Any]:
    """Independent origins on either side. `origins` has corroborating, disputing (lists or counts) and note.

    An origin has name, anonymous, doubtful (said to be the one before it), counts (False for the claimant's
    own), why, circle (what goes round in it), and sources: labels, or things with key, href and flagged.
    """
    return {
        "heading": heading,
        "note": read(origins, "note") or "",
        "sides": [
            _origin_row(origins, "corroborating", "corroborates"),
            _origin_row(origins, "disputing", "disputes"),
        ],
    }


@register.inclusion_tag("parts/field.html")
def field(
    bound: BoundField, note: str = "", draft: str = "", look: str = "", rows: int | None = None
) -> dict[str, Any]:
    """A form field with label, hint, errors and their ties. `draft` keeps what is typed under that key."""
    widget = bound.field.widget
    is_check = isinstance(widget, CheckboxInput)
    is_group = bound.use_fieldset
    attrs: dict[str, Any] = {}
    if not (is_check or is_group):
        kind = "textarea" if isinstance(widget, Textarea) else "select" if isinstance(widget, Select) else "input"
        attrs["class"] = " ".join(part for part in (kind, look, widget.attrs.get("class", "")) if part)
    if draft:
        attrs["data-draft"] = draft
    if rows and isinstance(widget, Textarea):
        attrs["rows"] = rows
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attrs),
        "is_check": is_check,
        "is_group": is_group,
        "note": note,
    }


@register.inclusion_tag("parts/import_progress.html")
def import_progress(run: object, poll_url: str = "") -> dict[str, Any]:
    """How far an import is; asks again every second while it is open. `run` as the Import model."""
    name = str(read(run, "state") or "")
    waits = bool(read(run, "waits_for_mapping"))
    left = read(run, "seconds_left") if name == "running" else None
    return {
        "run": run,
        "words": "Waits for its columns to be named" if waits else IMPORT_WORDS.get(name, name),
        "is_open": name in ("received", "checking", "running") and not waits,
        "left": wording.duration(left) if left is not None else "",
        "poll_url": poll_url,
    }
