"""Changing a feed, and taking it away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.access import feed_for
from claims.actions.change_feed import change_feed
from claims.actions.remove_feed import remove_feed
from claims.pages.feed_form import FeedForm
from claims.pages.forms import add_faults
from claims.queries.documents import topics_of
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Invalid, Stale
from factcheck.core.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def feed_change(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; by POST, back to the feed. Whoever is late is told and keeps what they typed."""
    person = require(request.user, Can.MANAGE_FEEDS)
    feed = feed_for(person, pk)
    sent = request.POST.copy() if request.method == "POST" else None
    form = FeedForm(sent, topics=topics_of(person), feed=feed)
    status = 200
    if sent is not None:
        status = 422
        if form.is_valid():
            fields = dict(form.cleaned_data)
            version = fields.pop("version")
            try:
                change_feed(pk, by=person, expected_version=version, **fields)
            except Invalid as error:
                add_faults(form, error)
            except Stale:
                # Sent once more, the form stands on the feed as it is now.
                sent["version"] = str(feed_for(person, pk).version)
                form.add_error(None, "Somebody changed this feed meanwhile. Sending again puts yours in its place.")
                status = 412
            except Conflict as error:
                form.add_error("url", error.detail)
            else:
                messages.success(request, "The feed is saved.")
                return redirect("feed", pk)
    return render(request, "claims/feed_change.html", {"feed": feed, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def feed_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more; by POST, the feed is gone."""
    person = require(request.user, Can.MANAGE_FEEDS)
    feed = feed_for(person, pk)
    if request.method == "POST":
        remove_feed(pk, by=person)
        messages.success(request, "The feed is removed. Its documents are still here.")
        return redirect("feeds")
    return render(request, "claims/feed_remove.html", {"feed": feed, "back_url": reverse("feed", args=[pk])})
