"""Saying which column of a file holds what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims.access import import_for
from claims.actions.delete_mapping import delete_mapping
from claims.actions.map_import import map_import
from claims.actions.reread_import import reread_import
from claims.pages.forms import add_faults
from claims.pages.import_forms import MappingForm, ReadingForm
from claims.pages.import_page import draw
from factcheck.core.capabilities import Can
from factcheck.core.errors import Invalid
from factcheck.core.permissions import require
from factcheck.core.posted import posted


@posted("import_progress")
def import_mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the import go on with the fields that were chosen, or show what is wrong with them."""
    person = require(request.user, Can.IMPORT)
    work = import_for(person, pk)
    form = MappingForm(request.POST, work=work)
    if form.is_valid():
        fields = form.cleaned_data
        try:
            map_import(pk, by=person, mapping=form.mapping(), save_as=fields["save_as"], language=fields["language"])
        except Invalid as error:
            add_faults(form, error)
        else:
            return redirect("import_progress", pk)
    return draw(request, work, mapping_form=form, status=422)


@posted("import_progress")
def import_reread(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the file opened again, in another encoding, by another delimiter or at another sheet."""
    person = require(request.user, Can.IMPORT)
    form = ReadingForm(request.POST)
    if form.is_valid():
        reread_import(pk, by=person, **form.cleaned_data)
        return redirect("import_progress", pk)
    return draw(request, import_for(person, pk), reading_form=form, status=422)


@posted("imports")
def mapping_delete(request: HttpRequest, mapping_id: int) -> HttpResponse:
    """Throw a saved mapping away."""
    delete_mapping(mapping_id, by=require(request.user, Can.IMPORT))
    messages.success(request, "The mapping is deleted. Imports that were read by it keep theirs.")
    return redirect("imports")
