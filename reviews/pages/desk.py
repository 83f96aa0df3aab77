"""My desk."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.core.users import caller
from reviews.pages.notices import drawn
from reviews.queries.desk import desk as find_desk


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """Parts of one's own by due date, the queue's health for editors, recent verdicts and notices."""
    found = find_desk(caller(request))
    return render(request, "reviews/desk.html", {"desk": found, "notices": drawn(found.inbox.told)})
