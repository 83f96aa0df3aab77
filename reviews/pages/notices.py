"""Notices as the part that draws them wants them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from factcheck.core.events import EventKind
from reviews.notify.words import HIDDEN, words
from reviews.queries.inbox import Told

_ICONS = {
    EventKind.DOCUMENT_EXTRACTED: "doc",
    EventKind.IMPORT_FAILED: "alert",
    EventKind.FEED_FAILING: "alert",
    EventKind.FEED_RECOVERED: "yes",
    EventKind.REVIEW_ASSIGNED: "user",
    EventKind.REVIEW_RELEASED: "undo",
    EventKind.REVIEW_HELD: "pause",
    EventKind.REVIEW_RESUMED: "loop",
    EventKind.REVIEW_CLOSED: "stop",
    EventKind.REVIEW_AGREED: "check",
    EventKind.REVIEW_SPLIT: "swap",
    EventKind.REVIEW_ADJUDICATED: "scale",
    EventKind.REVIEW_SENT_BACK: "undo",
    EventKind.REVIEW_REOPENED: "history",
    EventKind.TOPIC_RESTRICTED: "lock",
    EventKind.TOPIC_MEMBERS_CHANGED: "lock",
    EventKind.VERDICT_PUBLISHED: "yes",
    EventKind.VERDICT_CORRECTED: "edit",
    EventKind.VERDICT_RETRACTED: "no",
}


def drawn(told: Iterable[Told]) -> list[dict[str, Any]]:
    """Each notice with its words, its icon and the address of what it is about, where that can be opened."""
    return [_drawn(one) for one in told]


def _drawn(one: Told) -> dict[str, Any]:
    href, note = "", ""
    if one.review is not None:
        href, note = reverse("review", args=[one.review.pk]), f"R-{one.review.pk} {one.review.claim.text}"
    elif one.document is not None:
        href, note = reverse("document", args=[one.document.pk]), one.document.title
    elif one.topic is not None:
        href, note = reverse("topic", args=[one.topic.slug]), one.topic.title
    elif one.notice.event.about_kind == "feed" and not one.is_hidden:
        href, note = reverse("feeds"), "Feeds"
    return {
        "pk": one.notice.pk,
        "is_new": one.is_new,
        "icon": _ICONS.get(one.kind, "bell"),
        "words": HIDDEN if one.is_hidden else words(one.notice.event),
        "href": href,
        "note": note,
        "at": one.notice.made_at,
        "day": one.day,
    }
