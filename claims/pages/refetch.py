"""Fetching a document's address again, and what came of it: the difference between two versions."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from claims.access import document_for
from claims.actions.refetch_document import refetch_document
from claims.intake.text_diff import Change, Kind, text_diff
from claims.queries.versions import earlier_version, newer_version
from factcheck.core.capabilities import Can
from factcheck.core.errors import Invalid, NotFound
from factcheck.core.permissions import require
from factcheck.core.posted import posted
from factcheck.core.users import caller


@posted("document")
def document_refetch(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the address of a document fetched again, and show how far that is."""
    try:
        work = refetch_document(pk, by=caller(request))
    except Invalid as refusal:
        messages.error(request, refusal.detail)
        return redirect("document", pk)
    return redirect("import_progress", work.pk)


@require_safe
@login_required
def document_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """What a version of a document says otherwise than the one before it."""
    person = require(request.user, Can.SEE_DESK)
    document = document_for(person, pk)
    before = earlier_version(person, document)
    if before is None:
        raise NotFound("This document has no earlier version to compare with.")
    changes = [_shown(change) for change in text_diff(before.text, document.text)]
    context = {
        "document": document,
        "before": before,
        "after": newer_version(person, document),
        "changes": changes,
        "number": sum(change.is_changed for change in changes),
    }
    return render(request, "claims/document_changes.html", context)


@dataclass(frozen=True)
class _Shown:
    """A stretch of both texts as the page draws it, without the blank lines at its end."""

    is_changed: bool
    paragraphs: int
    parts: list[tuple[Kind, str]]


def _shown(change: Change) -> _Shown:
    parts = list(change.parts)
    if parts:
        parts[-1] = (parts[-1][0], parts[-1][1].rstrip())
    return _Shown(change.kind not in (Kind.SAME, Kind.SPACING), change.paragraphs, parts)
