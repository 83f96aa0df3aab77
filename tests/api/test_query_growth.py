"""No call of the API takes more queries when there is more of everything."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from factcheck.core.models import User
from tests.api.rights import NOT_READ, READS
from tests.api.routes import api_calls
from tests.growth import FEW, MANY, difference, queries, world


def test_queries_do_not_grow(cast: dict[str, User], api: Callable[..., APIClient]) -> None:
    callers = {name: api(name) for name in ("erin", "ada", "cleo", "")}

    def counts(things: dict[str, int]) -> dict[tuple[str, str, str], object]:
        return {
            (name, thing, who): queries(
                lambda: callers[who].get(reverse(name, args=[things[thing]] if thing else []))  # noqa: B023
            )
            for name, thing, who in READS
        }

    few = counts(world(cast, FEW))
    many = counts(world(cast, MANY))
    grown = {call: difference(few[call], many[call]) for call in few if few[call].total() != many[call].total()}  # type: ignore[attr-defined,arg-type]
    if grown:
        pytest.fail("\n\n".join(f"{call}: {words}" for call, words in grown.items()))


def test_every_call_that_reads_is_among_them() -> None:
    names = {name for method, name in api_calls() if method == "GET"}
    assert names - {name for name, _, _ in READS} - set(NOT_READ) == set()
    assert set(NOT_READ) - names == set()
