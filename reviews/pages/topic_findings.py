"""Judging what does not fit among the figures of a topic, from its page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from factcheck.core.capabilities import Can
from factcheck.core.errors import Invalid
from factcheck.core.permissions import require
from reviews.actions.confirm_finding import confirm_finding
from reviews.actions.dismiss_finding import dismiss_finding
from reviews.actions.reopen_finding import reopen_finding

_LONGEST = 500


@require_POST
@login_required
def finding_judge(request: HttpRequest, slug: str, finding_id: int) -> HttpResponse:
    """Confirm a finding, dismiss it with a reason, or take the judgement back; then the page, at the finding."""
    by = require(request.user, Can.JUDGE_FINDINGS)
    what, reason = request.POST.get("do", ""), request.POST.get("reason", "")[:_LONGEST]
    try:
        if what == "confirm":
            confirm_finding(slug, finding_id, by=by, reason=reason)
            messages.success(request, "Confirmed: the finding stands.")
        elif what == "dismiss":
            dismiss_finding(slug, finding_id, by=by, reason=reason)
            messages.success(request, "Dismissed. It stays in the list with your reason.")
        else:
            reopen_finding(slug, finding_id, by=by)
            messages.success(request, "The judgement is taken back; the finding is open again.")
    except Invalid as error:
        messages.error(request, error.detail)
    return redirect(f"{reverse('topic', args=[slug])}#finding-{finding_id}")


urlpatterns = [path("topics/<slug:slug>/findings/<int:finding_id>/", finding_judge, name="finding_judge")]
