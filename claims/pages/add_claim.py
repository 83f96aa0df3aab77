"""Adding a claim that was missed, by selecting it or by its words."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.access import document_for
from claims.actions.add_claim import add_claim
from claims.models import Document
from claims.pages.forms import ClaimByWordsForm, add_faults
from claims.queries.occurrences import LIMIT, Occurrence, is_span_of, occurrences
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Invalid
from factcheck.core.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def claim_add(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; by POST, the document with the claim in it, or the places to choose from."""
    person = require(request.user, Can.TRIAGE)
    document = document_for(person, pk)
    form = ClaimByWordsForm(request.POST if request.method == "POST" else None)
    status, places = 200, []
    if form.is_bound:
        status = 422
        places = _places(document, form) if form.is_valid() else []
        if len(places) == 1:
            try:
                claim = add_claim(by=person, document_id=pk, start=places[0].start, end=places[0].end)
            except Invalid as error:
                add_faults(form, error)
            except Conflict as error:
                status = 409
                form.add_error("quote", error.detail)
            else:
                messages.success(request, "The claim is added and kept. Edit it to say who made it.")
                return redirect(f"{reverse('document', args=[pk])}#claim-{claim.pk}")
    context = {"document": document, "form": form, "places": places if len(places) > 1 else []}
    return render(request, "claims/claim_add.html", context, status=status)


def _places(document: Document, form: ClaimByWordsForm) -> list[Occurrence]:
    """Where the words were selected, else where they are found; the form says what is wrong."""
    words, start, end = (form.cleaned_data[name] for name in ("quote", "start", "end"))
    if start is not None and end is not None and is_span_of(document.text, start, end, words):
        return [Occurrence(start, end, document.text[start:end], "", "")]
    found = occurrences(document.text, words)
    chosen = [each for each in found if each.start == form.cleaned_data["at"]]
    if chosen:
        return chosen
    if not words.strip():
        form.add_error("quote", "Give the words of the claim, as they stand in the document.")
    elif not found:
        form.add_error("quote", "These words are not in the document. Copy them exactly as they stand there.")
    elif len(found) > 1:
        times = f"{LIMIT} times or more" if len(found) == LIMIT else f"{len(found)} times"
        form.add_error("quote", f"These words stand in the document {times}. Choose the place, or give more words.")
    return found
