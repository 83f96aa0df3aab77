"""The list of documents."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.queries.documents import documents_page
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require


@require_safe
@login_required
def documents(request: HttpRequest) -> HttpResponse:
    """Documents, newest first, whose title holds what `q` says."""
    person = require(request.user, Can.SEE_DESK)
    # No title holds a NUL, and PostgreSQL refuses even to look for one.
    words = request.GET.get("q", "").replace("\0", "").strip()
    page = documents_page(person, words=words, before=_number(request, "before"), after=_number(request, "after"))
    context = {
        "page": page,
        "words": words,
        "newer_url": _address(words, "after", page.newer),
        "older_url": _address(words, "before", page.older),
        "is_filtered": bool(words or request.GET),
    }
    return render(request, "claims/documents.html", context)


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None


def _address(words: str, name: str, value: int | None) -> str:
    if value is None:
        return ""
    return f"{reverse('documents')}?{urlencode({'q': words, name: value} if words else {name: value})}"
