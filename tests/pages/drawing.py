"""Drawing a template part, and what a browser under the policy would find in it."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

ROOT = Path(__file__).resolve().parent.parent.parent
HOSTILE = "<script>alert(1)</script>\"'&"


def nothing(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse()


# A map for the parts alone: they are tried apart from the pages that use them.
PLAIN = [
    "desk",
    "queue",
    "documents",
    "document_add",
    "claims",
    "topics",
    "parties",
    "imports",
    "feeds",
    "checks",
    "inbox",
    "people",
    "my_page",
    "scales",
    "reports",
    "sign_in",
    "sign_out",
    "take_next",
    "api_docs",
    "public_verdicts",
    "public_corrections",
    "public_how",
]
OF_ONE = ["document", "review", "adjudicate", "publish", "correct", "retract"]
urlpatterns = [
    *(path(f"{name}/", nothing, name=name) for name in PLAIN),
    *(path(f"{name}/<int:pk>/", nothing, name=name) for name in OF_ONE),
]


class Findings(HTMLParser):
    """What a browser under the policy would refuse, and what reads badly for everybody."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.icons: set[str] = set()
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append(tag)
        if tag == "style" or (tag == "script" and not known.get("src")):
            self.wrong.append(f"inline <{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith("on") or (value or "").startswith("javascript:"):
                self.wrong.append(f"{tag} {name}={value}")
            if name == "id" and value:
                self.ids.append(value)
            if tag == "use" and name == "href":
                self.icons.add(str(value))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def draw(source: str, **context: Any) -> str:
    return Template("{% load parts %}" + source).render(Context(context))


RATINGS = [
    {
        "position": at,
        "label": label,
        "slug": label.lower().replace(" ", "_"),
        "definition": f"means {label}",
        "pk": at,
    }
    for at, label in enumerate(
        ["True", "Mostly true", "Half true", "Mostly false", "False", "Unproven", "Outdated"], start=1
    )
]


class SampleForm(forms.Form):
    rationale = forms.CharField(widget=forms.Textarea, help_text="What carries the finding.")
    as_of = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    topic = forms.ChoiceField(choices=[("a", "One")], required=False)
    sure = forms.BooleanField(label="I looked for both sides")
    finding = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "Confirmed"), ("b", "Misquoted")])
