"""Keep, drop, undo: one button each."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.access import claim_for, document_for
from claims.models import Claim, ClaimState
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound
from factcheck.core.permissions import require
from reviews.actions.triage_claim import triage_claim
from reviews.pages.document import segments_of, shown
from reviews.queries.triage import triage

_SAID = {ClaimState.KEPT: "kept", ClaimState.DROPPED: "dropped", ClaimState.UNDECIDED: "to decide again"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decide(request: HttpRequest, pk: int, state: ClaimState) -> HttpResponse:
    """Put a claim at `state` and come back to it; to htmx its card, the counts and its paragraphs."""
    if request.method != "POST":
        # Signing in again in the middle of work leads back here: the button is on the page.
        return redirect(_place(claim_for(request.user, pk), ""))
    person = require(request.user, Can.TRIAGE)
    version = request.POST.get("version", "")
    expected = int(version) if version.isascii() and version.isdigit() else None
    claim = triage_claim(pk, state, by=person, expected_version=expected)
    show = shown(request.POST.get("show", ""))
    if request.headers.get("HX-Request") != "true" or claim.document_id is None:
        return redirect(_place(claim, show))
    document = document_for(person, claim.document_id)
    board = triage(person, document, claim_id=pk)
    context = {
        "document": document,
        "board": board,
        "card": board.cards[0],
        "show": show,
        "segments": segments_of(board.counts, show),
        "span": (claim.start, claim.end),
        "said": _SAID[state],
    }
    return render(request, "claims/_decided.html", context)


def _place(claim: Claim, show: str) -> str:
    if claim.document_id is None:
        raise NotFound(f"Claim {claim.pk} stands in no document.")
    asked = f"?show={show}" if show else ""
    return f"{reverse('document', args=[claim.document_id])}{asked}#claim-{claim.pk}"
