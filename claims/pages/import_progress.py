"""How far an import is."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.access import import_for
from claims.models import OPEN_IMPORT_STATES
from factcheck.core.capabilities import Can
from factcheck.core.permissions import require


@require_safe
@login_required
def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """A page; to htmx its one part, and the order to load the page again once there is an end to show."""
    work = import_for(require(request.user, Can.SEE_DESK), pk)
    is_open = work.state in OPEN_IMPORT_STATES
    is_part = request.headers.get("HX-Request") == "true"
    template = "claims/_import_progress.html" if is_part else "claims/import_progress.html"
    answer = render(request, template, {"work": work, "is_open": is_open})
    if is_part and not is_open:
        answer.headers["HX-Refresh"] = "true"
    return answer
