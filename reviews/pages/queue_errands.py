"""Running the queue from one review: its priority, due date and desk, who goes on with a part, and more time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.access import review_for
from reviews.actions.move_to_desk import move_to_desk
from reviews.actions.reassign_review import reassign_review
from reviews.actions.renew_lease import renew_lease
from reviews.actions.set_due import set_due
from reviews.actions.set_priority import set_priority
from reviews.models import Part
from reviews.pages.errand import send, version_for
from reviews.pages.queue_form import DeskForm, DueForm, PriorityForm, ReassignForm
from reviews.pages.undo import say_done
from reviews.queries.people import candidates
from reviews.queries.queue import open_desks
from reviews.queries.undoable import newest_event

_form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class _Words:
    """What the page says; `done` is told afterwards."""

    heading: str
    words: str
    action: str
    done: str
    look: str = "primary"


_PRIORITY = _Words(
    "Priority", "It moves the review in the queue. The reason stands in its history.", "Set the priority", "It is set."
)
_DUE = _Words("Due date", "Reminders begin anew for this date.", "Set the due date", "The due date is set.")
_DESK = _Words("Desk", "Whoever holds a part keeps it.", "Move it", "It is moved.")
_REASSIGN = _Words(
    "Give a part to somebody else",
    "What was gathered in it stays with who gathered it.",
    "Give the part",
    "The part has gone to somebody else.",
)


@_form_page
@login_required
def priority(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how urgent a review is, and why."""
    return _run(request, pk, _PRIORITY, Can.RUN_QUEUE, PriorityForm, set_priority, ("level", "priority"))


@_form_page
@login_required
def due(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when a review is due, and why."""
    return _run(request, pk, _DUE, Can.RUN_QUEUE, DueForm, set_due, ("due_at", "due_at"))


@_form_page
@login_required
def review_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a review to a desk, and say why."""

    def make(*args: Any, **kwargs: Any) -> forms.Form:
        return DeskForm(*args, desks=open_desks(), **kwargs)

    return _run(request, pk, _DESK, Can.RUN_QUEUE, make, move_to_desk)


@_form_page
@login_required
def reassign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a part that somebody holds to somebody else, and say why."""
    person = caller(request)

    def make(*args: Any, **kwargs: Any) -> forms.Form:
        parts = [(part.value, part.value.capitalize()) for part in Part]
        return ReassignForm(*args, parts=parts, people=candidates(person), **kwargs)

    return _run(request, pk, _REASSIGN, Can.ASSIGN, make, reassign_review)


@posted("review")
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one's part for another lease."""
    renew_lease(pk, by=caller(request))
    messages.success(request, "Your part is yours for longer.")
    return redirect("review", pk)


def _run(
    request: HttpRequest,
    pk: int,
    words: _Words,
    right: Can,
    make: Callable[..., forms.Form],
    verb: Callable[..., object],
    starts_with: tuple[str, str] | None = None,
) -> HttpResponse:
    """Show the form, or do what it says. Whatever is refused, what was typed is shown again."""
    person = caller(request)
    review = review_for(person, pk)
    require(person, right)
    start: dict[str, Any] = {"expected_version": version_for(person, review)}
    if starts_with:
        value = getattr(review, starts_with[1])
        start[starts_with[0]] = timezone.localtime(value).date() if hasattr(value, "tzinfo") else value
    form = make(request.POST, initial=start) if request.method == "POST" else make(initial=start)
    status = 200
    if request.method == "POST":
        mark = newest_event()
        status = send(form, lambda: verb(pk, by=person, **form.cleaned_data))
        if status == 200:
            say_done(request, words.done, mark, reviews=[pk])
            return redirect("review", pk)
    return render(request, "reviews/errand.html", {"review": review, "errand": words, "form": form}, status=status)


_REVIEW = "reviews/<int:pk>/"
urlpatterns = [
    path(f"{_REVIEW}priority/", priority, name="priority"),
    path(f"{_REVIEW}due/", due, name="due"),
    path(f"{_REVIEW}desk/", review_desk, name="review_desk"),
    path(f"{_REVIEW}reassign/", reassign, name="reassign"),
    path(f"{_REVIEW}renew/", renew, name="renew"),
]
