"""A claim with everything that happened to it."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from claims.access import claim_for
from claims.queries.claims import ClaimAsk
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from reviews.queries.claim_history import claim_events, claim_lines
from reviews.queries.claim_list import claim_list

_SIZE = 50


@require_safe
@login_required
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """The claim as its card shows it, and its history, newest first, with what each change was before and after."""
    person = require(request.user, Can.SEE_DESK)
    found = claim_for(person, pk)
    # By pages that are counted: a cursor would tell the number of an event, and so of events between.
    pages = Paginator(claim_events(person, found), _SIZE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "claim": found,
        "cards": claim_list(person, ClaimAsk(claim_id=pk)).cards,
        "lines": claim_lines(person, found, list(page.object_list)),
        "newer_url": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "older_url": f"?page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "claims/claim.html", context)


urlpatterns = [path("claims/<int:pk>/", claim, name="claim_history")]
