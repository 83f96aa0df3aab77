"""The base templates and the error pages."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.pages.drawing import HOSTILE, ROOT, Findings

BASES = ["base.html", "base_public.html", "base_plain.html"]


def page(template: str, **context: Any) -> str:
    request = RequestFactory().get("/")
    person = SimpleNamespace(is_authenticated=True, get_role_display="Reviewer")
    child = Template(
        f'{{% extends "{template}" %}}{{% block title %}}T{{% endblock %}}'
        "{% block main %}<h1>Here</h1>{% endblock %}"
    )
    values = {"request": request, "user": person, "desk_name": "The desk", "csrf_token": "t", **context}
    return child.render(Context(values))


@pytest.mark.urls("tests.pages.drawing")
@pytest.mark.parametrize("template", BASES)
def test_a_base_keeps_to_the_policy_and_names_the_desk(template: str) -> None:
    html = page(template)
    found = Findings(html)
    assert found.wrong == []
    assert len(found.ids) == len(set(found.ids))
    assert {icon[1:] for icon in found.icons} <= set(found.ids)
    assert "T · The desk</title>" in html
    assert 'href="#main"' in html
    assert found.ids.count("main") == 1


@pytest.mark.urls("tests.pages.drawing")
@pytest.mark.parametrize("template", BASES)
def test_the_demonstration_says_so_on_every_page(template: str) -> None:
    words_of_the_demo = "This is a demonstration. Its ratings are no findings."
    assert words_of_the_demo in page(template, demo=True)
    assert words_of_the_demo not in page(template, demo=False)


@pytest.mark.urls("tests.pages.drawing")
def test_navigation_shows_only_what_the_person_may_do() -> None:
    assert 'href="/queue/"' not in page("base.html", may=SimpleNamespace(see_desk=False))
    html = page("base.html", may=SimpleNamespace(see_desk=True), unread_notices=3)
    assert 'href="/queue/"' in html
    assert "Inbox, 3 unread" in html


@pytest.mark.urls("tests.pages.drawing")
def test_the_unread_count_is_asked_for_once() -> None:
    asked = []
    page("base.html", unread_notices=lambda: asked.append(1) or 2)
    assert len(asked) == 1


@pytest.mark.urls("tests.pages.drawing")
def test_htmx_is_told_to_evaluate_nothing_and_to_style_nothing() -> None:
    html = page("base.html")
    for setting in ('"includeIndicatorStyles": false', '"allowEval": false', '"selfRequestsOnly": true'):
        assert setting in html


@pytest.mark.urls("tests.pages.drawing")
@pytest.mark.parametrize("code", [400, 403, 404, 409, 412, 500])
def test_an_error_page_stands_without_any_context(code: int) -> None:
    html = render_to_string(f"errors/{code}.html")
    assert Findings(html).wrong == []
    assert f'<p class="code">{code}</p>' in html
    assert "Review desk" in html
    told = render_to_string(f"errors/{code}.html", {"detail": HOSTILE, "user": SimpleNamespace(is_authenticated=True)})
    assert "&lt;script&gt;" in told
    assert "My desk" in told


@pytest.mark.urls("tests.pages.no_addresses")
def test_a_failure_page_stands_even_when_no_address_resolves() -> None:
    assert "Something broke on our side" in render_to_string("errors/500.html")


def test_every_sheet_and_script_a_base_links_exists() -> None:
    static = ROOT / "factcheck/core/static"
    for file in (ROOT / "templates").rglob("*.html"):
        for name in re.findall(r"{% static '([^']+)' %}", file.read_text()):
            assert (static / name).is_file(), f"{name} in {file}"
