"""The workspace of one review, and putting one's assessment in."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.core.errors import NotFound, Stale, VerbError
from factcheck.core.users import caller
from reviews.actions.submit_assessment import submit_assessment
from reviews.models import Draft
from reviews.pages import faults
from reviews.pages.forms import AssignForm, EvidenceForm
from reviews.pages.gate import gate_items
from reviews.pages.judging_form import AssessmentForm
from reviews.queries.queue import Row, why
from reviews.queries.review_page import ReviewPage, review_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """A review as far as a person may see it; a POST submits their assessment."""
    if request.method == "POST":
        return _submit(request, pk)
    return draw(request, review_page(caller(request), pk))


@require_safe
@login_required
def gate(request: HttpRequest, pk: int) -> HttpResponse:
    """What the evidence gate says of one's own evidence for the rating that is chosen now."""
    person = caller(request)
    page = review_page(person, pk)
    chosen = request.GET.get("rating", "")
    context = {"gate": gate_items(person, page, chosen, request.GET.get("override_reason", ""))}
    return render(request, "reviews/_gate.html", {"page": page, **context})


def draw(
    request: HttpRequest,
    page: ReviewPage,
    *,
    form: AssessmentForm | None = None,
    evidence_form: EvidenceForm | None = None,
    kept: dict[str, str] | None = None,
    conflict: Draft | None = None,
    comment: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page. `kept` is what was typed into a form that the page has no place for any more, `conflict` the
    draft that another window saved meanwhile, `comment` one that was not taken.
    """
    person = caller(request)
    assessing = form or AssessmentForm(ratings=page.ratings, initial=_start(page))
    chosen, reason = str(assessing["rating"].value() or ""), str(assessing["override_reason"].value() or "")
    context: dict[str, Any] = {
        "page": page,
        "review": page.review,
        "form": assessing,
        "evidence_form": evidence_form or EvidenceForm(),
        "assign_form": AssignForm(people=page.people, initial={"expected_version": page.version}),
        "gate": gate_items(person, page, chosen, reason) if page.may.assess else [],
        "kept": kept,
        "urgency": Row(page.review, page.standing, why(page.review, timezone.now())),
        "conflict": conflict,
        "comment": comment,
        # What was typed without the other window's draft in sight goes on with the version it was read with.
        "draft_version": _sent_version(request) if form else (page.draft.version if page.draft else 0),
        "draft": page.draft if form is None else None,
        "round_key": f"{page.review.pk}-{page.review.round}",
    }
    return render(request, "reviews/review.html", context, status=status)


def _submit(request: HttpRequest, pk: int) -> HttpResponse:
    person = caller(request)
    page = review_page(person, pk)
    form = AssessmentForm(request.POST, ratings=page.ratings)
    if not form.is_valid():
        return draw(request, page, form=form, status=422, kept=_kept(request, page))
    try:
        submit_assessment(pk, by=person, expected_draft=_sent_version(request), **form.cleaned_data)
    except NotFound:
        raise
    except Stale:
        page = review_page(person, pk)
        return draw(request, page, form=form, conflict=page.draft, status=Stale.status)
    except VerbError as refusal:
        # Nothing that was typed is lost, whatever the reason.
        status = faults.show(form, refusal)
        page = review_page(person, pk)
        return draw(request, page, form=form, status=status, kept=_kept(request, page, refusal.detail))
    messages.success(request, "Your assessment is in.")
    return redirect("review", pk)


def draft_version_of(sent: str | None) -> int | None:
    """The version of a draft as a form sends it; None for a form that names none."""
    return int(sent) if sent and sent.isascii() and sent.isdigit() and len(sent) < 10 else None


def _sent_version(request: HttpRequest) -> int | None:
    return draft_version_of(request.POST.get("draft_version"))


def _start(page: ReviewPage) -> dict[str, Any]:
    """What the form begins with: the draft, where there is one."""
    if page.draft is None:
        return {"as_of": timezone.localdate()}
    return {name: getattr(page.draft, name) for name in AssessmentForm.base_fields}


def _kept(request: HttpRequest, page: ReviewPage, why: str = "") -> dict[str, str] | None:
    """What was typed, where the form itself is not shown: the part is gone, or the review stands still."""
    if page.may.assess:
        return None
    return {
        "why": why or "Your assessment cannot be submitted now.",
        "words": request.POST.get("rationale", ""),
    }
