"""Words for dates: how long ago, how old, when due."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

# What a column holds: a date, a moment, or an ISO text of a year, a month or a day.
Moment = date | datetime | str | None


def as_moment(value: date | datetime | str) -> date | datetime:
    """A text becomes a date or a moment; a year or a month its first day. ValueError for other texts."""
    if not isinstance(value, str):
        return value
    if len(value) <= 10:
        return date.fromisoformat(value + "-01-01"[: 10 - len(value)] if len(value) in (4, 7) else value)
    return datetime.fromisoformat(value)


def local(value: datetime) -> datetime:
    """A moment in the zone of the desk; a moment without a zone is taken as UTC."""
    return timezone.localtime(value if timezone.is_aware(value) else value.replace(tzinfo=UTC))


def date_of(value: date | datetime) -> date:
    """The calendar day of a moment where the desk is."""
    return local(value).date() if isinstance(value, datetime) else value


def day(value: Moment) -> str:
    """15 Dec 2019; Dec 2019 or 2019 for an ISO text that names no day; the text itself when it is none."""
    if not value:
        return ""
    try:
        found = date_of(as_moment(value))
    except ValueError:
        return str(value)
    known = len(value) if isinstance(value, str) else 10
    return date_format(found, {4: "Y", 7: "M Y"}.get(known, "j M Y"))


def clock(value: datetime) -> str:
    """14:22 UTC: the zone is always said."""
    moment = local(value)
    return f"{moment:%H:%M} {moment.tzname()}"


def _length(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    if minutes < 60:
        return f"{max(minutes, 1)} min"
    if minutes < 24 * 60:
        return f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} d"


def age(value: Moment | timedelta, now: datetime | None = None) -> str:
    """How long ago, or how long: 5 min, 2 h, 9 d."""
    if isinstance(value, timedelta):
        return _length(value)
    if not value:
        return ""
    moment, current = as_moment(value), local(now or timezone.now())
    if isinstance(moment, datetime):
        return _length(current - local(moment))
    days = (current.date() - moment).days
    return "today" if days == 0 else f"{days} d"


def _relative(moment: datetime, current: datetime) -> str:
    length = current - moment
    if abs(length) < timedelta(minutes=1):
        return "just now"
    if abs(length) < timedelta(days=1):
        return f"{_length(length)} ago" if length > timedelta(0) else f"in {_length(-length)}"
    if abs(length) < timedelta(days=7):
        return date_format(moment, "D j M")
    return date_format(moment, "j M Y")


def when(value: Moment, now: datetime | None = None) -> str:
    """A `<time>`: how long ago within a day, the weekday within a week, else the date; the moment titled."""
    if not value:
        return ""
    try:
        moment = as_moment(value)
    except ValueError:
        return str(value)
    if not isinstance(moment, datetime):
        return format_html('<time datetime="{}">{}</time>', value, day(value))
    moment = local(moment)
    return format_html(
        '<time datetime="{}" title="{}, {}">{}</time>',
        moment.isoformat(timespec="seconds"),
        date_format(moment, "j M Y"),
        clock(moment),
        _relative(moment, local(now or timezone.now())),
    )


@dataclass(frozen=True)
class DueWords:
    """A due date in words: `tone` is danger, warn or nothing; `words` stands first, `note` below it."""

    words: str
    note: str
    tone: str
    iso: str


def due_words(value: date | datetime, now: datetime | None = None) -> DueWords:
    """Late is danger; today and tomorrow warn; later days carry their weekday."""
    current = local(now or timezone.now())
    the_day = date_of(value)
    days = (the_day - current.date()).days
    at = clock(value) if isinstance(value, datetime) else ""
    iso = local(value).isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()
    if days < 0:
        late = "1 day late" if days == -1 else f"{-days} days late"
        return DueWords(late, date_format(the_day, "j M"), "danger", iso)
    if isinstance(value, datetime) and local(value) < current:
        return DueWords(f"{_length(current - local(value))} late", at, "danger", iso)
    if days == 0:
        return DueWords("Today", at, "warn", iso)
    if days == 1:
        return DueWords("Tomorrow", at, "warn", iso)
    return DueWords(date_format(the_day, "D j M"), f"in {days} days", "", iso)


def due(value: Moment, now: datetime | None = None) -> SafeString:
    """A due date for a cell: the word, and the date or the time below it."""
    if not value:
        return format_html('<span class="muted">{}</span>', "no date")
    words = due_words(as_moment(value), now)
    look = {"danger": "overdue", "warn": "due-soon"}.get(words.tone, "")
    sub = format_html('<span class="sub">{}</span>', words.note) if words.note else ""
    return format_html('<time class="{}" datetime="{}">{}</time>{}', look, words.iso, words.words, sub)
