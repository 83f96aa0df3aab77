"""What was checked before of what a claim says: a part that cards fetch when they are seen, and a page of its own."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from claims.access import claim_for
from claims.actions.dismiss_match import dismiss_match, restore_match
from claims.queries.claim_place import list_address, place_of
from claims.queries.claims import ClaimAsk
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.pages.undo import say_done
from reviews.queries.claim_list import claim_list
from reviews.queries.proposed_matches import proposed_matches, seen_dismissals
from reviews.queries.undoable import newest_event


@require_safe
@login_required
def matches(request: HttpRequest, pk: int) -> HttpResponse:
    """What may be the same as a claim. To htmx the part alone; as a page with the claim and what was dismissed."""
    person = require(request.user, Can.SEE_DESK)
    claim = claim_for(person, pk)
    found = proposed_matches(person, claim)
    context: dict[str, Any] = {"claim": claim, "matches": found, "back": list_address(request.GET.get("back", ""))}
    if request.headers.get("HX-Request") == "true":
        return render(request, "claims/_matches.html", context)
    context |= {
        "card": claim_list(person, ClaimAsk(claim_id=pk)).cards[0],
        "dismissed": seen_dismissals(person, claim),
        "back_url": place_of(claim),
        "is_page": True,
    }
    return render(request, "claims/claim_matches.html", context)


@posted("claim_matches")
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one is no match, and come back to where the button was."""
    person, mark = caller(request), newest_event()
    other, check = _number(request, "claim"), _number(request, "check")
    dismiss_match(pk, by=person, other=other, check=check, reason=request.POST.get("reason", ""))
    say_done(request, f"It is not proposed for claim {pk} again.", mark, claims=[pk])
    back = list_address(request.POST.get("back", ""))
    if request.POST.get("page"):
        return redirect("claim_matches", pk)
    return redirect(f"{back}#claim-{pk}" if back else place_of(claim_for(person, pk)))


@posted("claim_matches")
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a dismissal back."""
    restore_match(pk, by=caller(request), match=_number(request, "match") or 0)
    messages.success(request, "It may be proposed again.")
    return redirect("claim_matches", pk)


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


urlpatterns = [
    path("claims/<int:pk>/matches/", matches, name="claim_matches"),
    path("claims/<int:pk>/matches/dismiss/", dismiss, name="match_dismiss"),
    path("claims/<int:pk>/matches/restore/", restore, name="match_restore"),
]
