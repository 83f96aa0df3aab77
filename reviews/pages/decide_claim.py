"""Keep, drop, undo: one button each."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import claim_for, document_for
from claims.models import Claim, ClaimState
from claims.queries.claim_place import list_address, place_of
from claims.queries.claims import ClaimAsk
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from reviews.actions.triage_claim import triage_claim
from reviews.pages.document import segments_of, shown
from reviews.pages.undo import say_done
from reviews.queries.claim_list import claim_list
from reviews.queries.triage import triage
from reviews.queries.undoable import newest_event

_SAID = {ClaimState.KEPT: "kept", ClaimState.DROPPED: "dropped", ClaimState.UNDECIDED: "to decide again"}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decide(request: HttpRequest, pk: int, state: ClaimState) -> HttpResponse:
    """Put a claim at `state` and come back to it, in the list it was pressed in or in its document.

    To htmx its card, and in a document the counts and its paragraphs.
    """
    if request.method != "POST":
        # Signing in again in the middle of work leads back here: the button is on the page.
        return redirect(_place(claim_for(request.user, pk), ""))
    person = require(request.user, Can.TRIAGE)
    version = request.POST.get("version", "")
    expected = int(version) if version.isascii() and version.isdigit() else None
    mark = newest_event()
    claim = triage_claim(pk, state, by=person, expected_version=expected)
    show, back = shown(request.POST.get("show", "")), list_address(request.POST.get("back", ""))
    is_htmx = request.headers.get("HX-Request") == "true"
    if back and not is_htmx:
        say_done(request, f"Claim {pk} {_SAID[state]}.", mark, claims=[pk])
        return redirect(f"{back}#claim-{pk}")
    if is_htmx and (back or claim.document_id is None):
        card = claim_list(person, ClaimAsk(claim_id=pk)).cards[0]
        return render(request, "claims/_decided_listed.html", {"card": card, "back": back, "said": _SAID[state]})
    if not is_htmx or claim.document_id is None:
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
    asked = f"?show={show}" if show and claim.document_id is not None else ""
    return place_of(claim).replace("#", f"{asked}#", 1)
