"""Sending the kept claims of a document to the queue."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from factcheck.core.capabilities import Can
from factcheck.core.permissions import require
from reviews.actions.open_review import open_kept


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def send_kept(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a review of each kept claim that has none open, and come back to the document."""
    if request.method == "POST":
        reviews = open_kept(pk, by=require(request.user, Can.OPEN_REVIEW))
        if reviews:
            claims = "1 kept claim" if len(reviews) == 1 else f"{len(reviews)} kept claims"
            messages.success(request, f"{claims} sent to the queue.")
        else:
            messages.info(request, "Every kept claim is in the queue already. Nothing was sent.")
    return redirect("document", pk=pk)
