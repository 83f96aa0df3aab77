"""What an event changed, as it was before and as it was after."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from claims.queries.changes import changes_of
from factcheck.core.events import EventKind
from factcheck.core.models import Event

# Facts that hold one value before and one after, with what the value is of.
_ONE = {
    EventKind.REVIEW_PRIORITISED: "Priority",
    EventKind.REVIEW_MOVED: "Desk",
    EventKind.REVIEW_BY_SET: "To look at again",
}


_NAME = re.compile(r"[a-z_]+")


@dataclass(frozen=True)
class Changed:
    """One thing that is otherwise than before, in words."""

    what: str
    before: str
    after: str


def changed(event: Event, unseen: Collection[str] = ()) -> tuple[Changed, ...]:
    """Everything that an event changed; nothing where there was nothing before. A topic of `unseen` is none."""
    kind, data = EventKind(event.kind), event.data
    if kind is EventKind.REVIEW_DUE_CHANGED:
        return (Changed("Due", _words(_day(data.get("before"))), _words(_day(data.get("after")))),)
    if kind in (EventKind.TOPIC_RESTRICTED, EventKind.TOPIC_OPENED):
        before, after = "the whole desk", f"its members: {', '.join(data.get('members', []))}"
        return (Changed("Seen by", *((before, after) if kind is EventKind.TOPIC_RESTRICTED else (after, before))),)
    if kind in _ONE:
        return (Changed(_ONE[kind], _words(data.get("from")), _words(data.get("to"))),)
    named = data.get("changed" if kind is EventKind.ROW_CHANGED else "changes")
    if named:
        return tuple(Changed(_column(name), _words(before), _words(after)) for name, (before, after) in named.items())
    if "step" in data and data.get("from") not in (None, data.get("to")):
        return (Changed("State", _words(data["from"]), _words(data["to"])),)
    return tuple(Changed(change.what, change.before, change.after) for change in changes_of(event, unseen))


def _day(moment: Any) -> str:
    """The day of a moment in ISO 8601."""
    return str(moment or "")[:10]


def _column(name: str) -> str:
    return name.removesuffix("_id").replace("_", " ").capitalize()


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nothing"
    if value in (None, ""):
        return "nothing"
    text = str(value)
    # The name of a state or a finding; what a person wrote stays as it is.
    return text.replace("_", " ") if _NAME.fullmatch(text) else text
