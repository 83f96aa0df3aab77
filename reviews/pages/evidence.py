"""Adding and withdrawing one's own evidence, and copying its pages."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound, VerbError
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.access import review_for
from reviews.actions.copy_source import copy_source
from reviews.actions.gather_evidence import gather_evidence
from reviews.actions.keep_uploaded_copy import keep_uploaded_copy
from reviews.actions.take_exact_words import take_exact_words
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.citations import Key, parse
from reviews.pages import faults
from reviews.pages.errand import send
from reviews.pages.evidence_form import CopyForm
from reviews.pages.forms import EvidenceForm
from reviews.pages.review import draw
from reviews.queries.drafts import draft_of
from reviews.queries.review_page import ReviewPage, review_page

_BOARD = "reviews/_board.html"


@posted("review")
def evidence_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a source to one's part; the board comes back, or the form with what is wrong."""
    person = caller(request)
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form_again(request, pk, form, 422)
    file = form.cleaned_data.pop("file")
    try:
        evidence = gather_evidence(pk, by=person, **form.cleaned_data)
    except NotFound:
        raise
    except VerbError as refusal:
        return _form_again(request, pk, form, faults.show(form, refusal), refusal.detail)
    if file is not None:
        try:
            keep_uploaded_copy(evidence.source_id, by=person, file=file, name=file.name or "")
        except VerbError as refusal:
            # What was typed is in. The file is asked for once more, where the card leads too.
            messages.error(request, f"The evidence was added, but not its file. {refusal.detail}")
            return _to(request, reverse("copy_upload", args=[pk, evidence.pk]))
    return _board(request, pk, "The evidence was added.")


@posted("review")
def evidence_withdraw(request: HttpRequest, pk: int, evidence_id: UUID) -> HttpResponse:
    """Take back a piece of one's own evidence, and say so where one's draft cites it."""
    person = caller(request)
    key = Key("", withdraw_evidence(pk, evidence_id, by=person).number)
    draft = draft_of(person, review_for(person, pk))
    warning = ""
    if draft is not None and key in parse(draft.rationale):
        warning = f"Your draft cites [{key}], which you withdrew. Take it out before you submit."
    return _board(request, pk, "The evidence was withdrawn.", warning)


@posted("review")
def evidence_exact_words(request: HttpRequest, pk: int, evidence_id: UUID) -> HttpResponse:
    """Take the exact words of the copy in place of a quotation that is only nearly there."""
    take_exact_words(pk, evidence_id, by=caller(request))
    return _board(request, pk, "The quotation has the exact words of the copy now.")


@posted("review")
def evidence_copy(request: HttpRequest, pk: int, evidence_id: UUID) -> HttpResponse:
    """Have the page of a piece of evidence copied, or tried again."""
    person = caller(request)
    card = next((one for one in review_page(person, pk).board.cards if one.pk == evidence_id), None)
    if card is None:
        raise NotFound("There is no such evidence in this round.")
    copy_source(card.source, by=person)
    return _board(request, pk, "The page is being copied.")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def copy_upload(request: HttpRequest, pk: int, evidence_id: UUID) -> HttpResponse:
    """Hand in a copy of the source of a piece of evidence: the form; by POST, back to its card."""
    person = require(request.user, Can.GATHER)
    page = review_page(person, pk)
    card = next((one for one in page.board.cards if one.pk == evidence_id), None)
    if card is None:
        raise NotFound("There is no such evidence in this round.")
    form = CopyForm(request.POST, request.FILES) if request.method == "POST" else CopyForm()
    status = 200
    if request.method == "POST":
        status = send(form, lambda: _keep(form, card.source, person))
        if status == 200:
            messages.success(request, f"The copy of {card.key} was taken in and is being read.")
            return _to(request, f"{reverse('review', args=[pk])}#{card.id}")
    context = {"page": page, "review": page.review, "card": card, "form": form}
    # The desk's htmx shows a form again only for 422.
    return render(request, "reviews/copy_upload.html", context, status=status)


def _keep(form: CopyForm, source_id: UUID, person: User) -> None:
    file = form.cleaned_data["file"]
    keep_uploaded_copy(source_id, by=person, file=file, name=file.name or "")


def _to(request: HttpRequest, url: str) -> HttpResponse:
    """To another page, which htmx opens as a whole; what is told there would else be told to htmx."""
    return HttpResponseClientRedirect(url) if getattr(request, "htmx", False) else redirect(url)


def _board(request: HttpRequest, pk: int, words: str, warning: str = "") -> HttpResponse:
    """The board anew for htmx, which also looks at the gate again; else back to the page."""
    if not getattr(request, "htmx", False):
        messages.success(request, words)
        if warning:
            messages.warning(request, warning)
        return redirect(f"{reverse('review', args=[pk])}#evidence")
    page = review_page(caller(request), pk)
    answer = render(request, _BOARD, {**_context(page, EvidenceForm()), "warning": warning})
    answer.headers["HX-Trigger"] = "evidence-changed"
    return answer


def _form_again(request: HttpRequest, pk: int, form: EvidenceForm, status: int, why: str = "") -> HttpResponse:
    page = review_page(caller(request), pk)
    if not page.may.gather:
        typed = [request.POST.get(name, "") for name in ("url", "title", "quote", "note")]
        kept = {
            "why": why or "No evidence can be added now.",
            "words": "\n".join(words for words in typed if words),
        }
        return draw(request, page, kept=kept, status=403 if status == 422 else status)
    if getattr(request, "htmx", False):
        # The desk's htmx shows a form again only for 422.
        return render(request, _BOARD, _context(page, form), status=422)
    return draw(request, page, evidence_form=form, status=status)


def _context(page: ReviewPage, form: EvidenceForm) -> dict[str, object]:
    return {"page": page, "review": page.review, "evidence_form": form}
