"""Bringing an article in: by its words, its address or its file."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from claims.actions.add_document import add_document
from claims.actions.add_document_file import add_document_file
from claims.actions.add_document_to_new_topic import add_document_to_new_topic
from claims.models import Import
from claims.pages.forms import DocumentForm, add_faults
from claims.queries.documents import topics_of
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Invalid
from factcheck.core.models import User
from factcheck.core.permissions import require


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def document_add(request: HttpRequest) -> HttpResponse:
    """The form; by POST, the document it makes, the one that is the same text, or the import that will make one."""
    person = require(request.user, Can.ADD_DOCUMENT)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(*sent, topics=topics_of(person))
    if form.is_bound and form.is_valid():
        try:
            work, is_new = _add(person, form.cleaned_data)
        except Invalid as error:
            add_faults(form, error)
        except Conflict as error:
            form.add_error("new_topic", f"{error.detail} Choose it in the list, or give another name.")
        else:
            if not is_new:
                messages.info(request, "This text is here already: this is it. Nothing was added.")
            return redirect("document", work.document_id) if work.document_id else redirect("import_progress", work.pk)
    return render(request, "claims/document_add.html", {"form": form}, status=422 if form.errors else 200)


def _add(person: User, fields: dict[str, Any]) -> tuple[Import, bool]:
    file, topic, new_topic = fields.pop("file"), fields.pop("topic"), fields.pop("new_topic")
    if file is not None:
        fields.pop("text")
        return add_document_file(by=person, file=file, name=file.name, topic=topic, new_topic=new_topic, **fields), True
    if new_topic:
        return add_document_to_new_topic(new_topic, by=person, **fields)
    return add_document(by=person, topic=topic, **fields)
