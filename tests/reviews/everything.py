"""Every address that answers a GET, of the API and of the pages, filled in with things that are there.

An address is filled in by the word before each of its gaps, so that a new one that speaks of a review, a claim or a
person is asked for without being named here. One that speaks of something unknown fails, and so does a filter of which
no value is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from reviews.models import Review
from tests.api.routes import routes

# Say nothing of what is on the desk: with the reason.
NOT_ASKED = {
    "api_schema": "the description of the API, made of code alone",
    "api_docs": "the page that shows it",
}
# These follow the clock and the browser alone.
_CLOCKS = ("Date", "Expires", "Set-Cookie")
Answer = tuple[int, dict[str, str], bytes, int]
_GAP = re.compile(r"<(\w+):(\w+)>")
_MASKED = [
    (
        re.compile(rb'(name="csrfmiddlewaretoken" value="|X-CSRFToken": "|X-CSRFToken&quot;: &quot;)[A-Za-z0-9]{64}'),
        rb"\1",
    ),
    # How long ago something was; when it was stands in the attribute and is compared.
    (re.compile(rb'(<time datetime="[^"]+" title="[^"]+">)[^<]+(</time>)'), rb"\1\2"),
]
# What a filter of the API is asked for, by its name; "{review}" and the like are things that are there.
FILTERS = {
    "assignee": ["me", "ada"],
    "claim": ["{claims}"],
    "document": ["{documents}"],
    "topic": ["{topics}"],
    "desk": ["{desks}"],
    "q": ["killed"],
    "page_size": ["1"],
    "unread": ["true"],
    "waiting": ["true"],
    "is_active": ["true"],
    "duplicates": ["true"],
    "order": ["priority", "due", "age", "newest"],
    "language": ["en"],
    "level": ["1", "2"],
    "priority": ["1", "2"],
    "due": ["late", "today", "week"],
    "older_than": ["1", "7"],
    "by": ["desk", "topic", "pair", "month"],
    "state": ["queued", "in_review", "kept", "done"],
    "status": ["published"],
    "format": ["csv", "jsonl", "annotations"],
    "external_id": ["x"],
    "extractor": ["rules"],
    "import": ["{imports}"],
    "outcome": ["added"],
    "published_after": ["2020-01-01T00:00:00Z"],
    "published_before": ["2999-01-01T00:00:00Z"],
    "publisher": ["the council"],
    "rating": ["half-true"],
    "tag": ["x"],
    "updated_since": ["2020-01-01T00:00:00Z"],
    "version": ["1"],
    "reason": ["figure"],
    "scale": ["1"],
    "since": ["2020-01-01"],
    "until": ["2999-01-01"],
    "kind": ["claim"],
    "least": ["0.5"],
    "limit": ["5"],
    "text": ["killed"],
    "cursor": [],
}
# What a page is asked for besides: its name, and the words after the question mark.
ASKS = {
    "queue": [
        *(f"view={view}" for view in ("unassigned", "adjudicate", "ready", "published", "hold", "closed")),
        *(f"sort={sort}" for sort in ("worth", "age", "due", "priority")),
        "q=killed",
        "assignee=ada",
        "assignee=me",
        "desk={desks}",
    ],
    "gate": ["rating=unproven", "rating=true"],
    "claims": ["q=killed", "claim={claims}", "state=kept", "state=all"],
    "documents": ["q=killed"],
    "document": ["show=kept", "show=dropped"],
    "inbox": ["new=1", "page=2"],
    "public_verdicts": ["q=killed"],
    "checks": ["q=killed"],
    "parties": ["q=council", "waiting=1"],
    "party_proposals": ["state=confirmed", "state=dismissed"],
    "party_merge": ["into=the council"],
}


@dataclass
class Things:
    """Ids by the word that stands before them in an address, for the review that is watched and all around it."""

    review: Review
    ids: dict[str, list[Any]]
    missing: set[str] = field(default_factory=set)

    def filled(self, route: str) -> list[str]:
        """A route with each of its gaps filled by every thing that fits, or none where something unknown is named."""
        gaps = list(_GAP.finditer(route))
        values = []
        for gap in gaps:
            word = route[: gap.start()].rstrip("/").rsplit("/", 1)[-1]
            known = self.ids.get(word if gap.start() == 0 or route[gap.start() - 1] == "/" else gap[2])
            if word.startswith("<") or known is None:
                known = self.ids.get(gap[2])
            if known is None:
                self.missing.add(route)
                return []
            values.append(known)
        return ["/" + _put(route, chosen) for chosen in product(*values)]


def _put(route: str, chosen: tuple[Any, ...]) -> str:
    turn = iter(chosen)
    return _GAP.sub(lambda gap: str(next(turn)), route)


def addresses(things: Things, filters: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """(name, address) of everything that can be asked for; `filters` are those of each call of the API by name."""
    for route, pattern in routes():
        name = str(pattern.name or route)
        if name in NOT_ASKED:
            continue
        for address in things.filled(route):
            yield name, address
            for asked in [*filters.get(name, []), *ASKS.get(name, [])]:
                yield name, f"{address}?{_with(things, asked)}"


def _with(things: Things, asked: str) -> str:
    return re.sub(r"{(\w+)}", lambda gap: str(things.ids[gap[1]][0]), asked)


def declared_filters(client: APIClient, things: Things) -> dict[str, list[str]]:
    """What each call of the API can be asked for, as its own refusal of an unknown filter says.

    Fails for a filter of which FILTERS knows no value.
    """
    found: dict[str, list[str]] = {}
    unknown: set[str] = set()
    for route, pattern in routes():
        if not route.startswith("api/") or pattern.name in NOT_ASKED:
            continue
        for address in things.filled(route)[:1]:
            answer = client.get(address, {"no_such_filter": "x"})
            if answer.status_code == 400 and " Use " in answer.json()["detail"]:
                names = answer.json()["detail"].split(" Use ")[1].rstrip(".").split(", ")
                unknown |= set(names) - set(FILTERS)
                found[str(pattern.name)] = [f"{name}={value}" for name in names for value in FILTERS.get(name, [])]
    assert not unknown, f"say in FILTERS what to ask {sorted(unknown)} for"
    return found


class Watcher:
    """Somebody who reads all that they can, by token and in a browser."""

    def __init__(self, browser: Client, caller: APIClient, things: Things, filters: dict[str, list[str]]) -> None:
        self.browser, self.caller = browser, caller
        self.addresses = list(dict.fromkeys(addresses(things, filters)))

    def sees(self) -> dict[str, Answer]:
        """What each address answers: status, headers, bytes and how many queries it took."""
        return {address: self.asks(name, address) for name, address in self.addresses}

    def asks(self, name: str, address: str) -> Answer:
        client = self.caller if name.startswith("api_") else self.browser
        # Only the last 9,000 queries are kept: without this nothing would be counted once there were so many.
        reset_queries()
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
            content = b"".join(answer) if answer.streaming else answer.content
        length = str(len(content))
        for pattern, kept in _MASKED:
            content = pattern.sub(kept, content)
        headers = {key: value for key, value in answer.headers.items() if key not in _CLOCKS}
        if headers.get("Content-Length") == length:
            headers["Content-Length"] = str(len(content))
        # That a token was used is written at most once a minute.
        asked = sum('UPDATE "core_apitoken"' not in query["sql"] for query in queries)
        return answer.status_code, headers, content, asked


def changed(before: dict[str, Answer], after: dict[str, Answer]) -> dict[str, tuple[Answer, Answer]]:
    """Addresses whose answers differ."""
    return {address: (before[address], after[address]) for address in before if before[address] != after[address]}


def told(difference: dict[str, tuple[Answer, Answer]]) -> str:
    """What differs, for whoever has to find it."""
    lines = []
    for address, (old, new) in difference.items():
        if old[2] != new[2]:
            at = next((i for i, (a, b) in enumerate(zip(old[2], new[2], strict=False)) if a != b), 0)
            lines.append(
                f"{address}: ...{old[2][max(at - 80, 0) : at + 120]!r} became {new[2][max(at - 80, 0) : at + 120]!r}"
            )
        lines += [
            f"{address}: {a!r} became {b!r}"
            for a, b in zip(old, new, strict=True)
            if a != b and not isinstance(a, bytes)
        ]
    return "\n".join(lines)
