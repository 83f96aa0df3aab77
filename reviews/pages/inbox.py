"""What a person was told."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from factcheck.core.users import caller
from reviews.actions.read_notices import read_notices
from reviews.pages.notices import drawn
from reviews.queries.inbox import inbox as find_inbox


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """Notices, newest first; a POST marks the one named by `notice`, or all, as read."""
    person = caller(request)
    if request.method == "POST":
        read_notices(by=person, ids=_named(request))
        return redirect("inbox")
    page = request.GET.get("page", "")
    only_new = request.GET.get("show") == "new"
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1
    found = find_inbox(person, page=number, only_new=only_new)
    more = "&show=new" if only_new else ""
    context = {
        "inbox": found,
        "notices": drawn(found.told),
        "segments": [
            {"words": "All", "href": "?", "current": not only_new},
            {"words": "New", "href": "?show=new", "current": only_new, "count": found.unread},
        ],
        "previous": f"?page={number - 1}{more}" if number > 1 else "",
        "next": f"?page={number + 1}{more}" if found.has_next else "",
    }
    return render(request, "reviews/inbox.html", context)


def _named(request: HttpRequest) -> list[UUID] | None:
    """The notice that was named; None for all, nothing for a name that is none."""
    if "all" in request.POST:
        return None
    try:
        return [UUID(request.POST.get("notice", ""))]
    except ValueError:
        return []
