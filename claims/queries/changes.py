"""What happened to a claim since somebody looked at it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.access import visible_topics
from claims.extraction.natures import nature_of
from claims.models import Claim
from factcheck.core.events import EventKind
from factcheck.core.models import Event
from factcheck.core.permissions import Person

# Each of these raises the claim's version by one.
_RAISING = (
    EventKind.CLAIM_EDITED, EventKind.CLAIM_KEPT, EventKind.CLAIM_DROPPED, EventKind.CLAIM_UNDECIDED,
    EventKind.CLAIM_READ_AGAIN,
)  # fmt: skip
_STATES = {
    EventKind.CLAIM_KEPT: "kept",
    EventKind.CLAIM_DROPPED: "dropped",
    EventKind.CLAIM_UNDECIDED: "undecided",
}
_FIELDS = {
    "text": "Claim", "said_on": "Said on", "topic": "Topic", "speakers": "Said by", "figure": "Figure",
    "url": "Address", "place": "Place", "as_of": "As of", "tags": "Tags", "priority": "Priority", "due_on": "Due on",
    "reach": "Reach", "quote": "Quote", "kind": "Kind", "state": "Triage",
}  # fmt: skip

_MORE = {"denominator": "of", "per": "per", "since": "against"}


@dataclass(frozen=True)
class Change:
    """One thing that somebody changed, in words."""

    by: str
    at: datetime
    what: str
    before: str
    after: str


def changes_since(person: Person, claim: Claim, version: int) -> list[Change]:
    """What took a claim from `version` to the version it has, oldest first, as far as a person may know."""
    steps = max(claim.version - version, 0)
    newest = Event.objects.filter(claim_id=claim.pk, kind__in=_RAISING).select_related("by").order_by("-id")
    events = list(newest[:steps])[::-1]
    unseen = unseen_topics(person, events)
    return [change for event in events for change in changes_of(event, unseen)]


def unseen_topics(person: Person, events: Iterable[Event]) -> frozenset[str]:
    """Slugs of topics that claims were moved between and that do not exist for a person."""
    edits = (event.data for event in events if event.kind == EventKind.CLAIM_EDITED)
    named = {slug for data in edits for slug in data.get("topic", {}).values() if slug}
    if not named:
        return frozenset()
    return frozenset(named - set(visible_topics(person).filter(slug__in=named).values_list("slug", flat=True)))


def changes_of(event: Event, unseen: Collection[str] = ()) -> list[Change]:
    """What an edit or a decision on a claim changed; nothing for an event of another kind.

    A topic of `unseen` is none.
    """
    by = str(event.by) if event.by else "The desk"
    kind = EventKind(event.kind)
    if kind in _STATES:
        return [Change(by, event.at, "Triage", str(event.data.get("before", "")), _STATES[kind])]
    if kind not in (EventKind.CLAIM_EDITED, EventKind.CLAIM_READ_AGAIN):
        return []
    if kind is EventKind.CLAIM_READ_AGAIN:
        by = str(event.data["extractor"])
    found = []
    for name, was_is in event.data.items():
        if name not in _FIELDS:
            continue
        before, after = was_is["before"], was_is["after"]
        if name == "topic":
            before, after = ("" if slug in unseen else slug for slug in (before, after))
            if before == after:
                continue
        found.append(Change(by, event.at, _FIELDS[name], _words(before), _words(after)))
    return found


def _nature(figure: dict[str, Any]) -> str:
    """What sort of number a figure is, where its unit does not say it."""
    nature = figure.get("nature") or ""
    return "" if nature in ("", nature_of(figure["unit"])) else f"a {nature}"


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
        said = {name: value.get(name) or "" for name in ("denominator", "per", "since")}
        more = "".join(f" {word} {said[name]}" for name, word in _MORE.items() if said[name])
        rest = "".join(f", {part}" for part in (value["place"], value["as_of"], _nature(value)) if part)
        return f"{bound}{value['value']}{upper} {value['unit']}{more}{rest}"
    return str(value)
