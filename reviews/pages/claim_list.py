"""The desk's claims: found, decided on one by one or several at once, and sent to the queue."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.models import ClaimState, Topic
from claims.queries.claim_place import list_address
from claims.queries.claims import ClaimAsk
from claims.queries.documents import topics_of
from factcheck.core.capabilities import Can
from factcheck.core.permissions import may, require
from factcheck.core.posted import posted
from factcheck.core.users import caller
from reviews.actions.triage_claims import Bulk, Triaged, triage_claims
from reviews.pages.undo import say_done
from reviews.queries.claim_list import ClaimList, claim_list
from reviews.queries.undoable import newest_event

STATES = {"undecided": "To decide", "kept": "Kept", "dropped": "Dropped", "all": "All"}
_DONE = {
    Bulk.KEEP: "kept",
    Bulk.DROP: "dropped",
    Bulk.UNDECIDE: "to decide again",
    Bulk.SEND: "sent to the queue",
}
# So many refusals are named one by one; more would bury the page.
_NAMED = 20
_HIGHEST = 2**63 - 1


class ClaimSearch(forms.Form):
    """What can be searched for, beside the state."""

    q = forms.CharField(label="Words", required=False, max_length=300)
    topic = forms.ChoiceField(required=False)
    language = forms.CharField(required=False, max_length=12, help_text="A code, for example en")
    tag = forms.CharField(required=False, max_length=100)
    external_id = forms.CharField(label="Its sender’s id", required=False, max_length=200)
    claim = forms.IntegerField(required=False, min_value=1, max_value=_HIGHEST, widget=forms.HiddenInput)

    def __init__(self, *args: Any, topics: list[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "f-%s", **kwargs})
        # A keyword of Python, so that it cannot be declared as the others are.
        self.fields["import"] = forms.IntegerField(
            required=False,
            min_value=1,
            max_value=_HIGHEST,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={"invalid": "This is no import. Use its number, for example 9."},
        )
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ChoiceField)  # noqa: S101  (tells the type checker what stands above)
        topic.choices = [("", "Every topic"), *((each.slug, each.title) for each in topics)]
        for field in self.fields.values():
            field.widget.attrs["class"] = "select" if isinstance(field.widget, forms.Select) else "input"
        search = {"type": "search", "dir": "auto", "maxlength": 300, "data-key": "/", "data-key-words": "Search"}
        self.fields["q"].widget = forms.TextInput(attrs={"class": "input", **search})

    def ask(self, state: str) -> ClaimAsk | None:
        """What is searched for at a state, or None where a filter cannot be read."""
        if not self.is_valid():
            return None
        asked = dict(self.cleaned_data)
        numbers = {"import_id": asked.pop("import"), "claim_id": asked.pop("claim")}
        return ClaimAsk(state="" if state == "all" else state, **numbers, **asked)


@require_safe
@login_required
def claims(request: HttpRequest) -> HttpResponse:
    """Claims that the person may read, newest first; the filters stand in the query string."""
    person = require(request.user, Can.SEE_DESK)
    form = ClaimSearch(request.GET, topics=topics_of(person))
    state = _state(request)
    ask = form.ask(state)
    before, after = _number(request, "before"), _number(request, "after")
    found = ClaimList() if ask is None else claim_list(person, ask, before=before, after=after)
    context = {
        "found": found,
        "form": form,
        "state": state,
        "segments": [
            {"words": words, "href": _address(request, state=name), "current": name == state}
            for name, words in STATES.items()
        ],
        "is_filtered": ask is None or ask.is_filtered,
        "is_beyond": before is not None or after is not None,
        "is_alone": ask is not None and ask.claim_id is not None,
        # The rarer filters are folded away until one is used.
        "is_open": bool(form.errors or (ask and (ask.language or ask.tag or ask.external_id or ask.import_id))),
        "newer_url": _address(request, state=state, after=found.newer) if found.newer else "",
        "older_url": _address(request, state=state, before=found.older) if found.older else "",
        "back": request.get_full_path(),
    }
    return render(request, "claims/claim_list.html", context, status=200 if ask is not None else 422)


@posted("claims")
def claims_triage(request: HttpRequest) -> HttpResponse:
    """Do with the selected claims what the button says; each goes by itself, each refusal is named."""
    person = caller(request)
    named = request.POST.getlist("shown" if request.POST.get("all") == "yes" else "claim")
    chosen = [int(value) for value in named if value.isascii() and value.isdigit() and len(value) < 19]
    what = request.POST.get("do", "")
    bulk = Bulk(what) if what in set(Bulk) else None
    require(person, Can.TRIAGE)
    if bulk is None or not chosen:
        messages.warning(request, "Nothing was done. Select at least one claim, and say what is to be done with it.")
    else:
        mark = newest_event()
        _say(request, bulk, triage_claims(chosen, bulk, by=person), mark)
    return redirect(list_address(request.POST.get("back", "")) or "claims")


def _say(request: HttpRequest, bulk: Bulk, result: Triaged, mark: int) -> None:
    if result.done:
        count = len(result.done)
        words = f"{count} {'claim' if count == 1 else 'claims'} {_DONE[bulk]}."
        say_done(request, words, mark, claims=result.done)
    for pk, why in list(result.refused.items())[:_NAMED]:
        messages.error(request, f"Claim {pk} was left as it was. {why}")
    if len(result.refused) > _NAMED:
        messages.error(request, f"{len(result.refused) - _NAMED} more were left as they were.")


def _state(request: HttpRequest) -> str:
    """The state that is asked for. Who decides sees first what is to decide; a claim that is named is shown anyhow."""
    asked = request.GET.get("state", "")
    if asked in STATES:
        return asked
    decides = may(request.user, Can.TRIAGE) and not request.GET.get("claim")
    return ClaimState.UNDECIDED.value if decides else "all"


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


def _address(request: HttpRequest, **changed: object) -> str:
    names = ("q", "topic", "language", "tag", "external_id", "import")
    kept = {name: given for name in names if (given := request.GET.get(name, "").strip())}
    return f"{reverse('claims')}?{urlencode({**kept, **changed})}"
