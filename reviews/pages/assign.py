"""Parts are taken, given and handed back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.assign_review import assign_review
from reviews.actions.release_review import release_review
from reviews.actions.take_next import take_next as take_next_review
from reviews.pages.forms import ReleaseForm, Versioned
from reviews.pages.undo import say_done
from reviews.queries.undoable import newest_event


@posted("desk")
def take_next(request: HttpRequest) -> HttpResponse:
    """Take the most urgent review that this person may take, or say that none waits."""
    part = take_next_review(by=caller(request))
    if part is None:
        messages.info(request, "Nothing waits for you: every open review is taken, or is not yours to take.")
        return redirect("desk")
    return redirect("review", part.review_id)


@posted("review")
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the free part of a review to a person; a refusal is told on the review's page."""
    person, sent = caller(request), Versioned(request.POST)
    version = sent.cleaned_data["expected_version"] if sent.is_valid() else None
    username = request.POST.get("username", "")
    if not username:
        messages.warning(request, "Nothing was assigned. Choose a person.")
        return redirect("review", pk)
    mark = newest_event()
    part = assign_review(pk, by=person, username=username, expected_version=version)
    say_done(request, f"{part.user} has the part {part.part}.", mark, reviews=[pk])
    return redirect("review", pk)


@posted("review")
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand one's own part back, or, as an editor outside the round, somebody's."""
    person, form = caller(request), ReleaseForm(request.POST)
    part = form.cleaned_data["part"] if form.is_valid() else None
    mark = newest_event()
    release_review(pk, by=person, part=part)
    if part is None:
        # Who left a round does not come back to it by themselves.
        messages.success(request, f"Your part of R-{pk} is handed back.")
        return redirect("desk")
    say_done(request, f"The part {part} is free again.", mark, reviews=[pk])
    return redirect("review", pk)
