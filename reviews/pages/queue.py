"""The queue."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.core.capabilities import Can
from factcheck.core.models import User
from factcheck.core.permissions import may
from factcheck.core.users import caller
from reviews.queries.people import candidates
from reviews.queries.queue import SORTS, VIEWS, Ask, Page
from reviews.queries.queue import queue as find_queue


@require_safe
@login_required
def queue(request: HttpRequest) -> HttpResponse:
    """One view of the queue; view, words, topic, sort and page stand in the query string."""
    person = caller(request)
    ask = _asked(request.GET)
    found = find_queue(person, ask)
    return render(request, "reviews/queue.html", _context(person, ask, found))


def _asked(sent: QueryDict) -> Ask:
    view, sort, page = sent.get("view", ""), sent.get("sort", ""), sent.get("page", "")
    return Ask(
        view=view if view in VIEWS else "all",
        # PostgreSQL cannot hold a NUL, and no name is longer than this.
        words=sent.get("q", "").replace("\0", "").strip()[:200],
        topic=sent.get("topic", "")[:80].replace("\0", ""),
        sort=sort if sort in SORTS else "priority",
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


def _context(person: User, ask: Ask, found: Page) -> dict[str, Any]:
    def href(**changed: object) -> str:
        asked = {"view": ask.view, "q": ask.words, "topic": ask.topic, "sort": ask.sort, **changed}
        defaults = {"view": "all", "sort": "priority", "page": 1}
        return "?" + urlencode({name: value for name, value in asked.items() if value and value != defaults.get(name)})

    assigns = may(person, Can.ASSIGN)
    return {
        "ask": ask,
        "queue": found,
        "tabs": [
            {
                "words": words,
                "href": href(view=view),
                "count": found.counts[view],
                "current": view == ask.view,
            }
            for view, words in VIEWS.items()
        ],
        "sorts": [
            {"words": words, "href": href(sort=sort), "current": sort == ask.sort} for sort, (words, _) in SORTS.items()
        ],
        "previous": href(page=ask.page - 1) if ask.page > 1 else "",
        "next": href(page=ask.page + 1) if found.has_next else "",
        "clear": href(q="", topic=""),
        "people": candidates(person) if assigns else [],
        "assigns": assigns and any(row.takes_people for row in found.rows),
        "sees_rounds": may(person, Can.SEE_ROUND),
        "view_words": VIEWS[ask.view],
    }
