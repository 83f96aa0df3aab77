"""The scripts in a real browser, under the real content security policy: keys, drafts, theme, selections."""

import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import ClassVar

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import RequestFactory
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
TEXT = "First 😀 line, killed 1,500.\r\n\r\n  Second کشته‌ها & more.\n\nThird one."

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.urls("tests.pages.drawing"),
]

DESK = """{% extends "base.html" %}{% load parts static %}{% block title %}T{% endblock %}{% block main %}
<h1>Here</h1>
<ul><li data-item id="claim-1"><a data-open href="/one">One</a><button data-key="y">Keep</button></li>
<li data-item id="claim-2"><a data-open href="/two">Two</a></li></ul>
<div class="doc-text"><article class="read">{% marked_text text marks %}</article>
{% include "parts/selection.html" with url="/claims" %}</div>
{% endblock %}{% block scripts %}<script src="{% static 'js/selection.js' %}" defer></script>{% endblock %}"""
FORM = """{% extends "base.html" %}{% block title %}T{% endblock %}{% block main %}
<form method="post" action="/sent" data-main-form><textarea name="why" data-draft="a-1"></textarea>
<button class="btn primary">Submit</button></form>{% endblock %}"""


class Answers(BaseHTTPRequestHandler):
    pages: ClassVar[dict[str, str]] = {}
    posted: ClassVar[list[tuple[str, str]]] = []

    def answer(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        name = self.path.split("?")[0]
        found = finders.find(name.removeprefix("/static/")) if name.startswith("/static/") else None
        if found:
            kind = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
            self.answer(Path(str(found)).read_bytes(), kind[Path(str(found)).suffix])
        else:
            self.answer(
                self.pages.get(name, "<!doctype html><title>Other</title>").encode(),
                "text/html; charset=utf-8",
            )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.posted.append((self.path, body))
        self.answer(b"<!doctype html><title>Sent</title>", "text/html; charset=utf-8")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def site() -> Iterator[str]:
    request = RequestFactory().get("/")
    person = SimpleNamespace(is_authenticated=True, get_role_display="Reviewer")
    killed = TEXT.index("killed")
    values = {
        "request": request,
        "user": person,
        "csrf_token": "t",
        "text": TEXT,
        "marks": [{"start": killed, "end": killed + 12, "state": "kept", "pk": 1}],
    }
    Answers.pages = {
        f"/{name}": Template(source).render(Context(values)) for name, source in (("desk", DESK), ("form", FORM))
    }
    Answers.posted = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site)
    opened = context.new_page()
    refused: list[str] = []
    opened.on(
        "console",
        lambda message: refused.append(message.text) if "Content Security" in message.text else None,
    )
    opened.on("pageerror", lambda error: refused.append(str(error)))
    yield opened
    context.close()
    assert refused == []


def select(page: Page, script: str) -> tuple[bool, str]:
    """Select what `script` sets on the range `r` of paragraphs `p`; is the form shown, and for which text."""
    page.evaluate(
        "(script) => { const p = document.querySelectorAll('.read p'); const r = document.createRange();"
        " const mark = document.querySelector('.read .hl');"
        " const set = { mark: () => { r.setStart(p[0].firstChild, 6); r.setEnd(mark.lastChild, 6); },"
        " next: () => { r.setStart(p[0].firstChild, 0); r.setEnd(p[1], 0); },"
        " far: () => { r.setStart(p[1].firstChild, 0); r.setEnd(p[2].firstChild, 5); },"
        " outside: () => r.selectNodeContents(document.querySelector('h1')) }; set[script]();"
        " const s = getSelection(); s.removeAllRanges(); s.addRange(r); }",
        script,
    )
    page.wait_for_timeout(100)
    shown, start, end = page.evaluate(
        "() => { const f = document.querySelector('[data-selection-form]');"
        " return [!f.hidden, +f.elements.start.value, +f.elements.end.value]; }"
    )
    return shown, TEXT[start:end]


def test_a_selection_becomes_offsets_in_code_points(page: Page) -> None:
    page.goto("/desk")
    assert select(page, "mark") == (True, "😀 line, killed")
    assert select(page, "next") == (True, "First 😀 line, killed 1,500.")
    assert select(page, "far") == (True, "Second کشته‌ها & more.\n\nThird")
    assert select(page, "outside")[0] is False


def test_a_key_sends_the_selection(page: Page) -> None:
    page.goto("/desk")
    select(page, "mark")
    page.keyboard.press("c")
    page.wait_for_url("**/claims")
    start = TEXT.index("😀")
    assert Answers.posted[0][0] == "/claims"
    assert f"start={start}&end={start + 14}&" in Answers.posted[0][1]


def test_keys_move_open_and_are_listed_and_can_be_switched_off(page: Page) -> None:
    page.goto("/desk")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("#claim-2.cur").count() == 1
    page.keyboard.press("?")
    listed = page.locator("#keys").inner_text()
    assert "Next" in listed
    assert "Inbox" in listed
    page.locator("[data-keys-off]").check()
    page.keyboard.press("Escape")
    page.keyboard.press("k")
    assert page.locator("#claim-2.cur").count() == 1
    page.evaluate("localStorage.removeItem('keys')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/two")


def test_keys_leave_a_field_alone_and_the_main_action_has_its_own(page: Page) -> None:
    page.goto("/form")
    page.locator("textarea").fill("")
    page.locator("textarea").press_sequentially("gi?")
    assert page.locator("textarea").input_value() == "gi?"
    assert page.url.endswith("/form")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sent")
    assert "why=gi%3F" in Answers.posted[0][1]


def test_a_draft_outlives_the_page_and_an_error_but_not_its_success(page: Page) -> None:
    page.goto("/form")
    page.locator("textarea").fill("half a thought")
    page.reload()  # before the timer: leaving keeps it too
    assert page.locator("textarea").input_value() == "half a thought"
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sent")  # an error page looks like this: it loads no scripts
    page.goto("/form")
    assert page.locator("textarea").input_value() == "half a thought"
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/sent")
    page.goto("/desk")
    page.goto("/form")
    assert page.locator("textarea").input_value() == ""


def test_the_theme_is_chosen_and_kept_and_not_offered_without_script(page: Page, browser: Browser, site: str) -> None:
    page.goto("/desk")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.locator("[data-theme-switch]").click()
    assert page.evaluate(ground) != light
    page.reload()
    assert page.evaluate(ground) != light
    bare = browser.new_context(base_url=site, java_script_enabled=False)
    still = bare.new_page()
    still.goto("/desk")
    assert not still.locator("[data-theme-switch]").is_visible()
    assert still.locator(".side a.nav").first.is_visible()
    bare.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_no_page_scrolls_sideways_in_either_direction(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/desk")
    for direction in ("ltr", "rtl"):
        page.evaluate("(direction) => { document.documentElement.dir = direction; }", direction)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
