"""Words and classes for values: numbers, names, quotations, states, due dates."""

from decimal import Decimal

from django.utils.html import conditional_escape, format_html

from factcheck.core.templatetags import times

STATES = {
    "queued": "Waiting",
    "in_review": "In review",
    "split": "Adjudication",
    "decided": "Ready",
    "published": "Published",
    "on_hold": "On hold",
    "closed": "Closed",
    "retracted": "Retracted",
}
LEVEL_TONES = {"success": "yes", "warning": "warn", "error": "danger", "info": "accent", "debug": ""}
TONE_ICONS = {"yes": "yes", "warn": "alert", "danger": "alert", "accent": "ctx"}


def number(value: Decimal | float | int | str | None) -> str:
    """1,500 or 0.5: thousands with a comma, no trailing zeros; a text that is no number stays as it is."""
    if value is None or value == "":
        return ""
    try:
        exact = Decimal(str(value))
    except ArithmeticError:
        return str(value)
    whole = f"{exact:,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def duration(seconds: float) -> str:
    """A time to come, as nearly as it can be known: 40 s, 3 min, 2 h."""
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= 1.5 * size:
            return f"{round(seconds / size):,} {unit}"
    return f"{max(1, round(seconds))} s"


def bdi(name: object) -> str:
    """A name kept from turning the words around it, whatever its script."""
    return format_html("<bdi>{}</bdi>", name)


def initials(name: object) -> str:
    """AO of Ada Okafor: first letters of the first and the last word."""
    words = str(name).split()
    letters = [word[0] for word in (words[0], *words[-1:]) if word] if words else ["?"]
    return "".join(letters[:1] if len(words) == 1 else letters).upper()


def truncate_quote(text: str, length: int = 140) -> str:
    """A quotation cut at a word's end to at most `length` code points, the cut marked."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return (head.rsplit(None, 1)[0] if " " in head else head).rstrip(" ,;:") + " …"


def marked(quote: str, phrase: str | None) -> str:
    """A quotation with the first occurrence of `phrase` marked."""
    before, found, after = str(quote).partition(phrase or "\0")
    return format_html("{}<mark>{}</mark>{}", before, found, after) if found else conditional_escape(quote)


def width_step(share: float | int | None, of: float | int = 1) -> str:
    """The class of a bar's length, in steps of 5 %, for `share` out of `of`."""
    part = float(share or 0) / float(of) if of else 0.0
    return f"w-{min(max(round(part * 20) * 5, 0), 100)}"


def state_word(state: object) -> str:
    return STATES.get(str(state), str(state).replace("_", " ").capitalize())


def tone_of_level(level_tag: str) -> str:
    return LEVEL_TONES.get(level_tag, "")


def icon_of_tone(tone: str) -> str:
    return TONE_ICONS.get(tone, "ctx")


def due_tone(value: times.Moment) -> str:
    """danger, warn or nothing, for a chip that holds a due date."""
    return times.due_words(times.as_moment(value)).tone if value else ""


def due_line(value: times.Moment) -> str:
    """A due date on one line: "Due today 18:00 UTC", "1 day late"."""
    if not value:
        return ""
    found = times.due_words(times.as_moment(value))
    if found.tone == "danger":
        return found.words
    first = found.words if not found.tone else found.words.lower()
    return f"Due {first} {found.note}".strip() if found.tone else f"Due {first}"
