"""Work on several reviews of the queue at once, and the filters that a person saves."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from factcheck.core.capabilities import Can
from factcheck.core.errors import Invalid
from factcheck.core.permissions import may, require
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.bulk_reviews import Bulked, BulkReview, bulk_reviews
from reviews.actions.delete_filter import delete_filter
from reviews.actions.save_filter import save_filter
from reviews.pages import queue_errands
from reviews.pages.errand import send
from reviews.pages.queue_form import BulkForm, FilterForm
from reviews.pages.undo import say_done
from reviews.queries.queue_filters import SAVED, asked
from reviews.queries.undoable import newest_event

# So many refusals are named one by one; more would bury the page.
_NAMED = 20
_DONE = {
    BulkReview.ASSIGN: "given out",
    BulkReview.REASSIGN: "given to somebody else",
    BulkReview.RELEASE: "taken back to the queue",
    BulkReview.CLOSE: "closed",
    BulkReview.PRIORITISE: "given another priority",
    BulkReview.DUE: "given another due date",
    BulkReview.HOLD: "put on hold",
    BulkReview.DESK: "moved",
}


@posted("queue")
def queue_bulk(request: HttpRequest) -> HttpResponse:
    """Do with the selected reviews what the button says; each goes by itself, each refusal is named."""
    person = require(caller(request), Can.RUN_QUEUE)
    chosen = [int(value) for value in request.POST.getlist("review") if value.isascii() and value.isdigit()]
    sent = request.POST.get("do", "")
    what = BulkReview(sent) if sent in set(BulkReview) else None
    form = BulkForm(request.POST)
    if what is None or not chosen:
        messages.warning(request, "Nothing was done. Select at least one review, and say what is to be done with it.")
    elif not form.is_valid():
        for name, faults in form.errors.items():
            messages.error(
                request, f"Nothing was done. {name.replace('_', ' ').capitalize()}: {' '.join(map(str, faults))}"
            )
    else:
        try:
            mark = newest_event()
            _say(request, what, bulk_reviews(chosen, what, by=person, terms=form.terms(what)), mark)
        except Invalid as refusal:
            messages.error(request, f"Nothing was done. {refusal.detail}")
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/")
    return redirect(back if safe else reverse("queue"))


def _say(request: HttpRequest, what: BulkReview, result: Bulked, mark: int) -> None:
    if result.done:
        count = len(result.done)
        words = f"{count} {'review was' if count == 1 else 'reviews were'} {_DONE[what]}."
        say_done(request, words, mark, reviews=result.done)
    for pk, refusal in list(result.refused.items())[:_NAMED]:
        messages.error(request, f"R-{pk} was left as it was. {refusal.detail}")
    if len(result.refused) > _NAMED:
        messages.error(request, f"{len(result.refused) - _NAMED} more were left as they were.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def queue_filter_save(request: HttpRequest) -> HttpResponse:
    """Give what the query string asks of the queue a name, to find it among the tabs."""
    person = require(caller(request), Can.SEE_DESK)
    ask, _ = asked(person, request.GET.dict())
    may_share = may(person, Can.SHARE_FILTERS)
    form = FilterForm(request.POST or None, may_share=may_share)
    kept, status = ask.query(*SAVED), 200
    if request.method == "POST":
        status = send(form, lambda: save_filter(by=person, asked_for=kept, **form.cleaned_data))
        if status == 200:
            messages.success(request, "The filter is saved. It stands among the tabs.")
            return redirect(f"{reverse('queue')}?{urlencode(kept)}")
    context = {"form": form, "asked": kept, "back_url": f"{reverse('queue')}?{urlencode(kept)}"}
    return render(request, "reviews/queue_filter.html", context, status=status)


@posted("queue")
def queue_filter_remove(request: HttpRequest) -> HttpResponse:
    """Remove one of one's own saved filters."""
    sent = request.POST.get("filter", "")
    delete_filter(int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0, by=caller(request))
    messages.success(request, "The saved filter is removed.")
    return redirect("queue")


urlpatterns = [
    *queue_errands.urlpatterns,
    path("queue/bulk/", queue_bulk, name="queue_bulk"),
    path("queue/filters/save/", queue_filter_save, name="queue_filter_save"),
    path("queue/filters/remove/", queue_filter_remove, name="queue_filter_remove"),
]
