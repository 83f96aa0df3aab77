"""A document with its claims: where an editor decides what is worth checking."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import document_for
from claims.models import OPEN_IMPORT_STATES, ImportState
from claims.queries.documents import ClaimCounts, latest_import
from claims.queries.versions import copies_of
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from reviews.queries.triage import triage

SHOWN = {"": "All", "undecided": "To decide", "kept": "Kept", "dropped": "Dropped"}


@require_safe
@login_required
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its claims marked, and a card for each that `show` asks for."""
    person = require(request.user, Can.SEE_DESK)
    found = document_for(person, pk)
    show = shown(request.GET.get("show", ""))
    work = latest_import(person, found)
    board = triage(person, found, show=show)
    context = {
        "document": found,
        "board": board,
        "show": show,
        "segments": segments_of(board.counts, show),
        "words": len(found.text.split()),
        # Anything else as an address would be a script that somebody sent in.
        "original": found.url if found.url.startswith(("https://", "http://")) else "",
        "copies": copies_of(person, found),
        "work": work,
        "is_running": work is not None and work.state in OPEN_IMPORT_STATES,
        "has_failed": work is not None and work.state == ImportState.FAILED,
    }
    return render(request, "claims/document.html", context)


def shown(asked: str) -> str:
    """The state of triage that is asked for; "" for all, and for anything unknown."""
    return asked if asked in SHOWN else ""


def segments_of(counts: ClaimCounts, show: str) -> list[dict[str, object]]:
    """The filter over the cards, with counts."""
    return [
        {
            "words": words,
            "href": f"?show={name}" if name else "?",
            "count": getattr(counts, name) if name else None,
            "current": name == show,
        }
        for name, words in SHOWN.items()
    ]
