"""Bringing a file in."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from claims.access import import_for
from claims.actions.receive_import import receive_import
from claims.models import Import
from claims.pages.forms import add_faults
from claims.pages.import_forms import ImportForm
from claims.pages.imports import number_in
from claims.queries.documents import topics_of
from factcheck.core.capabilities import Can
from factcheck.core.errors import Invalid
from factcheck.core.models import User
from factcheck.core.permissions import require

# What a request has besides the file: the other fields and their heads.
_AROUND = 2**20


@csrf_exempt  # looked at in `_receive`: to read the token is to read the whole file, and first it must be welcome
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def import_new(request: HttpRequest) -> HttpResponse:
    """The form; by POST, the import of the file that it brings."""
    person = require(request.user, Can.IMPORT)
    if request.method == "POST" and not _is_too_large(request):
        return _receive(request, person)
    form = ImportForm(initial=_begun(request, person), topics=topics_of(person))
    if request.method == "POST":
        form.is_bound, form.cleaned_data = True, {}
        limit = settings.IMPORT_LIMIT // 2**20
        form.add_error("file", f"The file is larger than {limit:,} MiB. Divide it, or pack it.")
    return _page(request, form, status=413 if request.method == "POST" else 200)


@csrf_protect
def _receive(request: HttpRequest, person: User) -> HttpResponse:
    form = ImportForm(request.POST, request.FILES, topics=topics_of(person))
    if form.is_valid():
        fields = dict(form.cleaned_data)
        file, like = fields.pop("file"), fields.pop("like")
        mapping = import_for(person, like).mapping if like else None
        try:
            work = receive_import(by=person, file=file, name=file.name or "", mapping=mapping, **fields)
        except Invalid as error:
            add_faults(form, error)
        else:
            return redirect("import_progress", work.pk)
    return _page(request, form, status=422)


def _page(request: HttpRequest, form: ImportForm, status: int) -> HttpResponse:
    limit = settings.IMPORT_LIMIT // 2**20
    return render(request, "claims/import_new.html", {"form": form, "limit": limit}, status=status)


def _begun(request: HttpRequest, person: User) -> dict[str, Any]:
    """What the form begins with: as the import `like` was, whose refused rows are sent again."""
    like = number_in(request, "like")
    if like is None:
        return {}
    work: Import = import_for(person, like)
    topic = work.topic.slug if work.topic else ""
    return {"like": work.pk, "topic": topic, "language": work.language, "makes_topics": work.makes_topics}


def _is_too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH", "")
    return length.isascii() and length.isdigit() and int(length[:18]) > settings.IMPORT_LIMIT + _AROUND
