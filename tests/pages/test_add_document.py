"""Bringing an article in from the page: by its text, its address or its file."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.actions.run_import import run_import
from claims.models import Document, Import, Topic
from factcheck.core.models import User
from tests.archived import PARAGRAPH, answer_with, fetched, html_page

ADD = "/desk/documents/add/"


@pytest.fixture
def erin(as_person: Callable[[str], Client]) -> Client:
    return as_person("erin")


def send(client: Client, **fields: Any) -> Any:
    return client.post(ADD, fields)


def test_an_address_leads_to_its_import(erin: Client, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    answer_with(monkeypatch, lambda url, **_: fetched(html_page(), url=url))
    answer = send(erin, url="news.example/story", new_topic="The protests")
    work = Import.objects.get()
    assert answer.headers["Location"] == reverse("import_progress", args=[work.pk])
    assert (work.url, work.topic) == ("https://news.example/story", Topic.objects.get(title="The protests"))
    run_import(work.pk)
    document = Document.objects.get()
    assert (document.topic, document.added_by) == (work.topic, cast["erin"])


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [("story.html", html_page(), "html"), ("story.txt", PARAGRAPH.format(230).encode(), "text"),
     ("commas.txt", b"At least 200, 300, 400 died.\nOf these, 20, 30, 40 were children.\n", "text")],
)  # fmt: skip
def test_a_file_leads_to_its_import(erin: Client, name: str, body: bytes, kind: str) -> None:
    answer = send(erin, file=SimpleUploadedFile(name, body), publisher="The Courier", published_on="2020-01-02")
    work = Import.objects.get()
    assert answer.headers["Location"] == reverse("import_progress", args=[work.pk])
    assert (work.format, work.makes) == (kind, "documents")
    run_import(work.pk)
    document = Document.objects.get()
    assert document.publisher is not None
    assert (document.publisher.name, str(document.published_on)) == ("The Courier", "2020-01-02")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "There is no text"),
        ({"url": "http://127.0.0.1/"}, "no public address"),
        ({"url": "https://news.example:6379/"}, "port 6379"),
        ({"file": ("claims.csv", b"claim,url\nIt is so,https://a.example/\n")}, "file of claims"),
        ({"file": ("empty.txt", b"")}, "empty"),
        ({"file": ("story.txt", b"It is so."), "text": "It is so."}, "not both"),
    ],
    ids=["nothing", "private", "port", "claims", "empty", "both"],
)
def test_what_cannot_be_taken_is_said_beside_the_form(erin: Client, fields: dict[str, Any], words: str) -> None:
    sent = {name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value for name, value in fields.items()}
    answer = send(erin, **sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Import.objects.exists()
    assert not Topic.objects.exists()
