"""A ClaimReview node as a CheckRow, in every shape that publishers give it."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Any

from claims.intake.check_row import CheckRow
from claims.intake.days import partial_day
from claims.intake.json_ld import addresses, things, words
from claims.intake.ratings import normalise
from claims.intake.values import TEXT_LIMIT, address, host_of, language

NAME_LIMIT = 300
TITLE_LIMIT = 500
SITE_LIMIT = 255
APPEARANCES_LIMIT = 20
# Machines write 0001-01-01 or 1970-01-01 for a day that they do not know.
_FIRST_YEAR = 1971


def check_of(node: dict[str, Any], number: int, line: int) -> CheckRow:
    """What a plain ClaimReview node says. Only a claim and an address must be there.

    Raises ValueError with a sentence.
    """
    items = things(node.get("itemReviewed"))
    text = words(node.get("claimReviewed"), "text", "name") or next(_each(items, "text"), "")
    if not text:
        raise ValueError("The entry does not say what was claimed. It needs claimReviewed.")
    if len(text) > TEXT_LIMIT:
        raise ValueError(f"The claim has {len(text):,} characters; at most {TEXT_LIMIT:,} are kept. Shorten it.")
    url = _address_of(node)
    notes: list[str] = []
    check = CheckRow(number, line, url, text)
    check.publisher = _publisher(node, notes)
    check.publisher_site = host_of(url).removeprefix("www.")[:SITE_LIMIT]
    check.claimant = _cut(next(_each(items, "author", "creator"), ""), NAME_LIMIT, "The claimant", notes)
    _rate(check, node.get("reviewRating"), notes)
    check.language = _language(node, items)
    check.claim_date = next((day for item in items if (day := _day(item.get("datePublished")))), "")
    day = _day(node.get("datePublished"))
    check.published_on = date.fromisoformat(day) if len(day) == 10 else None
    check.title = _cut(words(node.get("headline")) or words(node.get("name")), TITLE_LIMIT, "The title", notes)
    check.appearances = _appearances(items, url)
    check.notes = tuple(notes)
    return check


def _each(items: list[dict[str, Any]], *properties: str) -> Iterator[str]:
    for item in items:
        for name in properties:
            if text := words(item.get(name), "name", "alternateName"):
                yield text


def _address_of(node: dict[str, Any]) -> str:
    received = ""
    for name in ("url", "@id", "mainEntityOfPage"):
        for given in addresses(node.get(name)):
            try:
                return address(given)
            except ValueError:
                received = received or given
    received = received or words(node.get("url"), "@id")
    if received:
        raise ValueError(f"{received[:40]} is no address of a fact-check. It needs a url from https:// on.")
    raise ValueError("The entry does not say where the fact-check stands. It needs a url.")


def _publisher(node: dict[str, Any], notes: list[str]) -> str:
    for name in ("author", "publisher"):
        text = words(node.get(name), "name", "legalName", "alternateName")
        if text and "://" not in text:
            return _cut(text, NAME_LIMIT, "The publisher", notes)
    return ""


def _rate(check: CheckRow, given: Any, notes: list[str]) -> None:
    ratings = things(given)
    if ratings:
        rating = max(ratings, key=lambda one: bool(words(one.get("alternateName"))))
        text = words(rating.get("alternateName")) or words(rating.get("name"))
        check.value = _number(rating.get("ratingValue"))
        check.worst, check.best = _number(rating.get("worstRating")), _number(rating.get("bestRating"))
        if not text and check.value is None:
            text = words(rating.get("ratingValue"))
            text = "" if text.lower() in ("nan", "infinity", "-infinity", "inf", "-inf") else text
    else:
        # A bare number is a value without its scale.
        text = words(given)
        check.value = _number(text)
        text = "" if check.value is not None else text
    _settle_scale(check, notes)
    check.rating_text = _cut(text, NAME_LIMIT, "The rating", notes)
    check.normalised = normalise(text, check.value, check.worst, check.best)


def _settle_scale(check: CheckRow, notes: list[str]) -> None:
    worst, best = check.worst, check.best
    if worst == best == -1:
        # So some publishers write that there are no numbers.
        check.worst = check.best = None
        check.value = None if check.value == -1 else check.value
    elif worst is not None and best is not None and worst >= best:
        notes.append(f"The scale from {worst:g} to {best:g} was left out, since it does not run upwards.")
        check.worst = check.best = None
    if check.value is None:
        return
    low = -math.inf if check.worst is None else check.worst
    high = math.inf if check.best is None else check.best
    if not low <= check.value <= high:
        kept = min(max(check.value, low), high)
        notes.append(f"The rating {check.value:g} was brought onto its scale as {kept:g}.")
        check.value = kept


def _number(given: Any) -> float | None:
    if isinstance(given, bool):
        return None
    try:
        number = float(given if isinstance(given, (int, float)) else words(given)[:40].replace(",", "."))
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _language(node: dict[str, Any], items: list[dict[str, Any]]) -> str:
    for holder in (node, *items):
        text = words(holder.get("inLanguage"), "alternateName", "name", "identifier")
        try:
            if text:
                return language(text)
        except ValueError:
            continue
    return ""


def _day(given: Any) -> str:
    """The ISO day, month or year; "" for one that cannot be read, which says nothing against the rest."""
    text = words(given)
    try:
        day = partial_day(text) if text else ""
    except ValueError:
        return ""
    return day if day and int(day[:4]) >= _FIRST_YEAR else ""


def _appearances(items: list[dict[str, Any]], url: str) -> tuple[str, ...]:
    """Where the claim was made, first appearance first. A work that is no Claim is itself where it was made."""
    found: dict[str, None] = {}
    for name in ("firstAppearance", "appearance", "sameAs", "url"):
        for item in items:
            for given in addresses(item.get(name)):
                try:
                    found.setdefault(address(given))
                except ValueError:
                    continue
    found.pop(url, None)
    return tuple(found)[:APPEARANCES_LIMIT]


def _cut(text: str, limit: int, what: str, notes: list[str]) -> str:
    if len(text) <= limit:
        return text
    notes.append(f"{what} had {len(text):,} characters and was cut to {limit}.")
    return text[: limit - 1] + "…"
