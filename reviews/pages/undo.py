"""Undo: the button beside what was just done, and what it does."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme

from factcheck.core.errors import NotFound
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.undo_acts import undo_acts
from reviews.queries.undoable import acts_since

# So many refusals are named one by one; more would bury the page.
_NAMED = 20


def say_done(
    request: HttpRequest, words: str, mark: int, *, reviews: Iterable[int] = (), claims: Iterable[int] = ()
) -> None:
    """Tell that something was done, with a button that undoes what the person did to these since `mark`."""
    acts = acts_since(mark, caller(request), reviews=reviews, claims=claims)
    messages.success(request, words, extra_tags=",".join(map(str, acts)))


@posted("queue")
def undo(request: HttpRequest) -> HttpResponse:
    """Undo acts of one's own. A single refusal is answered as the verb's; of several each is named."""
    sent = request.POST.get("acts", "").split(",")
    numbers = [int(each) for each in sent if each.isascii() and each.isdigit() and len(each) < 19]
    if len(numbers) < len(sent):
        raise NotFound("There is no such act of yours to undo.")
    result = undo_acts(numbers, by=caller(request))
    if result.refused and not result.done and len(result.refused) == 1:
        raise next(iter(result.refused.values()))
    if result.done:
        count = len(result.done)
        messages.success(request, f"{result.done[0]} is as it was." if count == 1 else f"{count} are as they were.")
    for name, refusal in list(result.refused.items())[:_NAMED]:
        messages.error(request, f"{name} was left as it is. {refusal.detail}")
    if len(result.refused) > _NAMED:
        messages.error(request, f"{len(result.refused) - _NAMED} more were left as they are.")
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if safe else "queue")


urlpatterns = [path("undo/", undo, name="undo")]
