"""Running the queue from one review: its priority, due date and desk, who goes on with a part, and more time."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from factcheck.core.capabilities import Can
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.move_to_desk import move_to_desk
from reviews.actions.reassign_review import reassign_review
from reviews.actions.renew_lease import renew_lease
from reviews.actions.set_due import set_due
from reviews.actions.set_priority import set_priority
from reviews.models import Part, Review
from reviews.pages.errand import Errand, run
from reviews.pages.queue_form import DeskForm, DueForm, PriorityForm, ReassignForm
from reviews.queries.people import candidates
from reviews.queries.queue import open_desks

_form_page = require_http_methods(["GET", "HEAD", "POST"])


_PRIORITY = Errand(
    Can.RUN_QUEUE,
    "Priority",
    "It moves the review in the queue. The reason stands in its history.",
    "Set the priority",
    "It is set.",
)
_DUE = Errand(
    Can.RUN_QUEUE, "Due date", "Reminders begin anew for this date.", "Set the due date", "The due date is set."
)
_DESK = Errand(Can.RUN_QUEUE, "Desk", "Whoever holds a part keeps it.", "Move it", "It is moved.")
_REASSIGN = Errand(
    Can.ASSIGN,
    "Give a part to somebody else",
    "What was gathered in it stays with who gathered it.",
    "Give the part",
    "The part has gone to somebody else.",
)


@_form_page
@login_required
def priority(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how urgent a review is, and why."""
    return run(request, pk, _PRIORITY, PriorityForm, set_priority, initial=lambda review: {"level": review.priority})


@_form_page
@login_required
def due(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when a review is due, and why."""

    def now(review: Review) -> dict[str, Any]:
        return {"due_at": timezone.localtime(review.due_at).date() if review.due_at else None}

    return run(request, pk, _DUE, DueForm, set_due, initial=now)


@_form_page
@login_required
def review_desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a review to a desk, and say why."""

    def make(*args: Any, **kwargs: Any) -> forms.Form:
        return DeskForm(*args, desks=open_desks(), **kwargs)

    return run(request, pk, _DESK, make, move_to_desk)


@_form_page
@login_required
def reassign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a part that somebody holds to somebody else, and say why."""
    person = caller(request)

    def make(*args: Any, **kwargs: Any) -> forms.Form:
        parts = [(part.value, part.value.capitalize()) for part in Part]
        return ReassignForm(*args, parts=parts, people=candidates(person), **kwargs)

    return run(request, pk, _REASSIGN, make, reassign_review)


@posted("review")
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one's part for another lease."""
    renew_lease(pk, by=caller(request))
    messages.success(request, "Your part is yours for longer.")
    return redirect("review", pk)


_REVIEW = "reviews/<int:pk>/"
urlpatterns = [
    path(f"{_REVIEW}priority/", priority, name="priority"),
    path(f"{_REVIEW}due/", due, name="due"),
    path(f"{_REVIEW}desk/", review_desk, name="review_desk"),
    path(f"{_REVIEW}reassign/", reassign, name="reassign"),
    path(f"{_REVIEW}renew/", renew, name="renew"),
]
