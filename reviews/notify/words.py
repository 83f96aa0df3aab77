"""The words of each notice, in one place."""

import re
from datetime import date

from factcheck.core.events import EventKind
from factcheck.core.models import Event

_WORDS = {
    EventKind.DOCUMENT_EXTRACTED: "{added} claims were found in a document you added.",
    EventKind.IMPORT_FAILED: "What you sent could not be brought in: {problem}",
    EventKind.IMPORT_DONE: "{name} was read: {added} added, {known} here already, {duplicates} linked, "
    "{refused} refused.",
    EventKind.FEED_FAILING: "The feed {title} cannot be read: {problem}",
    EventKind.FEED_RECOVERED: "The feed {title} is read again.",
    EventKind.DOCUMENT_CHANGED: "A document you added says something else at its address now. Both texts are kept.",
    EventKind.REVIEW_ASSIGNED: "You were given a part as {part}.",
    EventKind.REVIEW_RELEASED: "A part as {part} went back to the queue: {reason}.",
    EventKind.REVIEW_RETURNED: "Back in the queue: {reason}.",
    EventKind.REVIEW_REMINDED: "Due on {due}. Your part as {part} is not in yet.",
    EventKind.REVIEW_LEASE_ENDING: "Your part as {part} goes back on {until} unless you go on with it. "
    "Then only an editor can give it to you again.",
    EventKind.REVIEW_ESCALATED: "Was due on {due} and is not decided.",
    EventKind.REVIEW_HELD: "On hold until {until}: {reason}",
    EventKind.REVIEW_RESUMED: "Goes on after a hold.",
    EventKind.REVIEW_CLOSED: "Closed. {reason}",
    EventKind.REVIEW_REOPENED: "It is open again: {reason}",
    EventKind.REVIEW_AGREED: "Both are in and agree. A verdict stands, ready to publish.",
    EventKind.REVIEW_SPLIT: "Both are in and differ. Somebody else decides.",
    EventKind.REVIEW_ADJUDICATED: "The review was decided.",
    EventKind.REVIEW_SENT_BACK: "A new round begins, with a question: {question}",
    EventKind.REVIEW_CAME_BACK: "Back in the queue: {words}",
    EventKind.VERDICT_PUBLISHED: "The verdict is published: {rating}.",
    EventKind.VERDICT_CORRECTED: "The published verdict was corrected.",
    EventKind.VERDICT_RETRACTED: "The published verdict was withdrawn.",
    EventKind.COMMENT_ADDED: "A comment names you.",
    EventKind.LEAVE_BEGUN: "Your leave has begun. What you had not finished went back: {returned}.",
    EventKind.TOPIC_RESTRICTED: "What you held in a topic that is restricted now went back to the queue; your drafts "
    "are kept.",
    EventKind.TOPIC_MEMBERS_CHANGED: "{words}",
    EventKind.ROW_CHANGED: "Something was changed directly in the database, past the desk, by {role}: {table}.",
}


# In place of the words of a notice about what its reader may not see any more.
HIDDEN = "What this was about is not there for you any more."

_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _day(value: object) -> object:
    """An ISO day as the desk writes days: 12 Dec 2026."""
    return f"{date.fromisoformat(value):%-d %b %Y}" if isinstance(value, str) and _ISO_DAY.fullmatch(value) else value


class _Known(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def words(event: Event) -> str:
    """A sentence that says what happened, for a notice."""
    return _WORDS.get(EventKind(event.kind), event.kind).format_map(
        _Known({name: _day(value) for name, value in event.data.items()})
    )
