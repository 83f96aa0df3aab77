"""Merging two claims: both side by side, then one button; and taking it back."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_http_methods

from claims.access import claim_for
from claims.actions.merge_claim import merge_claim
from claims.actions.unmerge_claim import unmerge_claim
from claims.queries.claim_place import list_address, place_of
from claims.queries.claims import ClaimAsk
from factcheck.core.capabilities import Can
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions.close_review import CloseReason, close_review
from reviews.models import Review
from reviews.pages.errand import send
from reviews.pages.undo import say_done
from reviews.queries.claim_list import ListedCard, claim_list
from reviews.queries.proposed_matches import proposed_matches
from reviews.queries.undoable import newest_event

_HIGHEST = 2**63 - 1


class Choice(forms.Form):
    """Which claim another one is merged into."""

    into = forms.IntegerField(
        label="Number of the claim that goes on",
        min_value=1,
        max_value=_HIGHEST,
        widget=forms.TextInput(attrs={"class": "input", "inputmode": "numeric"}),
        error_messages={"invalid": "This is no number of a claim. Use for example 14."},
    )


class MergeForm(forms.Form):
    """What is sent to merge: the claim as it was seen, and why. `closes`: that its open review is closed was shown."""

    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    into = forms.IntegerField(min_value=1, max_value=_HIGHEST, widget=forms.HiddenInput)
    closes = forms.BooleanField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why they are the same",
        required=False,
        max_length=400,
        widget=forms.TextInput(attrs={"class": "input", "dir": "auto"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask into which claim; then show both, and merge. A review that is open is closed as a duplicate with it."""
    person = require(request.user, Can.TRIAGE)
    asked = request.POST if request.method == "POST" else request.GET
    claim, choice = claim_for(person, pk), Choice(asked if "into" in asked else None)
    back = list_address(asked.get("back", ""))
    context: dict[str, Any] = {
        "claim": claim, "number": str(pk), "card": _card(person, pk), "choice": choice, "form": choice, "back": back,
        "back_url": f"{back}#claim-{pk}" if back else place_of(claim),
    }  # fmt: skip
    if not choice.is_bound:
        context["matches"] = proposed_matches(person, claim)
        return render(request, "claims/claim_merge.html", context)
    if not choice.is_valid() or choice.cleaned_data["into"] == pk:
        if choice.is_valid():
            choice.add_error("into", "A claim is not merged into itself. Give the number of another claim.")
        return render(request, "claims/claim_merge.html", context, status=422)
    return _merge(request, person, context)


def _merge(request: HttpRequest, person: User, context: dict[str, Any]) -> HttpResponse:
    card: ListedCard = context["card"]
    pk, into = card.claim.pk, claim_for(person, context["choice"].cleaned_data["into"]).pk
    review = card.review if card.is_under_review else None
    start = {"expected_version": card.claim.version, "into": into, "closes": review is not None}
    form = MergeForm(request.POST, initial=start) if request.method == "POST" else MergeForm(initial=start)
    status = 200
    if request.method == "POST":
        mark = newest_event()
        status = send(form, lambda: _act(pk, person, review, **form.cleaned_data))
        if status == 200:
            reviews = [review.pk] if review else []
            say_done(request, f"Claim {pk} is merged into claim {into}.", mark, reviews=reviews, claims=[pk])
            return redirect(context["back_url"])
    context |= {"form": form, "into": _card(person, into)}
    return render(request, "claims/claim_merge.html", context, status=status)


def _act(
    pk: int, by: User, review: Review | None, *, into: int, closes: bool, reason: str, expected_version: int | None
) -> None:
    if review is None or not closes:
        merge_claim(pk, into=into, by=by, reason=reason, expected_version=expected_version)
        return
    claim_for(by, pk, expected_version=expected_version)
    close_review(review.pk, by=by, reason=CloseReason.DUPLICATE, duplicate_of=into, merge=True, note=reason)


def _card(person: User, pk: int) -> ListedCard:
    return claim_list(person, ClaimAsk(claim_id=pk)).cards[0]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge back and come back to the claim."""
    person = require(request.user, Can.SEE_DESK)
    claim = claim_for(person, pk)
    back = list_address(request.POST.get("back", ""))
    if request.method == "POST":
        version = request.POST.get("version", "")
        expected = int(version) if version.isascii() and version.isdigit() else None
        mark = newest_event()
        unmerge_claim(pk, by=person, expected_version=expected)
        say_done(request, f"Claim {pk} is not merged any more.", mark, claims=[pk])
    return redirect(f"{back}#claim-{pk}" if back else place_of(claim))


urlpatterns = [
    path("claims/<int:pk>/merge/", merge, name="claim_merge"),
    path("claims/<int:pk>/unmerge/", unmerge, name="claim_unmerge"),
]
