"""Claims that are proposed for a topic, filed or turned away from its page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from claims.actions.dismiss_topic import dismiss_topic
from claims.actions.file_claims import file_claims
from factcheck.core.capabilities import Can
from factcheck.core.errors import Invalid, WrongState
from factcheck.core.permissions import require


@require_POST
@login_required
def topic_claims(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the chosen claims into the topic, or say that they do not belong to it; then the page."""
    by = require(request.user, Can.TRIAGE)
    chosen = [int(each) for each in request.POST.getlist("claim") if each.isdecimal() and len(each) < 19]
    count = f"{len(chosen)} {'claim' if len(chosen) == 1 else 'claims'}"
    try:
        if request.POST.get("do") == "dismiss":
            dismiss_topic(slug, chosen, by=by)
            messages.success(request, f"This topic is proposed no more for {count}.")
        else:
            file_claims(slug, chosen, by=by)
            messages.success(request, f"{count} put into the topic.")
    except (Invalid, WrongState) as error:
        messages.error(request, error.detail)
    return redirect(f"{reverse('topic', args=[slug])}#proposed")


urlpatterns = [path("topics/<slug:slug>/claims/", topic_claims, name="topic_claims")]
