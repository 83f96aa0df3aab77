"""Having a document read again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from claims.actions.extract_again import extract_again
from factcheck.core.posted import posted
from factcheck.core.users import caller


@posted("document")
def document_extract_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a worker read a document again, and show how far that is."""
    return redirect("import_progress", extract_again(pk, by=caller(request)).pk)


urlpatterns = [path("documents/<int:pk>/extract-again/", document_extract_again, name="document_extract_again")]
