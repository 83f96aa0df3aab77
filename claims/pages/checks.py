"""Fact-checks of others, searched."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.intake.ratings import NormalisedRating
from claims.queries.checks import CheckAsk, CheckPage, checks_page
from factcheck.core.capabilities import Can
from factcheck.core.models import choices_of
from factcheck.core.permissions import require


class CheckSearch(forms.Form):
    """What can be searched for; days are included."""

    q = forms.CharField(label="Words", required=False, max_length=300)
    rating = forms.ChoiceField(
        label="On our scale", required=False, choices=[("", "Any rating"), *choices_of(NormalisedRating)]
    )
    publisher = forms.CharField(label="Publisher or site", required=False, max_length=300)
    language = forms.CharField(label="Language", required=False, max_length=12, help_text="A code, for example en")
    published_after = forms.DateField(label="Published from", required=False)
    published_before = forms.DateField(label="Published until", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "f-%s", **kwargs})
        for name in ("published_after", "published_before"):
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name].error_messages["invalid"] = "No such date. Use year-month-day, for example 2019-12-15."
        for field in self.fields.values():
            field.widget.attrs["class"] = "select" if isinstance(field.widget, forms.Select) else "input"
        self.fields["q"].widget = forms.TextInput(
            attrs={
                "class": "input",
                "type": "search",
                "dir": "auto",
                "maxlength": 300,
                "data-key": "/",
                "data-key-words": "Search",
            }
        )

    @property
    def ask(self) -> CheckAsk | None:
        """What is searched for, or None where a filter cannot be read."""
        return CheckAsk(**self.cleaned_data) if self.is_valid() else None


@require_safe
@login_required
def checks(request: HttpRequest) -> HttpResponse:
    """Checks that other organisations published, the newest brought in first."""
    person = require(request.user, Can.SEE_DESK)
    form = CheckSearch(request.GET)
    ask = form.ask
    page = (
        CheckPage()
        if ask is None
        else checks_page(person, ask, before=_number(request, "before"), after=_number(request, "after"))
    )
    context = {
        "page": page,
        "form": form,
        "is_filtered": ask is None or ask.is_filtered,
        # The rarer filters are folded away until one is used.
        "is_open": bool(
            form.errors or (ask and (ask.publisher or ask.language or ask.published_after or ask.published_before))
        ),
        "is_beyond": bool(request.GET),
        "newer_url": _address(request, "after", page.newer),
        "older_url": _address(request, "before", page.older),
    }
    return render(request, "claims/checks.html", context, status=200 if ask is not None else 422)


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


def _address(request: HttpRequest, name: str, value: int | None) -> str:
    if value is None:
        return ""
    kept = {field: given for field in CheckSearch.base_fields if (given := request.GET.get(field, "").strip())}
    return f"{reverse('checks')}?{urlencode({**kept, name: value})}"
