"""No page, of the desk or of readers, takes more queries when there is more of everything."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.core.models import User
from tests.growth import FEW, MANY, difference, queries, world
from tests.pages.rights import NOT_READ, READS, ROWS


def address(name: str, number: int | None) -> str:
    if name == "public_verdict":
        response = Client().get(reverse("public_verdict_short", args=[number]))
        return str(response.headers.get("Location", response.request["PATH_INFO"]))
    if name == "public_verdict_data":
        return reverse(name, args=[number, "jsonld"])
    return reverse(name, args=[number] if number else [])


def test_queries_do_not_grow(cast: dict[str, User], as_person: Callable[[str], Client]) -> None:
    callers = {name: as_person(name) for name in ("erin", "ada", "cleo", "rita", "")}

    def counts(things: dict[str, int]) -> dict[tuple[str, str, str], object]:
        return {
            (name, thing, who): queries(lambda: callers[who].get(address(name, things.get(thing))))  # noqa: B023
            for name, thing, who in READS
        }

    few = counts(world(cast, FEW))
    many = counts(world(cast, MANY))
    grown = {page: difference(few[page], many[page]) for page in few if few[page].total() != many[page].total()}  # type: ignore[attr-defined,arg-type]
    if grown:
        pytest.fail("\n\n".join(f"{page}: {words}" for page, words in grown.items()))


def test_every_page_is_among_them() -> None:
    names = {name for method, name, _, *cells in ROWS if method == "GET" and "200" in cells}
    assert names - {name for name, _, _ in READS} - set(NOT_READ) == set()
    assert set(NOT_READ) - names == set()
