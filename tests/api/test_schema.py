"""The OpenAPI document: valid, whole, true to what the calls do, and readable in a browser under the policy."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from openapi_spec_validator import OpenAPIV31SpecValidator
from playwright.sync_api import sync_playwright
from rest_framework.test import APIClient

from factcheck.core.models import User
from reviews.workflow import State
from tests.claims.checking import make_check
from tests.claims.feeding import make_feed
from tests.factories import in_state, make_claim, make_document

CHROMIUM = Path("/usr/bin/chromium")
SCHEMA = "/api/v1/schema"
NO_UUID = "00000000-0000-4000-8000-000000000000"
METHODS = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def document(django_db_setup: None, django_db_blocker: Any) -> dict[str, Any]:
    """The document as a client without a token reads it."""
    with django_db_blocker.unblock():
        answer = APIClient().get(SCHEMA, headers={"accept": "application/json"})
    assert answer.status_code == 200
    read: dict[str, Any] = json.loads(answer.content)
    return read


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield method, path, item[method]


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every address of the map below /api/v1/, in the form of OpenAPI, with its view."""
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, path)
        elif isinstance(entry, URLPattern) and path.startswith("api/v1/"):
            yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path), entry.callback


def test_it_is_openapi_31_and_valid(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1.")
    assert [str(error) for error in OpenAPIV31SpecValidator(document).iter_errors()] == []


def test_every_call_is_in_it_and_nothing_else(document: dict[str, Any]) -> None:
    def plain(path: str) -> str:
        return re.sub(r"{\w+}", "{}", path)

    served = set()
    for path, view in routes(get_resolver()):
        if path in (SCHEMA, "/api/v1/docs"):
            continue
        allowed = {method for method in METHODS if hasattr(view.cls, method)}
        served |= {(method, plain(path)) for method in allowed}
    described = {(method, plain(path)) for method, path, _ in operations(document)}
    assert served - described == set()
    assert described - served == set()
    assert len(served) >= 35


def test_every_call_has_a_name_words_and_a_refusal(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(set(names)) == len(names)
    for method, path, operation in operations(document):
        assert operation.get("description"), f"{method} {path} says nothing"
        assert "application/problem+json" in operation["responses"]["default"]["content"]
        for name in re.findall(r"{(\w+)}", path):
            assert name in {each["name"] for each in operation["parameters"]}


def test_every_filter_of_a_list_is_described(document: dict[str, Any], api: Callable[..., APIClient]) -> None:
    """The refusal of an unknown filter names those there are: the document names the same."""
    lists = [path for method, path, each in operations(document) if method == "get" and "cursor" in names_of(each)]
    assert len(lists) >= 7
    client = api("erin")
    for path in lists:
        address = filled(path, document["paths"][path]["get"])
        said = client.get(address, {"no_such_filter": "x"}).json()["detail"]
        known = set(said.split(" Use ")[1].rstrip(".").split(", "))
        query = {each["name"] for each in document["paths"][path]["get"]["parameters"] if each["in"] == "query"}
        assert query == known, path


def filled(path: str, operation: dict[str, Any], number: int = 1) -> str:
    """An address with a number, or a UUID that nothing has, for each word in it."""
    for each in operation.get("parameters", []):
        if each["in"] == "path":
            word = NO_UUID if each["schema"].get("format") == "uuid" else str(number)
            path = path.replace("{" + each["name"] + "}", word)
    return path


def names_of(operation: dict[str, Any]) -> set[str]:
    return {each["name"] for each in operation.get("parameters", [])}


def test_the_three_kinds_of_security_are_said(document: dict[str, Any]) -> None:
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for method, path, operation in operations(document):
        is_open = path.startswith(("/api/v1/verdicts", "/api/v1/history/head"))
        assert ({} in operation.get("security", [{}]) or operation.get("security") == []) == is_open, f"{method} {path}"


# --- what is sent to every call ---------------------------------------------------------------------------

WRONG: list[Any] = [
    None,
    True,
    -1,
    10**30,
    1.5,
    "",
    "x" * 3000,
    "\x00",
    "\u202e",
    [],
    {},
    [None],
    [[]],
    [{}],
    {"a": {"b": []}},
]


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def right(document: dict[str, Any], schema: dict[str, Any], depth: int = 0) -> Any:
    """A value that a schema lets through."""
    schema = resolved(document, schema)
    for word in ("allOf", "oneOf", "anyOf"):
        if word in schema:
            return right(document, schema[word][0], depth)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "object")
    kind = next(each for each in kind if each != "null") if isinstance(kind, list) else kind
    if kind == "object":
        fields = schema.get("properties", {})
        return {name: right(document, each, depth + 1) for name, each in fields.items()} if depth < 4 else {}
    if kind == "array":
        return [right(document, schema["items"], depth + 1)]
    formats = {
        "date": "2030-01-01",
        "date-time": "2030-01-01T00:00:00Z",
        "uri": "https://news.example/",
        "decimal": "5",
    }
    formats["uuid"] = "00000000-0000-4000-8000-000000000000"
    if schema.get("format") in formats:
        return formats[schema["format"]]
    return {"string": "2019", "integer": 1, "number": 1, "boolean": True}[kind]


def bodies(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[Any]:
    """Bodies of the wrong type as a whole, then one wrong field at a time in an otherwise right body."""
    turn = cycle(WRONG)
    yield from (next(turn) for _ in range(4))
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return
    yield from WRONG
    good = right(document, content["schema"])
    yield good
    for name, value in good.items():
        yield {key: each for key, each in good.items() if key != name}
        yield from ({**good, name: wrong} for wrong in WRONG)
        # Deeper in, a few each.
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield from ({**good, name: [{**value[0], inner: next(turn)}]} for inner in value[0] for _ in range(5))
        if isinstance(value, dict):
            yield from ({**good, name: {**value, inner: next(turn)}} for inner in value for _ in range(5))


def test_nothing_that_is_sent_is_a_fault_of_ours(
    document: dict[str, Any], api: Callable[..., APIClient], cast: dict[str, User]
) -> None:
    """Every call with every wrong body, on things that are there: refused with a problem, or done."""
    erin = cast["erin"]
    editor, reviewer = api("erin"), api("ada")
    things = {
        "external-checks": make_check(erin).pk,
        "claims": make_claim(erin).pk,
        "documents": make_document(erin).pk,
        "feeds": make_feed(erin, "https://paper.example/feed.xml").pk,
        "imports": 1,
        "reviews": in_state(State.IN_REVIEW, cast).pk,
        "verdicts": in_state(State.PUBLISHED, cast).pk,
    }
    tried, refused = 0, 0
    for method, path, operation in operations(document):
        kind = path.removeprefix("/api/v1/").split("/")[0]
        address = filled(path, operation, things.get(kind, 1))
        for body in [None] if method == "get" else bodies(document, operation):
            # What only the holder of a part can do gets no further with an editor than to the refusal.
            for client in [reviewer] if re.search("evidence|assessments", path) else [editor]:
                sent = {} if method == "get" else {"data": json.dumps(body), "content_type": "application/json"}
                answer = getattr(client, method)(address, **sent)
                tried += 1
                shown = (
                    f"{method} {address} {json.dumps(body)[:300]} -> {answer.status_code} {answer.getvalue()[:300]!r}"
                )
                assert answer.status_code < 500, shown
                if answer.status_code >= 400:
                    refused += 1
                    assert answer.headers["Content-Type"] == "application/problem+json", shown
                    problem = answer.json()
                    assert (problem["status"], bool(problem["detail"])) == (answer.status_code, True), shown
                    assert all(error["detail"] for error in problem.get("errors", [])), shown
    assert tried > 1000
    assert refused > tried / 2


# --- reading it in a browser ------------------------------------------------------------------------------


def test_the_page_of_docs_names_only_local_files(db: None) -> None:
    page = Client().get("/api/v1/docs")
    assert page.status_code == 200
    text = page.content.decode()
    assert re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", text) == []
    assert "<script>" not in text
    assert "<style" not in text
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium")
def test_the_docs_are_read_and_tried_in_a_browser(live_server: Any, cast: dict[str, User]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        complaints: list[str] = []
        outside: list[str] = []
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith((live_server.url, "data:")) else outside.append(asked.url),
        )
        page.goto(f"{live_server.url}/api/v1/docs")
        page.locator(".opblock").first.wait_for()
        # Only what is near the window is drawn.
        block, drawn = page.locator("#operations-verdicts-verdicts_list"), set[str]()
        for _ in range(200):
            drawn |= set(page.locator(".opblock").evaluate_all("found => found.map(each => each.id)"))
            if block.count():
                break
            page.mouse.wheel(0, 400)
            page.wait_for_timeout(50)
        assert len(drawn) >= 35
        block.locator("button.opblock-summary-control").click()
        block.locator("button.try-out__btn").click()
        block.locator("button.execute").click()
        answer = block.locator(".live-responses-table tr.response .response-col_status")
        answer.wait_for()
        assert answer.inner_text().startswith("200")
        browser.close()
    assert outside == []
    assert complaints == []
