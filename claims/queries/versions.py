"""Versions of a document, its copies, and when its address was last looked at."""

from dataclasses import dataclass
from datetime import datetime

from claims.access import visible_documents, visible_imports
from claims.intake.kinds import Format
from claims.models import Document, ImportState, Snapshot
from factcheck.core.permissions import Person


@dataclass(frozen=True)
class Copies:
    """What stands beside a document of what was fetched: `looked_at` only where it was found unchanged."""

    earlier: Document | None
    newer: Document | None
    snapshots: list[Snapshot]
    looked_at: datetime | None


def copies_of(person: Person, document: Document) -> Copies:
    """The versions beside a document and its copies, newest first, as far as a person may see them."""
    looked = (
        visible_imports(person)
        .filter(document=document, format=Format.URL, state=ImportState.DONE, guess__outcome="unchanged")
        .values_list("ended_at", flat=True)
        .first()
    )
    return Copies(
        earlier=earlier_version(person, document),
        newer=newer_version(person, document),
        snapshots=list(document.snapshots.defer("text", "headers").order_by("-taken_at", "-id")),
        looked_at=looked,
    )


def earlier_version(person: Person, document: Document) -> Document | None:
    """The version that a document took the place of."""
    return visible_documents(person).filter(pk=document.supersedes_id).first() if document.supersedes_id else None


def newer_version(person: Person, document: Document) -> Document | None:
    """The version that took a document's place."""
    return visible_documents(person).defer("text").filter(supersedes=document).first()
