"""How reading the feeds goes, and what one of them brought."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims.access import feed_for
from claims.actions.add_feed import add_feed
from claims.pages.feed_form import FeedForm
from claims.pages.forms import add_faults
from claims.queries.documents import topics_of
from claims.queries.feeds import feed_rows, feeds_health, health_of, items_page
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Invalid
from factcheck.core.permissions import may, require


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def feeds(request: HttpRequest) -> HttpResponse:
    """Every feed with its health, and the form of a new one; to htmx the table alone."""
    is_sent = request.method == "POST"
    person = require(request.user, Can.MANAGE_FEEDS if is_sent else Can.SEE_DESK)
    form = FeedForm(request.POST if is_sent else None, topics=topics_of(person))
    if is_sent and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            added = add_feed(by=person, **fields)
        except Invalid as error:
            add_faults(form, error)
        except Conflict as error:
            form.add_error("url", error.detail)
        else:
            messages.success(request, "The feed is added. A worker reads it now.")
            return redirect("feed", added.pk)
    rows = feeds_health(person)
    context: dict[str, Any] = {
        "rows": rows,
        "form": form if may(person, Can.MANAGE_FEEDS) else None,
        "is_busy": any(row.is_busy for row in rows),
    }
    is_part = not is_sent and request.headers.get("HX-Request") == "true"
    template = "claims/_feeds_table.html" if is_part else "claims/feeds.html"
    return render(request, template, context, status=422 if form.errors else 200)


@require_safe
@login_required
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """A feed with its items; to htmx its state, and the order to load the page again once it was read."""
    person = require(request.user, Can.SEE_DESK)
    found = feed_for(person, pk)
    row = health_of(feed_rows(person).get(pk=found.pk))
    if request.headers.get("HX-Request") == "true":
        answer = render(request, "claims/_feed_state.html", {"row": row, "is_live": True})
        if not row.is_busy:
            answer.headers["HX-Refresh"] = "true"
        return answer
    page = items_page(person, row.feed, before=_number(request, "before"), after=_number(request, "after"))
    address = reverse("feed", args=[pk])
    context = {
        "row": row,
        "feed": row.feed,
        "page": page,
        "newer_url": f"{address}?after={page.newer}" if page.newer else "",
        "older_url": f"{address}?before={page.older}" if page.older else "",
        "is_beyond": bool(request.GET),
    }
    return render(request, "claims/feed.html", context)


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None
