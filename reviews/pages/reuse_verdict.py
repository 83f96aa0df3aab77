"""Taking a public verdict for another claim: both side by side, why, and one button."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from claims.access import claim_for
from claims.queries.claim_place import place_of
from claims.queries.claims import ClaimAsk
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from reviews.actions.reuse_verdict import REASON_LIMIT, compared, public_source, reuse_for_claim
from reviews.models import Review
from reviews.pages.errand import send
from reviews.pages.undo import say_done
from reviews.queries.claim_list import claim_list
from reviews.queries.undoable import newest_event

_HIGHEST = 2**63 - 1


class Choice(forms.Form):
    """Which public verdict is taken."""

    verdict = forms.IntegerField(
        label="Number of the public verdict",
        min_value=1,
        max_value=_HIGHEST,
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "numeric"}),
        help_text="It stands in the address of its public page.",
    )


class ReuseForm(forms.Form):
    """What is sent: the verdict, the claim as it was seen, why, and whether it is published at once."""

    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    verdict = forms.IntegerField(min_value=1, max_value=_HIGHEST, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why it holds for this claim",
        required=False,
        max_length=REASON_LIMIT,
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 2, "dir": "auto"}),
        help_text="Readers will see it.",
    )
    publish_now = forms.BooleanField(label="Publish it now", required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which public verdict; then show it beside the claim, and take it."""
    person = require(request.user, Can.REUSE_VERDICTS)
    asked = request.POST if request.method == "POST" else request.GET
    claim, choice = claim_for(person, pk), Choice(asked if "verdict" in asked else None)
    card = claim_list(person, ClaimAsk(claim_id=pk)).cards[0]
    context: dict[str, Any] = {"claim": claim, "card": card, "form": choice, "back_url": place_of(claim)}
    if not choice.is_bound or not choice.is_valid():
        return render(request, "claims/claim_reuse.html", context, status=422 if choice.is_bound else 200)
    source = public_source(choice.cleaned_data["verdict"])
    start = {"expected_version": card.claim.version, "verdict": source.review_id}
    form = ReuseForm(request.POST, initial=start) if request.method == "POST" else ReuseForm(initial=start)
    status = 200
    if request.method == "POST":
        mark, made = newest_event(), list[Review]()
        status = send(form, lambda: made.append(reuse_for_claim(pk, by=person, **form.cleaned_data)))
        if status == 200:
            say_done(request, f"The verdict on claim {source.review.claim_id} was taken.", mark)
            return redirect("review", made[0].pk)
    context |= {"form": form, "source": source, "judged": compared(card.claim, source)}
    return render(request, "claims/claim_reuse.html", context, status=status)


urlpatterns = [path("claims/<int:pk>/reuse/", reuse, name="claim_reuse")]
