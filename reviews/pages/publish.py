"""Making a verdict public, and changing, withdrawing or looking again at what is public."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from factcheck.core.users import caller
from reviews.access import review_for
from reviews.actions.correct import correct as correct_verdict
from reviews.actions.publish import publish as publish_verdict
from reviews.actions.reopen import reopen as reopen_review
from reviews.actions.retract import retract as retract_verdict
from reviews.models import Review
from reviews.pages.errand import Errand, reviewing, run, send, version_for
from reviews.pages.forms import CorrectForm, PublishForm, ReopenForm, RetractForm
from reviews.pages.preview import preview, why_not
from reviews.queries.preview import standing_verdict
from reviews.workflow import Step

_CORRECT = Errand(
    Step.CORRECT,
    "Correct the published verdict",
    "Readers see what changed and why. Another rating takes another round: reopen the review.",
    "Publish the correction",
    "The correction is public.",
)
_RETRACT = Errand(
    Step.RETRACT,
    "Withdraw the published verdict",
    "The page stays and says that the verdict is withdrawn and why.",
    "Withdraw",
    "The verdict is withdrawn in public.",
    look="danger",
)
_REOPEN = Errand(
    Step.REOPEN,
    "Look at it again",
    "A new round begins. What is public stays public until a new verdict is published.",
    "Begin a new round",
    "A new round begins.",
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What readers will see, and the button that makes it so."""
    person = caller(request)
    review = reviewing(person, pk, Step.PUBLISH)
    form = PublishForm(
        request.POST if request.method == "POST" else None,
        initial={"expected_version": version_for(person, review)},
    )
    status = 200
    if request.method == "POST":
        status = send(form, lambda: publish_verdict(pk, by=person, **form.cleaned_data))
        if status == 200:
            messages.success(request, "The verdict is public.")
            return redirect("review", pk)
        review = review_for(person, pk)
    context = {"review": review, "form": form, "preview": preview(review), "why_not": why_not(person, review)}
    return render(request, "reviews/publish.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a corrected version that says what was wrong and why it changes."""

    def as_it_stands(review: Review) -> dict[str, Any]:
        standing = standing_verdict(review)
        old = standing.verdict if standing else None
        return {"rationale": old.rationale, "as_of": old.as_of, "attribution": old.attribution} if old else {}

    return run(request, pk, _CORRECT, CorrectForm, correct_verdict, initial=as_it_stands)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def retract(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a published verdict, with the reason."""
    return run(request, pk, _RETRACT, RetractForm, retract_verdict)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new round of a closed, published or retracted review."""
    return run(request, pk, _REOPEN, ReopenForm, reopen_review)
