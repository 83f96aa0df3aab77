"""Keeping the draft of an assessment while it is written."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from factcheck.core.errors import Invalid, NotFound, Stale, VerbError
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.discard_draft import discard_draft
from reviews.actions.save_draft import save_draft
from reviews.models import Draft
from reviews.pages.judging_form import AssessmentForm
from reviews.pages.review import draft_version_of, draw
from reviews.queries.drafts import draft_for
from reviews.queries.review_page import review_page

_STATE = "reviews/_draft_state.html"
_TEXTS = ("rating", "attribution", "rationale", "confidence", "private_note", "override_reason")


@posted("review")
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what stands in the form. Where another window saved something else, both texts come back."""
    person = caller(request)
    # Whoever compared the two names the version that may go.
    seen = request.POST.get("overwrite") or request.POST.get("draft_version")
    try:
        saved = save_draft(pk, by=person, expected_version=draft_version_of(seen), **_typed(request))
    except NotFound:
        raise
    except VerbError as refusal:
        return _refused(request, pk, refusal)
    if getattr(request, "htmx", False):
        return _state(request, {"draft": saved, "draft_version": saved.version})
    messages.success(request, "Your draft is saved.")
    return redirect("review", pk)


@posted("review")
def draft_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop one's draft, and begin with an empty form."""
    discard_draft(pk, by=caller(request))
    messages.success(request, "Your draft was dropped.")
    return redirect("review", pk)


def _refused(request: HttpRequest, pk: int, refusal: VerbError) -> HttpResponse:
    version = draft_version_of(request.POST.get("draft_version"))
    other: Draft | None = draft_for(caller(request), pk) if isinstance(refusal, Stale) else None
    if getattr(request, "htmx", False):
        context = {"conflict": other, "why": refusal.detail, "draft_version": version}
        return _state(request, {**context, "pk": pk}, status=refusal.status)
    page = review_page(caller(request), pk)
    form = AssessmentForm(request.POST, ratings=page.ratings)
    if isinstance(refusal, Invalid):
        form.add_error(None, refusal.detail)
    kept = None
    if not page.may.assess:
        kept = {"why": refusal.detail, "words": request.POST.get("rationale", "")}
    return draw(request, page, form=form, conflict=other, kept=kept, status=refusal.status)


def _state(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    answer = render(request, _STATE, context, status=status)
    answer.headers["Draft-State"] = "saved" if status == 200 else "refused"
    return answer


def _typed(request: HttpRequest) -> dict[str, Any]:
    """What the form holds. A day that is only half typed is no day yet."""
    typed: dict[str, Any] = {name: request.POST.get(name, "") for name in _TEXTS}
    try:
        typed["as_of"] = date.fromisoformat(request.POST.get("as_of", ""))
    except ValueError:
        typed["as_of"] = None
    return typed


urlpatterns = [
    path("reviews/<int:pk>/draft/", draft, name="draft"),
    path("reviews/<int:pk>/draft/discard/", draft_discard, name="draft_discard"),
]
