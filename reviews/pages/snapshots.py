"""Archived copies: their text, and the page as it was, which is shown as nothing that could act."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from reviews.access import snapshot_for
from reviews.queries.snapshots import can_be_shown, download_of, others_of, page_of

# The page has an origin of its own, no script, no form, no pop-up and nothing to load but what stands in it.
SANDBOX = {
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # What names a host is not even looked up, and a link that is followed does not tell where it stood.
    "X-DNS-Prefetch-Control": "off",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Type": "text/html; charset=utf-8",
}


@require_safe
@login_required
def snapshot(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is known of a copy, and the text that was found in it."""
    found = snapshot_for(require(request.user, Can.SEE_DESK), key)
    context = {"snapshot": found, "others": others_of(found), "can_be_shown": can_be_shown(found)}
    return render(request, "claims/snapshot.html", context)


@require_safe
@login_required
def snapshot_file(request: HttpRequest, key: UUID) -> FileResponse:
    """The WARC file, as a download and nothing else."""
    return download_of(require(request.user, Can.SEE_DESK), key)


@require_safe
@login_required
def snapshot_shown(request: HttpRequest, key: UUID) -> HttpResponse:
    """The page of a copy, without what acts or loads, and in a sandbox besides."""
    page = page_of(require(request.user, Can.SEE_DESK), key)
    return HttpResponse(page, headers=SANDBOX)
