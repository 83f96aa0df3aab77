"""The list of imports."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.models import ImportState
from claims.queries.imports import imports_page, mappings
from factcheck.core.capabilities import Can
from factcheck.core.permissions import may, require

# What can be shown, with the words of each choice; files first.
_SHOWN = {"": "Files", "all": "Everything", "failed": "Stopped by an error", "cancelled": "Cancelled"}


@require_safe
@login_required
def imports(request: HttpRequest) -> HttpResponse:
    """Imports, newest first: files, or with `show` everything that was brought in, or what did not end well."""
    person = require(request.user, Can.SEE_DESK)
    show = request.GET.get("show", "")
    show = show if show in _SHOWN else ""
    state = show if show in {each.value for each in ImportState} else ""
    page = imports_page(
        person,
        state=state,
        only_files=not show,
        before=number_in(request, "before"),
        after=number_in(request, "after"),
    )
    context = {
        "page": page,
        "segments": [
            {"words": words, "href": _address(name), "current": name == show} for name, words in _SHOWN.items()
        ],
        "newer_url": _address(show, "after", page.newer) if page.newer else "",
        "older_url": _address(show, "before", page.older) if page.older else "",
        "mappings": list(mappings()[:100]) if may(person, Can.IMPORT) else [],
    }
    return render(request, "claims/imports.html", context)


def number_in(request: HttpRequest, name: str) -> int | None:
    """A whole number of the query string, None for anything else."""
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def _address(show: str, name: str = "", value: int | None = None) -> str:
    query = {key: str(given) for key, given in (("show", show), (name, value)) if given}
    return f"{reverse('imports')}?{urlencode(query)}" if query else reverse("imports")
