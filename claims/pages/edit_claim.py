"""Correcting a claim."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims.access import claim_for
from claims.actions.edit_claim import edit_claim
from claims.pages.claim_form import ClaimForm
from claims.pages.forms import add_faults
from claims.queries.changes import changes_since
from claims.queries.claim_place import list_address, place_of
from claims.queries.documents import topics_of
from factcheck.core.capabilities import Can
from factcheck.core.errors import Invalid, Stale
from factcheck.core.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def claim_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; by POST, back to the claim or to the list it was opened from.

    Whoever is late sees what changed and keeps what they typed.
    """
    person = require(request.user, Can.TRIAGE)
    claim = claim_for(person, pk)
    sent = request.POST.copy() if request.method == "POST" else None
    form = ClaimForm(sent, claim=claim, topics=topics_of(person))
    came_from = list_address((sent or request.GET).get("back", ""))
    back_url = f"{came_from}#claim-{pk}" if came_from else place_of(claim)
    context = {"claim": claim, "form": form, "back_url": back_url, "came_from": came_from}
    if sent is None:
        return render(request, "claims/claim_edit.html", context)
    if form.is_valid():
        fields = form.cleaned_data
        try:
            edit_claim(
                pk,
                by=person,
                expected_version=fields["version"],
                text=fields["text"],
                said_on=fields["said_on"],
                topic=fields["topic"],
                links=form.new_links(),
                number=form.new_number(),
                drop_figure=form.drops_figure(),
                **form.about(),
            )
        except Invalid as error:
            add_faults(form, error)
        except Stale:
            claim = claim_for(person, pk)
            context["changes"] = changes_since(person, claim, fields["version"])
            # Sent once more, the form stands on what is shown beside it.
            sent["version"] = str(claim.version)
            return render(request, "claims/claim_edit.html", context, status=412)
        else:
            messages.success(request, "The claim is saved.")
            return redirect(back_url)
    return render(request, "claims/claim_edit.html", context, status=422)
