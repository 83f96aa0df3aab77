"""Work on several reviews of the queue at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from factcheck.core.capabilities import Can
from factcheck.core.errors import VerbError
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.assign_review import assign_review

# So many refusals are named one by one; more would bury the page.
_NAMED = 20


@posted("queue")
def queue_assign(request: HttpRequest) -> HttpResponse:
    """Give the selected reviews to one or two people; each goes by itself, each refusal is named."""
    person = require(caller(request), Can.ASSIGN)
    people = [name for name in (request.POST.get("first", ""), request.POST.get("second", "")) if name]
    reviews = [int(value) for value in request.POST.getlist("review") if value.isascii() and value.isdigit()]
    given, refused = _assign_all(person, reviews, people)
    if not reviews or not people:
        messages.warning(request, "Nothing was assigned. Select at least one review and one person.")
    elif given:
        messages.success(request, f"{given} {'part was' if given == 1 else 'parts were'} given out.")
    for words in refused[:_NAMED]:
        messages.error(request, words)
    if len(refused) > _NAMED:
        messages.error(request, f"{len(refused) - _NAMED} more were refused.")
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if safe else reverse("queue"))


def _assign_all(person: User, reviews: list[int], people: list[str]) -> tuple[int, list[str]]:
    given, refused = 0, []
    for review in reviews:
        for username in people:
            try:
                assign_review(review, by=person, username=username)
                given += 1
            except VerbError as refusal:
                refused.append(f"R-{review}, {username}: {refusal.detail}")
    return given, refused


urlpatterns = [path("queue/assign/", queue_assign, name="queue_assign")]
