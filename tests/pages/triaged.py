"""A document to triage, and claims in it."""

from typing import Any

from django.urls import reverse

from claims.actions.add_claim import add_claim
from claims.models import Claim, Document
from factcheck.core.models import User

TEXT = (
    "On December 4, the council said that “the number of those killed had risen to above 1,000”.\n\n"
    "The ministry said <b>nothing</b> & more. The ministry said\nnothing 😀 on  Friday.\n"
)


def claimed(document: Document, by: User, words: str, **fields: Any) -> Claim:
    """A kept claim whose quote is the first occurrence of `words`."""
    start = document.text.index(words)
    return add_claim(by=by, document_id=document.pk, start=start, end=start + len(words), **fields)


def page_of(document: Document) -> str:
    return reverse("document", args=[document.pk])
