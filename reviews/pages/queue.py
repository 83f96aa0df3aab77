"""The queue."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault
from factcheck.core.models import User
from factcheck.core.permissions import may
from factcheck.core.users import caller
from reviews.pages.queue_form import NarrowForm
from reviews.queries.people import candidates
from reviews.queries.queue import MOST_PAGES, Page
from reviews.queries.queue import queue as find_queue
from reviews.queries.queue_filters import DUE, LEVELS, ME, NARROWING, NO_DESK, SORTS, VIEWS, Ask, asked

_KEYS = "123456789"
_WORDS = {
    "q": "“{}”",
    "topic": "Topic: {}",
    "desk": "Desk: {}",
    "language": "Language: {}",
    "level": "Priority: {}",
    "assignee": "Held by {}",
    "due": "{}",
    "older_than": "Older than {} days",
    "reason": "Worth checking for: {}",
}


@require_safe
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """One view of the queue; view, filters, order and page stand in the query string."""
    person = caller(request)
    ask, faults = asked(person, request.GET.dict())
    page = request.GET.get("page", "")
    is_number = page.isascii() and page.isdigit() and len(page) < 7
    ask = ask.but(page=min(int(page), MOST_PAGES) if is_number else 1)
    found = find_queue(person, ask)
    return render(request, "reviews/queue.html", _context(request, person, ask, found, faults))


def _context(request: HttpRequest, person: User, ask: Ask, found: Page, faults: list[Fault]) -> dict[str, Any]:
    runs = may(person, Can.RUN_QUEUE) and any(row.is_working for row in found.rows)
    people = candidates(person) if may(person, Can.SEE_ROUND) else []
    names = {one.username: one.name for one in people}
    return {
        "ask": ask,
        "faults": faults,
        "queue": found,
        "tabs": _tabs(ask, found),
        "saved_now": next((each for each, _ in found.saved if each.is_mine and _is_current(ask, each.ask)), None),
        "sorts": [
            {"words": words, "href": _href(ask.but(sort=sort)), "current": sort == ask.sort}
            for sort, (words, _) in SORTS.items()
        ],
        "chips": [
            {"words": _chip(name, value, found, names), "href": _href(ask.but(**{name: getattr(Ask(), name)}))}
            for name, value in ask.query(*NARROWING).items()
        ],
        # The filters that have a place of their own stand beside the words.
        "narrow": NarrowForm(
            initial={
                **ask.query(*NARROWING),
                **{fault.pointer: request.GET.get(fault.pointer, "") for fault in faults},
            },
            desks=found.desks,
            people=people,
        ),
        "is_open": any(fault.pointer in NarrowForm.base_fields for fault in faults),
        "previous": _href(ask.but(page=ask.page - 1)) if ask.page > 1 else "",
        "next": _href(ask.but(page=ask.page + 1)) if found.has_next else "",
        "is_last_page": ask.page >= MOST_PAGES,
        "clear": _href(Ask(view=ask.view, sort=ask.sort)),
        "save_url": f"{reverse('queue_filter_save')}{_href(ask.but())}" if ask.query() else "",
        "people": people,
        "runs": runs,
        "levels": LEVELS.items(),
        "no_desk": NO_DESK,
        "sees_rounds": may(person, Can.SEE_ROUND),
        "view_words": VIEWS[ask.view],
    }


def _tabs(ask: Ask, found: Page) -> list[dict[str, Any]]:
    """The views and then the saved filters; the first nine have a key."""
    is_saved = any(_is_current(ask, each.ask) for each, _ in found.saved)
    # From a saved filter one goes to a whole view; what was asked for by hand goes along.
    along = Ask() if is_saved else ask
    tabs: list[dict[str, Any]] = [
        {
            "words": words,
            "href": _href(along.but(view=view)),
            "count": found.counts[view],
            "current": view == ask.view and not is_saved,
        }
        for view, words in VIEWS.items()
    ]
    tabs += [
        {
            "words": each.filter.name,
            "href": _href(each.ask),
            "count": tally,
            "current": _is_current(ask, each.ask),
            "title": "" if each.is_mine else f"shared by {each.filter.person}",
            "is_saved": True,
        }
        for each, tally in found.saved
    ]
    return [{**tab, "key": key} for tab, key in zip(tabs, [*_KEYS, *[""] * len(tabs)], strict=False)]


def _is_current(ask: Ask, saved: Ask) -> bool:
    return ask.but() == saved.but()


def _href(ask: Ask) -> str:
    return f"?{urlencode(ask.query())}"


def _chip(name: str, value: str, found: Page, names: dict[str, str]) -> str:
    known: dict[str, dict[str, str]] = {
        "topic": {topic.slug: topic.title for topic in found.topics},
        "desk": {NO_DESK: "none", **{desk.slug: desk.name for desk in found.desks}},
        "level": LEVELS,
        "assignee": {ME: "me", **names},
        "due": DUE,
    }
    return _WORDS[name].format(known.get(name, {}).get(value, value))
