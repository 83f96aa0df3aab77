"""Deciding between two assessments, or sending the review back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from factcheck.core.users import caller
from reviews.actions.adjudicate import adjudicate as decide
from reviews.actions.send_back import send_back as send_review_back
from reviews.eligibility import require_may_decide
from reviews.pages.errand import Errand, run, send, version_for
from reviews.pages.judging_form import DecisionForm, QuestionForm
from reviews.queries.compare import Comparison, comparison
from reviews.queries.review_page import path_of
from reviews.workflow import Step

_SEND_BACK = Errand(
    Step.SEND_BACK,
    "Send back",
    "A new round begins with your question. What this round found is kept and can be read.",
    "Send back",
    "A new round begins.",
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def adjudicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Both assessments side by side; the decision, for whoever may take it. Once decided, to read."""
    person = caller(request)
    found = comparison(person, pk)
    if found.is_open:
        require(person, Can.ADJUDICATE)
        require_may_decide(person, found.review)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        ratings=found.ratings,
        initial={
            "expected_version": version_for(person, found.review),
            "as_of": max(side.assessment.as_of for side in found.sides),
            "attribution": found.sides[0].assessment.attribution if found.same_attribution else "confirmed",
            **_taken(found, request.GET.get("take", "")),
        },
    )
    status = 200
    if request.method == "POST":
        status = send(form, lambda: decide(pk, by=person, **form.cleaned_data))
        if status == 200:
            messages.success(request, f"Decided: {_label(found, form.cleaned_data['rating'])}.")
            return redirect("review", pk)
        found = comparison(person, pk)
    context = {
        "comparison": found,
        "review": found.review,
        "form": form,
        "question_form": QuestionForm(initial={"expected_version": version_for(person, found.review)}),
        "round_key": f"{pk}-{found.review.round}",
        "steps": path_of(found.review),
    }
    return render(request, "reviews/decide.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new round with a question to it."""
    return run(request, pk, _SEND_BACK, QuestionForm, send_review_back)


def _taken(found: Comparison, letter: str) -> dict[str, object]:
    """What the form begins with when one side is taken over: its finding and its words, to be changed at will."""
    side = found.side(letter)
    if side is None:
        return {}
    chosen = side.assessment
    return {
        "rating": chosen.rating.slug, "attribution": chosen.attribution, "as_of": chosen.as_of,
        "rationale": side.words,
    }  # fmt: skip


def _label(found: Comparison, slug: str) -> str:
    return next((rating.label for rating in found.ratings if rating.slug == slug), slug)
