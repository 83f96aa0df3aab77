"""Buttons of a feed: read it now, pause it, let it go on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims.actions.change_feed import change_feed
from claims.actions.poll_feed_now import poll_feed_now
from factcheck.core.posted import posted
from factcheck.core.users import caller


@posted("feed")
def feed_poll(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a feed read now."""
    poll_feed_now(pk, by=caller(request))
    messages.success(request, "A worker reads the feed now.")
    return _back(request, pk)


@posted("feed")
def feed_switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause a feed, or with `on` let it go on."""
    is_on = request.POST.get("on") == "1"
    change_feed(pk, by=caller(request), is_active=is_on)
    messages.success(request, "The feed goes on and is read now." if is_on else "The feed is paused.")
    return _back(request, pk)


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    """To where the button was pressed: the list of feeds or the feed itself."""
    return redirect("feeds") if request.POST.get("back") == "feeds" else redirect("feed", pk)
