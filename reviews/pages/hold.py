"""Letting a review wait, going on, and ending it without a verdict."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.close_review import close_review
from reviews.actions.hold_review import hold_review, resume_review
from reviews.pages.errand import Errand, run
from reviews.pages.forms import CloseForm, HoldForm, Versioned
from reviews.workflow import Step

_HOLD = Errand(
    Step.HOLD,
    "Put on hold",
    "The review waits, and whoever holds a part keeps it.",
    "Put on hold",
    "It is on hold.",
)
_CLOSE = Errand(
    Step.CLOSE, "Close without a verdict", "It can be reopened.", "Close", "It is closed.",
    look="danger",
)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a review waits for, and until when."""
    return run(request, pk, _HOLD, HoldForm, hold_review)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a review without a verdict, with the reason."""
    return run(request, pk, _CLOSE, CloseForm, close_review)


@posted("review")
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a review off hold before its date."""
    form = Versioned(request.POST)
    version = form.cleaned_data["expected_version"] if form.is_valid() else None
    resume_review(pk, by=caller(request), expected_version=version)
    messages.success(request, "It goes on.")
    return redirect("review", pk)
