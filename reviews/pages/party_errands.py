"""Errands about parties that ask for a few words first: names, affiliations, merging, dismissing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from claims.models import Party
from factcheck.core.capabilities import Can
from factcheck.core.errors import Invalid, NotFound
from factcheck.core.permissions import require
from reviews.actions.affiliate_parties import affiliate_parties, withdraw_affiliation
from reviews.actions.judge_party_proposal import dismiss_proposal
from reviews.actions.merge_parties import merge_parties
from reviews.actions.name_party import name_party, unname_party
from reviews.actions.rename_party import rename_party
from reviews.actions.unmerge_parties import unmerge_parties
from reviews.pages import faults
from reviews.pages.errand import send
from reviews.queries.parties import party_for
from reviews.queries.party_page import COUNTED, merge_for, party_called, party_page
from reviews.queries.party_proposals import proposal_for

_answers = require_http_methods(["GET", "HEAD", "POST"])


class NameForm(forms.Form):
    name = forms.CharField(max_length=300)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=500)


class PlainForm(forms.Form):
    """Nothing is asked but whether it is meant."""


class AffiliationForm(forms.Form):
    of = forms.CharField(label="Affiliated with", max_length=300, help_text="Any of the other party's names.")
    basis = forms.CharField(label="On what basis", max_length=500)


class IntoForm(forms.Form):
    into = forms.CharField(label="Is the same as", max_length=300, help_text="Any name of the party that stays.")


class MergeForm(forms.Form):
    reason = forms.CharField(label="How you know that the two are one", max_length=500)


def _errand(
    request: HttpRequest, make: type[forms.Form], act: Callable[..., object], *, back: str, done: str, **words: Any
) -> HttpResponse:
    """Show a form on a page of its own, or do what it says and go back."""
    form = make(request.POST if request.method == "POST" else None, initial=words.pop("initial", None))
    status = 200
    if request.method == "POST":
        status = send(form, lambda: act(**form.cleaned_data))
        if status == 200:
            messages.success(request, done)
            return redirect(back)
    context = {"form": form, "back_url": back, "look": "primary", **words}
    return render(request, "reviews/party_errand.html", context, status=status)


@_answers
@login_required
def party_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a party by another name."""
    by = require(request.user, Can.MANAGE_PARTIES)
    party = party_for(by, pk)
    return _errand(
        request, NameForm, lambda name: rename_party(pk, name=name, by=by), back=reverse("party", args=[pk]),
        done="The party has its new name. The old one still stands for it.", up=party, initial={"name": party.name},
        heading=f"Rename {party}", action="Rename",
        words="What is published keeps the name that it was published with.",
    )  # fmt: skip


@_answers
@login_required
def party_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a party another name that it goes by."""
    by = require(request.user, Can.MANAGE_PARTIES)
    party = party_for(by, pk)
    return _errand(
        request, NameForm, lambda name: name_party(pk, name=name, by=by), back=reverse("party", args=[pk]),
        done="The name stands for the party from now on.", up=party, heading=f"Another name of {party}", action="Add",
        words="Whoever is called so in a document from now on is this party.",
    )  # fmt: skip


@_answers
@login_required
def party_unname(request: HttpRequest, pk: int, alias_id: int) -> HttpResponse:
    """Have a name stand for a party no longer."""
    by = require(request.user, Can.MANAGE_PARTIES)
    page = party_page(by, pk)
    alias = next((each for each in page.aliases if each.pk == alias_id), None)
    if alias is None:
        raise NotFound(f"{page.party} has no name {alias_id}.")
    return _errand(
        request, PlainForm, lambda: unname_party(pk, alias_id, by=by), back=reverse("party", args=[pk]),
        done=f"{alias.name} stands for {page.party} no longer.", up=page.party, heading="Remove a name",
        action="Remove", look="danger", quote=alias.name,
        words="Whoever is called so from now on is another party. What was said under the name stays where it is.",
    )  # fmt: skip


@_answers
@login_required
def party_affiliate(request: HttpRequest, pk: int) -> HttpResponse:
    """Say with whom a party is affiliated."""
    by = require(request.user, Can.MANAGE_PARTIES)
    party = party_for(by, pk)

    def act(of: str, basis: str) -> None:
        affiliate_parties(pk, of=party_called(by, of, pointer="/of").pk, basis=basis, by=by)

    return _errand(
        request, AffiliationForm, act, back=reverse("party", args=[pk]), up=party,
        done="The affiliation stands.", heading=f"Affiliation of {party}", action="Affiliate",
        words="Affiliated parties are one origin, none corroborates the other's claims, and whoever has an interest in "
        "the one reviews none of the other: unfinished parts of such reviews go back.",
    )  # fmt: skip


@_answers
@login_required
def party_disaffiliate(request: HttpRequest, pk: int, of: int) -> HttpResponse:
    """Say that a party is not affiliated with another after all."""
    by = require(request.user, Can.MANAGE_PARTIES)
    page = party_page(by, pk)
    found = next((each for each in page.affiliations if (each.party_id, each.of_id) == (page.party.pk, of)), None)
    if found is None:
        raise NotFound(f"Nothing says that {page.party} is affiliated with party {of}.")
    return _errand(
        request, ReasonForm, lambda reason: withdraw_affiliation(pk, of, reason=reason, by=by),
        back=reverse("party", args=[pk]), up=page.party, done="The affiliation is withdrawn.", action="Withdraw",
        look="danger", heading=f"{page.party} is not affiliated with {found.of}", quote=found.basis,
        words="The reason stays in the history. This is what it rested on:",
    )  # fmt: skip


@_answers
@login_required
def party_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the party that this one is, see what follows, and merge."""
    by = require(request.user, Can.MANAGE_PARTIES)
    page = party_page(by, pk)
    if page.party.pk != pk:
        return redirect("party_merge", page.party.pk)
    chosen = IntoForm(request.GET if request.method != "POST" else request.POST)
    into = _into(chosen, page.party, request)
    form = MergeForm(request.POST if request.method == "POST" and into else None)
    status = 200 if request.method != "POST" or into else 422
    if request.method == "POST" and into is not None:
        key = into.pk
        status = send(form, lambda: merge_parties(pk, into=key, by=by, **form.cleaned_data))
        if status == 200:
            messages.success(request, f"{page.party} is {into} from now on. The merge can be undone below.")
            return redirect("party", key)
    other = party_page(by, into.pk) if into else None
    context = {"page": page, "party": page.party, "other": other, "chosen": chosen, "form": form, "many": COUNTED}
    return render(request, "reviews/party_merge.html", context, status=status)


def _into(chosen: IntoForm, party: Party, request: HttpRequest) -> Party | None:
    """The other party as chosen, None where none is, with what is wrong in the form."""
    if "into" not in chosen.data:
        chosen.is_bound = False
        return None
    if not chosen.is_valid():
        return None
    try:
        into = party_called(request.user, chosen.cleaned_data["into"], pointer="/into")
    except Invalid as refusal:
        faults.show(chosen, refusal)
        return None
    if into.pk == party.pk:
        chosen.add_error("into", f"This name stands for {party} itself. Choose another party.")
        return None
    return into


@_answers
@login_required
def party_unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge back."""
    by = require(request.user, Can.MANAGE_PARTIES)
    merge = merge_for(by, pk)
    return _errand(
        request, PlainForm, lambda: unmerge_parties(pk, by=by), back=reverse("party", args=[merge.into_id]),
        up=merge.into, done=f"{merge.party} and {merge.into} are two parties again.", action="Undo the merge",
        look="danger", heading=f"Take {merge.party} and {merge.into} apart", quote=merge.reason,
        words=f"{merge.party} gets back its names, affiliations and what it said and published before the merge. What "
        f"came since stays with {merge.into}. What was changed since cannot go back and is named afterwards.",
    )  # fmt: skip


@_answers
@login_required
def party_dismiss(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Say that a proposal is not so, and why."""
    by = require(request.user, Can.MANAGE_PARTIES)
    proposal = proposal_for(by, proposal_id)
    return _errand(
        request, ReasonForm, lambda reason: dismiss_proposal(proposal_id, reason=reason, by=by),
        back=reverse("party_proposals"), done=f"{proposal.name} and {proposal.other} are told apart.", action="Dismiss",
        heading=f"Tell {proposal.name} and {proposal.other} apart", quote=proposal.words,
        words="No document proposes this again, and the two are not merged until this is taken back.",
    )  # fmt: skip


_PARTY = "parties/<int:pk>/"
urlpatterns = [
    path(f"{_PARTY}rename/", party_rename, name="party_rename"),
    path(f"{_PARTY}names/add/", party_name, name="party_name"),
    path(f"{_PARTY}names/<int:alias_id>/remove/", party_unname, name="party_unname"),
    path(f"{_PARTY}affiliations/add/", party_affiliate, name="party_affiliate"),
    path(f"{_PARTY}affiliations/<int:of>/withdraw/", party_disaffiliate, name="party_disaffiliate"),
    path(f"{_PARTY}merge/", party_merge, name="party_merge"),
    path("parties/merges/<int:pk>/undo/", party_unmerge, name="party_unmerge"),
    path("parties/proposals/<int:proposal_id>/dismiss/", party_dismiss, name="party_dismiss"),
]
