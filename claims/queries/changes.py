"""What happened to a claim since somebody looked at it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.models import Claim
from factcheck.core.events import EventKind
from factcheck.core.models import Event

# Each of these raises the claim's version by one.
_RAISING = (EventKind.CLAIM_EDITED, EventKind.CLAIM_KEPT, EventKind.CLAIM_DROPPED, EventKind.CLAIM_UNDECIDED)
_STATES = {
    EventKind.CLAIM_KEPT: "kept",
    EventKind.CLAIM_DROPPED: "dropped",
    EventKind.CLAIM_UNDECIDED: "undecided",
}
_FIELDS = {
    "text": "Claim", "said_on": "Said on", "topic": "Topic", "speakers": "Said by", "figure": "Figure",
    "url": "Address", "place": "Place", "as_of": "As of", "tags": "Tags", "priority": "Priority", "due_on": "Due on",
    "reach": "Reach",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One thing that somebody changed, in words."""

    by: str
    at: datetime
    what: str
    before: str
    after: str


def changes_since(claim: Claim, version: int) -> list[Change]:
    """What took a claim from `version` to the version it has, oldest first."""
    steps = max(claim.version - version, 0)
    events = Event.objects.filter(claim_id=claim.pk, kind__in=_RAISING).select_related("by").order_by("-id")
    return [change for event in reversed(events[:steps]) for change in changes_of(event)]


def changes_of(event: Event) -> list[Change]:
    """What an edit or a decision on a claim changed; nothing for an event of another kind."""
    by = str(event.by) if event.by else "The desk"
    kind = EventKind(event.kind)
    if kind in _STATES:
        return [Change(by, event.at, "Triage", str(event.data.get("before", "")), _STATES[kind])]
    if kind is not EventKind.CLAIM_EDITED:
        return []
    return [
        Change(by, event.at, _FIELDS.get(name, name), _words(was_is["before"]), _words(was_is["after"]))
        for name, was_is in event.data.items()
    ]


def _words(value: Any) -> str:
    """A value of `edit_claim.as_data` on one line."""
    if isinstance(value, int):
        return f"{value:,}"
    if not value:
        return "nothing"
    if isinstance(value, list) and isinstance(value[0], str):
        return ", ".join(value)
    if isinstance(value, list):
        return " → ".join(str(speaker["name"]) for speaker in value)
    if isinstance(value, dict):
        upper = f" to {value['value_max']}" if value["value_max"] else ""
        bound = "" if value["bound"] == "exact" else f"{value['bound'].replace('_', ' ')} "
        rest = "".join(f", {part}" for part in (value["place"], value["as_of"]) if part)
        return f"{bound}{value['value']}{upper} {value['unit']}{rest}"
    return str(value)
