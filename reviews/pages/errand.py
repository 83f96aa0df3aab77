"""Errands that ask for a few words first: a form on a page of its own, one verb, and back to the review."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound, Stale, VerbError, WrongState
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.users import caller
from reviews.access import review_for, sees_round
from reviews.models import Review
from reviews.pages import faults
from reviews.pages.undo import say_done
from reviews.queries.undoable import newest_event
from reviews.workflow import TRANSITIONS, State, Step, allows


@dataclass(frozen=True)
class Errand:
    """What it needs, a step of the workflow or else a right, and what the page says.

    `done` is told afterwards, `look` is the button's.
    """

    needs: Step | Can
    heading: str
    words: str
    action: str
    done: str
    look: str = "primary"


def reviewing(person: User, pk: int, needs: Step | Can) -> Review:
    """The review, for a person who holds this right, or may take this step from where it stands.

    Raises NotFound, NotAllowed or WrongState, as the verb would.
    """
    review = review_for(person, pk)
    if isinstance(needs, Can):
        require(person, needs)
        return review
    require(person, TRANSITIONS[needs].right)
    if not allows(needs, State(review.state)):
        there = review.state.replace("_", " ")
        raise WrongState(f"R-{pk} is {there}: {needs.value.replace('_', ' ')} is not possible from there.")
    return review


def version_for(person: User, review: Review) -> int | None:
    """The version that a form carries; none for people inside the blind round."""
    return review.version if sees_round(person, review) else None


def run(
    request: HttpRequest,
    pk: int,
    errand: Errand,
    make: Callable[..., forms.Form],
    verb: Callable[..., object],
    *,
    initial: Callable[[Review], dict[str, Any]] = lambda review: {},
) -> HttpResponse:
    """Show the form, or do what it says. Whatever is refused, what was typed is shown again."""
    person = caller(request)
    review = reviewing(person, pk, errand.needs) if request.method != "POST" else review_for(person, pk)
    start = {"expected_version": version_for(person, review), **initial(review)}
    form = make(request.POST, initial=start) if request.method == "POST" else make(initial=start)
    status = 200
    if request.method == "POST":
        mark = newest_event()
        status = send(form, lambda: verb(pk, by=person, **form.cleaned_data))
        if status == 200:
            say_done(request, errand.done, mark, reviews=[pk], claims=[review.claim_id])
            return redirect("review", pk)
    return render(request, "reviews/errand.html", {"review": review, "errand": errand, "form": form}, status=status)


def send(form: forms.Form, verb: Callable[[], object]) -> int:
    """Run a verb with a valid form; 200, or the status with which the form is shown again.

    Raises what leaves no form to show: NotFound, and refusals that no change to the form would mend.
    """
    if not form.is_valid():
        return 422
    try:
        verb()
    except NotFound:
        raise
    except VerbError as refusal:
        if refusal.status in (403, 409) and not isinstance(refusal, Stale) and not form.changed_data:
            raise
        return faults.show(form, refusal)
    return 200
