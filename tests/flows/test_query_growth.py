"""No call of the API and no page, of the desk or of readers, takes more queries when there is more of everything.

Both are asked on the same desk: to fill it takes as long as to ask. What is asked stands in the tables of rights.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from factcheck.core.models import User
from tests.api.rights import READS as CALLS
from tests.growth import FEW, MANY, difference, grew, queries, world
from tests.pages.rights import READS as PAGES

Asked = tuple[str, str, str]


def page(name: str, number: int | None) -> str:
    if name == "public_verdict":
        response = Client().get(reverse("public_verdict_short", args=[number]))
        return str(response.headers.get("Location", response.request["PATH_INFO"]))
    if name == "public_verdict_data":
        return reverse(name, args=[number, "jsonld"])
    return reverse(name, args=[number] if number else [])


@pytest.mark.timeout(600)
def test_queries_do_not_grow(
    cast: dict[str, User], api: Callable[..., APIClient], as_person: Callable[[str], Client]
) -> None:
    people = {who for _, _, who in (*CALLS, *PAGES)}
    callers = {who: api(who) for who in people}
    browsers = {who: as_person(who) for who in people}

    def counts(things: dict[str, Any]) -> dict[Asked, Counter[str]]:
        found = {}
        for name, thing, who in CALLS:
            called = reverse(name, args=[things[thing]] if thing else [])
            found[name, thing, who] = queries(lambda who=who, called=called: callers[who].get(called))  # type: ignore[misc]
        for name, thing, who in PAGES:
            opened = page(name, things.get(thing))
            found[name, thing, who] = queries(lambda who=who, opened=opened: browsers[who].get(opened))  # type: ignore[misc]
        return found

    few = counts(world(cast, FEW))
    assert len(few) == len({*CALLS, *PAGES})
    many = counts(world(cast, MANY))
    grown = {asked: difference(few[asked], many[asked]) for asked in few if grew(few[asked], many[asked])}
    if grown:
        pytest.fail("\n\n".join(f"{asked}: {words}" for asked, words in grown.items()))
