"""The evidence gate as a list of things done and to do."""

from typing import Any

from factcheck.core.models import User
from reviews.queries.gate_of import gate_for
from reviews.queries.review_page import ReviewPage

_DONE = {
    "origins": "Enough independent origins on one side",
    "quotes": "The words that carry the finding are quoted",
    "quote_not_found": "The quotations stand in the kept copies",
    "archive": "Copies of independent sources are kept",
}


def gate_items(person: User, page: ReviewPage, rating: str, reason: str) -> list[dict[str, Any]]:
    """What is met and what is missing for a rating, by its slug; nothing for one that the scale has not.

    A rating that asks for no sources gives one line that says so.
    """
    chosen = next((one for one in page.ratings if one.slug == rating), None)
    if chosen is None:
        return []
    found = gate_for(person, page.review, chosen, override_reason=reason)
    lacks = {lack.code: lack.words for lack in found.lacks}
    if not lacks and not chosen.needed_origins:
        return [{"ok": True, "words": "This rating asks for no further sources."}]
    if "no_evidence" in lacks:
        return [
            {"ok": False, "words": lacks["no_evidence"], "href": "#add-evidence", "action": "Add one"},
            *_reason(lacks, passed=found.passed),
        ]
    # Where nothing is quoted, nothing was looked for in a copy.
    idle = {"quote_not_found"} if "quotes" in lacks else set()
    met = [{"ok": True, "words": words} for code, words in _DONE.items() if code not in lacks.keys() | idle]
    missing = [{"ok": False, "words": lacks[code], **_way(code)} for code in _DONE if code in lacks]
    return [*met, *missing, *_reason(lacks, passed=found.passed)]


def _way(code: str) -> dict[str, str]:
    if code in ("archive", "quote_not_found"):
        return {"href": "#id_override_reason", "action": "Say why not"}
    return {"href": "#add-evidence", "action": "Add evidence"}


def _reason(lacks: dict[str, str], *, passed: bool) -> list[dict[str, Any]]:
    if passed and lacks:
        return [{"ok": True, "words": "You gave a reason: it is kept, and shown to the editor and to readers."}]
    if "reason" in lacks:
        return [{"ok": False, "words": lacks["reason"], "href": "#id_override_reason", "action": "Go on writing"}]
    return []
