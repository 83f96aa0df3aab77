"""Correcting a refused row."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.access import import_for
from claims.actions.correct_row import correct_row
from claims.models import RowOutcome
from claims.pages.import_forms import RowForm
from claims.queries.imports import row_of
from factcheck.core.capabilities import Can
from factcheck.core.errors import Invalid
from factcheck.core.permissions import require

_SAID = {
    RowOutcome.ADDED: "Row {number} is added.",
    RowOutcome.KNOWN: "Row {number} is here already. Nothing was added.",
    RowOutcome.DUPLICATE: "Row {number} has the words of a claim that is here, and is linked to it.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_row(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The cells as they were sent, with what is wrong; by POST, the row is tried again."""
    person = require(request.user, Can.IMPORT)
    work = import_for(person, pk)
    row = row_of(work, number)
    form = RowForm(request.POST if request.method == "POST" else None, row=row, mapping=work.mapping)
    if form.is_bound and form.is_valid():
        try:
            corrected = correct_row(pk, number, by=person, cells=form.cells())
        except Invalid as error:
            for fault in error.faults:
                header = fault.pointer.removeprefix("/cells/").replace("~1", "/").replace("~0", "~")
                form.add_error(form.field_of(header), fault.detail)
        else:
            messages.success(request, _SAID[RowOutcome(corrected.outcome)].format(number=number))
            return redirect(f"{reverse('import_progress', args=[pk])}#rows")
    elif not form.is_bound:
        # What is wrong stands beside its field from the start.
        form.cleaned_data = {}
    context = {"work": work, "row": row, "form": form, "wrong": form.field_of(row.column)}
    return render(request, "claims/import_row.html", context, status=422 if form.errors else 200)
