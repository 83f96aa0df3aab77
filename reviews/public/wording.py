"""A frozen verdict in words and values that templates print as they are. Pure but for escaping."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info

_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "azb", "ckb", "dv", "fa", "he", "ks", "ps", "prs", "sd", "syr", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg"})
_SAID = {"denies": "Denied by", "doubts": "Doubted by", "reports": "Reported by"}
_UNNAMED = ", unnamed"
_ATTRIBUTION = {
    "confirmed": "They did say it.",
    "misquoted": "They were misquoted.",
    "out_of_context": "They said it in another context.",
    "not_found": "We did not find that they said it.",
}
_CHANGED = {"rating": "Rating", "as_of": "As of", "attribution": "Attribution"}
_BASIS = {1: "one person", 2: "two people, apart"}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# A finding longer than this is no headline; the rating's own definition stands in its place.
_LEAD_LENGTH = 340


@dataclass(frozen=True)
class Side:
    """How many origins and sources speak on one side; `named` are the origins, as frozen, where they are."""

    stance: str
    origins: str
    is_one: bool
    sources: int
    named: list[dict[str, Any]]


def direction(language: str) -> str:
    """ "rtl" or "ltr" for a language tag (BCP 47); a script in the tag decides before the language does."""
    primary, *rest = language.lower().replace("_", "-").split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")
    is_rtl = script in _RIGHT_TO_LEFT_SCRIPTS if script else primary in _RIGHT_TO_LEFT
    return "rtl" if is_rtl else "ltr"


def long_date(value: str | date | None) -> str:
    """23 December 2019; December 2019 or 2019 for an ISO text that names no day; nothing for nothing."""
    if not value:
        return ""
    if isinstance(value, str):
        form = {4: "Y", 7: "F Y"}.get(len(value), "j F Y")
        try:
            moment = datetime.fromisoformat(value + "-01-01"[: max(0, 10 - len(value))])
        except ValueError:
            return value
        return date_format(timezone.localtime(moment) if moment.tzinfo else moment, form)
    return date_format(timezone.localtime(value) if isinstance(value, datetime) else value, "j F Y")


def said(claim: Mapping[str, Any]) -> SafeString:
    """Who said it, to whom or as reported by whom, when, and where the desk found it."""
    *carriers, speaker = claim["claimants"] or [None]
    if speaker is None:
        pieces = [SafeString("It is not known who said it")]
    else:
        pieces = [format_html("{} {}", _SAID.get(speaker["stance"], "Said by"), _name(speaker))]
    for place, carrier in enumerate(reversed(carriers)):
        told = place == 0 and speaker is not None and speaker["anonymous"] and speaker["stance"] not in _SAID
        pieces.append(format_html("{} {}", " to" if told else ", as reported by", _name(carrier)))
    day = claim["first_said"]
    if day:
        pieces.append(format_html(" {} {}", "on" if len(day) == 10 else "in", long_date(day)))
    if claim["document"]:
        pieces.append(format_html("; found in {}", _found_in(claim["document"])))
    words = pieces[0]
    for piece in pieces[1:]:
        # "unnamed" is put between commas where the sentence goes on.
        comma = "," if words.endswith(_UNNAMED) and piece.startswith(" ") else ""
        words = format_html("{}{}{}", words, comma, piece)
    return words


def speakers(claim: Mapping[str, Any]) -> SafeString:
    """Who said it, innermost first, for a row of a list."""
    return format_html_join(" · ", "{}", ((_name(each),) for each in reversed(claim["claimants"])))


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What a correction changed as (what, before, after); a rationale is too long to be shown twice."""
    return [
        (_CHANGED[name], _changed_words(name, old[name]), _changed_words(name, new.get(name)))
        for name in _CHANGED
        if name in old and old[name] != new.get(name)
    ]


def language_name(code: str) -> str:
    """The name of a language in itself where Django knows it, else its tag."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def attribution_words(body: Mapping[str, Any]) -> str:
    """Whether they said it, which is another question than whether it is so."""
    return _ATTRIBUTION.get(body["attribution"], "") if body["claim"]["claimants"] else ""


def sides(body: Mapping[str, Any]) -> list[Side]:
    """Origins and sources for and against."""
    sources: dict[str, set[tuple[str, str]]] = {"corroborates": set(), "disputes": set()}
    for item in body["evidence"]:
        if item["stance"] in sources:
            sources[item["stance"]].add((item["source"]["url"] or "", item["source"]["title"]))
    return [
        _side(stance, body["origins"], name, len(sources[stance]))
        for stance, name in (("corroborates", "corroborating"), ("disputes", "disputing"))
    ]


def reviewed_by(body: Mapping[str, Any]) -> str:
    """How many people rated it, and how they came to one verdict."""
    count = body["reviewers"]
    people = _BASIS.get(count) or f"{_NUMBERS[count] if count < len(_NUMBERS) else count} people, apart"
    if body["basis"] == "reuse":
        return f"{people}, for the claim it was first given on"
    if body["basis"] == "adjudication":
        return f"{people}; they differed and an editor decided"
    return people if count == 1 else f"{people}, who agreed"


def reused(body: Mapping[str, Any]) -> SafeString:
    """That the verdict was first given on another claim, and why it holds for this one; "" for one of its own."""
    source = body.get("reused_from")
    if not source:
        return SafeString("")
    return format_html(
        'This verdict was first given on <a href="{}">“<bdi>{}</bdi>”</a> and reused because: <bdi>{}</bdi>',
        source["url"], source["claim"], source["reason"],
    )  # fmt: skip


def lead_and_rest(body: Mapping[str, Any], definition: str) -> tuple[SafeString, SafeString]:
    """The finding in a sentence or two for the rating panel, and the rationale below it.

    The finding is the rationale's first paragraph where it is short and not the only one; else the
    `definition` of the rating. `rationale_html` was cleaned when it was frozen.
    """
    rendered = body["rationale_html"]
    head, end, rest = rendered.partition("</p>")
    if end and rest.strip() and head.startswith("<p>") and len(head) <= _LEAD_LENGTH:
        return SafeString(head.removeprefix("<p>")), SafeString(rest.strip())
    sentence = f"{definition[:1].upper()}{definition[1:]}." if definition else ""
    return format_html("{}", sentence), SafeString(rendered)


def headline(claim: Mapping[str, Any]) -> str:
    """The exact words where there are some, else the claim as the desk words it."""
    return str(claim["quote"] or claim["text"])


def _side(stance: str, origins: Mapping[str, Any], name: str, sources: int) -> Side:
    least, most = origins[name], origins[f"{name}_most"]
    between = " or " if most - least == 1 else " to "
    return Side(
        stance,
        str(most) if least == most else f"{least}{between}{most}",
        is_one=most == 1,
        sources=sources,
        named=origins.get(f"{name}_origins", []),
    )


def _changed_words(name: str, value: object) -> str:
    if name == "as_of":
        return long_date(str(value)) if value else ""
    return str(value or "").replace("_", " ")


def _name(speaker: Mapping[str, Any]) -> SafeString:
    return format_html("<b><bdi>{}</bdi></b>{}", speaker["name"], _UNNAMED if speaker["anonymous"] else "")


def _found_in(document: Mapping[str, Any]) -> SafeString:
    title = format_html("<bdi>{}</bdi>", document["title"])
    if document["url"]:
        title = format_html('<a href="{}" rel="nofollow noreferrer">{}</a>', document["url"], title)
    more = [format_html("<bdi>{}</bdi>", document["publisher"])] if document["publisher"] else []
    if document["published_on"]:
        more.append(format_html("{}", long_date(document["published_on"])))
    return format_html("{}{}", title, format_html_join("", ", {}", ((part,) for part in more)))
