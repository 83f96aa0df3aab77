"""What evidence took its matter from: saying it of one's own, and judging what was said or proposed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from claims.models import DerivationState
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotAllowed, NotFound
from factcheck.core.permissions import require
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.derive_evidence import derive_evidence
from reviews.actions.judge_derivation import judge_derivation
from reviews.actions.look_for_derivations import look_for_derivations
from reviews.actions.undo_dismissal import undo_dismissal
from reviews.pages.errand import send
from reviews.pages.evidence_form import JudgeForm
from reviews.pages.forms import DeriveForm
from reviews.queries.derivations import NOT_YOURS, derivation_for, judges, unnamed_judges
from reviews.queries.review_page import review_page


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def evidence_derive(request: HttpRequest, pk: int, evidence_id: UUID) -> HttpResponse:
    """Say what a source of one's own took its matter from."""
    person = caller(request)
    page = review_page(person, pk)
    card = next((one for one in page.board.mine if one.pk == evidence_id), None)
    if card is None:
        raise NotFound("There is no such evidence of yours in this round.")
    others = [(str(one.pk), f"{one.key} {one.title}") for one in page.board.mine if one.pk != evidence_id]
    form = DeriveForm(request.POST or None, others=others)
    status = 200
    if request.method == "POST":
        status = send(form, lambda: _derive(request, pk, evidence_id, form))
        if status == 200:
            messages.success(request, "It was noted what the source derives from.")
            return redirect(f"{reverse('review', args=[pk])}#{card.id}")
    return render(
        request,
        "reviews/derive.html",
        {"page": page, "review": page.review, "card": card, "form": form},
        status=status,
    )


def _derive(request: HttpRequest, pk: int, evidence_id: UUID, form: DeriveForm) -> None:
    sent = dict(form.cleaned_data)
    other = sent.pop("from_evidence")
    derive_evidence(pk, evidence_id, by=caller(request), from_evidence=UUID(other) if other else None, **sent)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def derivation_judge(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Judge a derivation that the board of a review shows: shown, alleged, or dismissed with the reason."""
    person = caller(request)
    require(person, Can.GATHER)
    page = review_page(person, pk)
    derivation = derivation_for(person, key)
    card = next((one for one in page.board.cards if one.source == derivation.source_id), None)
    if card is None:
        raise NotFound("There is no such evidence in this round.")
    if not judges(person, page.review):
        raise NotAllowed(NOT_YOURS)
    # The board has a button for each way to accept a proposal.
    is_new = derivation.state == DerivationState.PROPOSED
    form = JudgeForm(request.POST or None, initial={"state": DerivationState.DISMISSED if is_new else derivation.state})
    status = 200
    if request.method == "POST":
        status = send(form, lambda: judge_derivation(key, by=person, **form.cleaned_data))
        if status == 200:
            messages.success(request, "It was judged what the source derives from.")
            return redirect(f"{reverse('review', args=[pk])}#{card.id}")
    origin = derivation.from_party or derivation.from_source
    is_unnamed = derivation.judged_by_id in unnamed_judges(person, derivation.source)
    context = {
        "page": page, "review": page.review, "card": card, "derivation": derivation, "origin": origin,
        "judge": "a reviewer" if is_unnamed else derivation.judged_by,
    }  # fmt: skip
    return render(request, "reviews/judge_derivation.html", {**context, "form": form}, status=status)


@posted("review")
def derivations_look(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a worker look for what the sources of a review were taken from."""
    look_for_derivations(pk, by=caller(request))
    messages.success(request, "A worker looks through the kept copies. Load the page again to see what it proposes.")
    return redirect(f"{reverse('review', args=[pk])}#proposals")


@posted("review")
def derivation_undo(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Put a dismissed proposal back among those that wait."""
    undo_dismissal(key, by=caller(request))
    messages.success(request, "The proposal waits again.")
    return redirect(f"{reverse('review', args=[pk])}#proposals")


urlpatterns = [
    path("reviews/<int:pk>/derivations/look/", derivations_look, name="derivations_look"),
    path("reviews/<int:pk>/derivations/<uuid:key>/undo/", derivation_undo, name="derivation_undo"),
    path("reviews/<int:pk>/derivations/<uuid:key>/judge/", derivation_judge, name="derivation_judge"),
    path("reviews/<int:pk>/evidence/<uuid:evidence_id>/derive/", evidence_derive, name="evidence_derive"),
]
