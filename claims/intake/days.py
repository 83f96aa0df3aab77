"""Days, months and years as cells state them. What can be read in two ways is refused, not guessed."""

import re
import unicodedata
from datetime import date

_MONTHS_SPELT = (
    "january|jan|janvier|janv|enero|ene|januar|jän|jänner|يناير|كانون الثاني|ژانویه",
    "february|feb|février|févr|fév|febrero|februar|فبراير|شباط|فوریه",
    "march|mar|mars|marzo|märz|mär|mrz|مارس|آذار",
    "april|apr|avril|avr|abril|abr|أبريل|ابريل|نيسان|آوریل",
    "may|mai|mayo|مايو|أيار|مه",
    "june|jun|juin|junio|juni|يونيو|حزيران|ژوئن",
    "july|jul|juillet|juil|julio|juli|يوليو|تموز|ژوئیه",
    "august|aug|août|aout|agosto|ago|أغسطس|آب|اوت",
    "september|sep|sept|septembre|septiembre|سبتمبر|أيلول|سپتامبر",
    "october|oct|octobre|octubre|oktober|okt|أكتوبر|تشرين الأول|اکتبر",
    "november|nov|novembre|noviembre|نوفمبر|تشرين الثاني|نوامبر",
    "december|dec|décembre|déc|diciembre|dic|dezember|dez|ديسمبر|كانون الأول|دسامبر",
)
_MONTHS = {name: month for month, names in enumerate(_MONTHS_SPELT, 1) for name in names.split("|")}

_LONGEST = 60
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\Z", re.ASCII)
_ZONE = r"\s*(?:Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?\Z"
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?" + _ZONE, re.ASCII | re.IGNORECASE)
_CLOCK = re.compile(r"[,\s]+(?:at\s+)?\d{1,2}:\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?" + _ZONE, re.ASCII | re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})(?:\2(\d{1,2}))?\Z", re.ASCII)
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)\Z", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})\Z", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{4})\Z", re.ASCII)
_SHORT_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d\d\Z", re.ASCII)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+", re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s/-]+(?:of |de )?)?"
    r"([^\W\d]+(?: (?!(?:of|de|del)\b)[^\W\d]+)?)\.?,?[\s/-]+(?:(?:of|de|del) )?(\d{4})\Z"
)
_NAME_FIRST = re.compile(r"([^\W\d]+)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(\d{4})\Z")
# Years of the calendars of Iran and of Islam that people write today; nobody's claim is that old in ours.
_OTHER_CALENDARS = range(1200, 1500)


def partial_day(cell: str) -> str:
    """The ISO day, month or year (YYYY-MM-DD, YYYY-MM, YYYY) that a cell states; of a moment, its day as written.

    Spellings that mean one day only are read too: 15 Dec 2019, 15.12.2019, 2019/12/15, 15/12/2019. Raises ValueError
    with a sentence for all others, 03/04/2019 among them, and for days that no calendar has.
    """
    text = cell.strip()
    if not (found := _ISO.match(text)):
        text, found = _as_iso(text, cell)
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    if year in _OTHER_CALENDARS:
        raise ValueError(f"{cell[:40]} is a day of another calendar. Write it as in the Gregorian one: 2019-12-15.")
    try:
        date(year, month, day)
    except ValueError:
        raise ValueError(f"{cell[:40]} is a day that no calendar has. Check its day and month.") from None
    return text


def full_day(cell: str) -> date:
    """The one day that a cell states. Raises ValueError with a sentence, also for a month or year."""
    text = partial_day(cell)
    if len(text) != 10:
        raise ValueError(f"{cell[:40]} names no day. Write year-month-day, for example 2019-12-15.")
    return date.fromisoformat(text)


def _as_iso(text: str, cell: str) -> tuple[str, re.Match[str]]:
    iso = _spelt(_plain(text)) if len(text) <= _LONGEST else ""
    if iso == "either":
        raise ValueError(f"{cell[:40]} may mean two days. Write year-month-day, for example 2019-12-15.")
    if iso == "short":
        raise ValueError(f"{cell[:40]} has a year of two digits. Write year-month-day, for example 2019-12-15.")
    found = _ISO.match(iso)
    if found is None:
        raise ValueError(f"{cell[:40]} is no date. Use year-month-day, year-month or year, for example 2019-12-15.")
    return iso, found


def _spelt(text: str) -> str:
    """A spelling that is not ISO as ISO; "either", "short" or "" where it cannot be."""
    if moment := _MOMENT.match(text):
        return moment[1]
    text = _WEEKDAY.sub("", _CLOCK.sub("", text), count=1) if ":" in text or text[:1].isalpha() else text
    if _ISO.match(text):
        return text
    if found := _YEAR_FIRST.match(text):
        return _iso(found[1], found[3], found[4])
    if found := _RUN.match(text):
        return _iso(*found.groups())
    if found := _YEAR_LAST.match(text):
        first, second = int(found[1]), int(found[3])
        # Points part days from months in that order wherever they are used.
        if found[2] == "." or first > 12 or first == second:
            return _iso(found[4], found[3], found[1])
        return _iso(found[4], found[1], found[3]) if second > 12 else "either"
    if found := _MONTH_YEAR.match(text):
        return _iso(found[2], found[1], None)
    if _SHORT_YEAR.match(text):
        return "short"
    if found := _NAME_FIRST.match(text):
        month = _MONTHS.get(found[1].lower())
        return _iso(found[3], str(month), found[2]) if month else ""
    if found := _DAY_FIRST.match(text):
        month = _MONTHS.get(found[2].lower())
        return _iso(found[3], str(month), found[1]) if month else ""
    return ""


def _iso(year: str, month: str, day: str | None) -> str:
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _plain(text: str) -> str:
    """One space between words, ASCII digits, no invisible characters."""
    kept = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in text
        if unicodedata.category(letter) != "Cf"
    )
    return " ".join(kept.split())
