"""Parties: the list, one of them, and the proposals about them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from claims.models import ProposalState
from factcheck.core.capabilities import Can
from factcheck.core.permissions import may, require
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.judge_party_proposal import confirm_proposal, take_back_judgement
from reviews.queries.party_page import COUNTED, PartyAsk, party_list, party_page, waiting_count
from reviews.queries.party_proposals import visible_proposals

PROPOSALS_SHOWN = 50
STATES = (
    (ProposalState.PROPOSED, "Waiting"), (ProposalState.CONFIRMED, "Confirmed"), (ProposalState.DISMISSED, "Dismissed"),
)  # fmt: skip


@require_safe
@login_required
def parties(request: HttpRequest) -> HttpResponse:
    """Parties, newest first, by a part of any of their names."""
    person = require(request.user, Can.SEE_DESK)
    words = request.GET.get("q", "").replace("\0", "").strip()
    ask = PartyAsk(q=words, waiting=request.GET.get("waiting") == "1")
    page = party_list(person, ask, before=_number(request, "before"), after=_number(request, "after"))
    waiting = waiting_count(person)
    context = {
        "page": page,
        "words": words,
        "ask": ask,
        "waiting": waiting,
        "many": COUNTED,
        "is_filtered": bool(request.GET),
        "newer_url": _address(ask, "after", page.newer),
        "older_url": _address(ask, "before", page.older),
        "segments": [
            {"words": "All", "href": _list(PartyAsk(words)), "current": not ask.waiting},
            {"words": "With proposals", "href": _list(PartyAsk(words, True)), "current": ask.waiting},
        ],
    }
    return render(request, "reviews/parties.html", context)


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


def _list(ask: PartyAsk, **more: int) -> str:
    kept: dict[str, str | int] = {"q": ask.q} if ask.q else {}
    if ask.waiting:
        kept["waiting"] = 1
    kept |= more
    return f"{reverse('parties')}?{urlencode(kept)}" if kept else reverse("parties")


def _address(ask: PartyAsk, name: str, value: int | None) -> str:
    return "" if value is None else _list(ask, **{name: value})


@require_safe
@login_required
def party(request: HttpRequest, pk: int) -> HttpResponse:
    """One party; the address of one that was merged leads to the one that it is now."""
    person = caller(request)
    page = party_page(person, pk)
    if page.party.pk != pk:
        return redirect("party", page.party.pk)
    context = {"page": page, "party": page.party, "manages": may(person, Can.MANAGE_PARTIES), "many": COUNTED}
    return render(request, "reviews/party.html", context)


@require_safe
@login_required
def party_proposals(request: HttpRequest) -> HttpResponse:
    """What documents suggest of names and parties, to confirm or dismiss one after the other."""
    person = require(request.user, Can.SEE_DESK)
    asked = request.GET.get("state", "")
    state = ProposalState(asked) if asked in list(ProposalState) else ProposalState.PROPOSED
    found = list(visible_proposals(person).filter(state=state)[: PROPOSALS_SHOWN + 1])
    context = {
        "proposals": found[:PROPOSALS_SHOWN],
        "has_more": len(found) > PROPOSALS_SHOWN,
        "state": state,
        "manages": may(person, Can.MANAGE_PARTIES),
        "segments": [
            {"words": words, "href": f"{reverse('party_proposals')}?state={each.value}", "current": each is state}
            for each, words in STATES
        ],
    }
    return render(request, "reviews/party_proposals.html", context)


@posted("party_proposals")
def party_confirm(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Do what a proposal says."""
    done = confirm_proposal(proposal_id, by=caller(request))
    messages.success(request, f"Confirmed: {done.name} and {done.other}. It can be taken back under Confirmed.")
    return redirect("party_proposals")


@posted("party_proposals")
def party_take_back(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Have a judged proposal wait again, and undo what confirming it did."""
    done = take_back_judgement(proposal_id, by=caller(request))
    messages.success(request, f"The proposal about {done.name} and {done.other} waits again.")
    return redirect("party_proposals")


urlpatterns = [
    path("parties/", parties, name="parties"),
    path("parties/proposals/", party_proposals, name="party_proposals"),
    path("parties/proposals/<int:proposal_id>/confirm/", party_confirm, name="party_confirm"),
    path("parties/proposals/<int:proposal_id>/take-back/", party_take_back, name="party_take_back"),
    path("parties/<int:pk>/", party, name="party"),
]
