"""Drafts of one person: shared by the verbs that keep, drop and use up one."""

from datetime import date
from typing import Any

from factcheck.core.errors import Stale
from factcheck.core.models import User
from reviews.models import Draft, Review

TEXTS = ("rating", "attribution", "rationale", "confidence", "private_note", "override_reason")


def own_draft(review: Review, by: User) -> Draft | None:
    """A person's draft of the current round. The caller holds the review's lock."""
    return Draft.objects.filter(review=review, round=review.round, by=by).first()


def refuse_stale(draft: Draft | None, expected: int | None, words: dict[str, Any]) -> None:
    """Raise Stale where another window saved other words since version `expected` (0: there was none) was read."""
    if expected is None or expected == (draft.version if draft else 0) or (draft and same_words(draft, words)):
        return
    raise Stale(
        "Another window of yours saved something else meanwhile. Nothing was overwritten: compare the two, then send "
        "yours with the version that is saved now."
    )


def same_words(draft: Draft, words: dict[str, Any]) -> bool:
    """Whether a draft says what was sent, white space at the ends apart."""
    return all(_plain(getattr(draft, name)) == _plain(words.get(name)) for name in (*TEXTS, "as_of"))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "").replace("\r\n", "\n").strip()
