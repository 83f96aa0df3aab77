"""Whatever bytes are sent as ClaimReview, refusals come out, in time and without filling the memory."""

import contextlib
import io
import json
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake.formats.claimreview import CheckRow, as_claim, read_claimreviews
from claims.intake.json_depth import DEPTH_LIMIT
from claims.intake.json_ld import mend
from claims.intake.rows import RAW_KEPT, ROW_LIMIT, BadFile, BadRow
from factcheck.core.text import refuse_unstorable

# Seconds of the processor that the worst entry of a million characters may take; a usual one takes microseconds.
LONGEST_ENTRY = 5
GOOD = '{"@type": "ClaimReview", "claimReviewed": "It is so", "url": "https://check.example/1"}'
NAMES = st.sampled_from(
    [
        "@type",
        "type",
        "@graph",
        "properties",
        "item",
        "dataFeedElement",
        "claimReviewed",
        "url",
        "@id",
        "author",
        "name",
        "reviewRating",
        "alternateName",
        "ratingValue",
        "worstRating",
        "bestRating",
        "itemReviewed",
        "appearance",
        "firstAppearance",
        "datePublished",
        "inLanguage",
        "@value",
    ]
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        ["ClaimReview", "https://x.example/1", "DataFeed", "2020-01-01", "-1", "Infinity", "False", "\ud800"]
    )
)
NODES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6), max_leaves=25
)
REVIEWS = st.dictionaries(NAMES, NODES).map(
    lambda node: {**node, "@type": "ClaimReview", "claimReviewed": "It is so", "url": "https://check.example/1"}
)


def rows(data: bytes) -> Iterator[CheckRow | BadRow]:
    """What is read; every text of it can be stored."""
    try:
        for row in read_claimreviews(io.BytesIO(data)):
            for text in row.cells.values() if isinstance(row, BadRow) else (row.claim_text, row.url, row.rating_text):
                refuse_unstorable(text)
            yield row
    except BadFile as refused:
        refuse_unstorable(refused.reason)
        yield refused


@given(st.binary(max_size=300))
def test_random_bytes(data: bytes) -> None:
    list(rows(data))
    list(rows(b'[{"@type":"ClaimReview",' + data))
    list(rows(b'<script type="application/ld+json">' + data))


@given(st.text(alphabet='{}[]",:\\/*<>! \nae1-&;', max_size=120))
def test_random_marks(text: str) -> None:
    list(rows(text.encode()))
    list(rows(("[" + GOOD + "," + text).encode()))
    with contextlib.suppress(ValueError):
        mend(text)


@given(NODES | REVIEWS | st.lists(REVIEWS))
def test_random_nodes(node: Any) -> None:
    for row in rows(json.dumps(node).encode()):
        if isinstance(row, CheckRow):
            claim = as_claim(row)
            assert claim.text
            assert len(claim.external_id) <= 200
            assert row.value is None or row.worst is None or row.best is None or row.worst <= row.value <= row.best


@given(st.data())
def test_any_break_in_a_file_costs_few_entries(data: st.DataObject) -> None:
    """One character more or less in one entry: those before it are all read, and nothing but a refusal is made."""
    entries = [GOOD.replace("/1", f"/{n}") for n in range(6)]
    at = data.draw(st.integers(0, len(GOOD)))
    more = data.draw(st.sampled_from([*list('"{}[],:\\\n'), ""]))
    entries[3] = entries[3][:at] + more + entries[3][at + data.draw(st.integers(0, 1)) :]
    read = [row.url[-1] for row in rows(("[" + ",\n".join(entries) + "]").encode()) if isinstance(row, CheckRow)]
    assert read[:3] == ["0", "1", "2"]
    # A bracket too many ends the array itself; what follows it is still read where it stands in lines of its own.
    assert read[-1:] == ["5"] or more in ("]", "}", "[", "{")


@pytest.mark.parametrize(
    "data",
    [
        "[" * 3_000_000,
        '{"a":' * 1_000_000,
        '[{"@type":"ClaimReview","claimReviewed":' * 100_000,
        "]" * 3_000_000,
        "/*" * 1_000_000,
        "[" + "/*" * 1_000_000,
        "[{" + "/" * 3_000_000,
        '[{"a":"' + '\\"' * 1_000_000,
        "[{" + ',"' * 499_000 + "}]",
        "[{" + "," * 999_000 + "}]",
        "[{" + "/* " * 330_000 + "}]",
        '[{"a":' + "9" * 900_000 + "}]",
        "<script>" * 200_000,
        "<script" * 200_000,
        "<script type=json>" + "<!--" * 400_000,
        '<script type="application/ld+json">' + " " * 3_000_000,
    ],
    ids=lambda data: str(data)[:12],
)
def test_bombs_end_in_a_refusal_soon(data: str) -> None:
    start = time.process_time()
    found = list(rows(data.encode()))
    assert found
    assert all(isinstance(row, BadRow) for row in found)
    assert time.process_time() - start < LONGEST_ENTRY * (len(data) // ROW_LIMIT + 1)


@pytest.mark.parametrize("inner", ['"' + "x" * 50_000_000 + '"', "[" + "1," * 25_000_000 + "1]"], ids=["text", "list"])
def test_an_element_of_fifty_megabytes_is_refused_without_being_kept(inner: str) -> None:
    data = io.BytesIO(f'[{GOOD},\n{{"@type": "ClaimReview", "claimReviewed": {inner}}},\n{GOOD}]'.encode())
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    first, long, last = read_claimreviews(data)
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert isinstance(long, BadRow)
    assert (long.line, len(long.cells["entry"])) == (2, RAW_KEPT)
    assert "longer than 1,000,000 characters" in long.reason
    assert isinstance(first, CheckRow)
    assert isinstance(last, CheckRow)
    assert last.line == 3
    # The text at hand is at most a few entries of the longest kind, each up to four bytes a character.
    assert peak < 40_000_000


def test_what_is_nested_too_deep_is_refused_alone() -> None:
    deep = '{"@type": "ClaimReview", "a": ' + "[" * DEPTH_LIMIT + "]" * DEPTH_LIMIT + "}"
    first, refused, last = rows(f"[{GOOD}, {deep}, {GOOD}]".encode())
    assert isinstance(refused, BadRow)
    assert "nested more than 64 levels" in refused.reason
    assert isinstance(first, CheckRow)
    assert isinstance(last, CheckRow)


def test_entities_are_no_bombs() -> None:
    (row,) = rows(GOOD.replace("It is so", "&amp;" * 4000 + "&#0;&#xD800;&#x110000;&lol9;").encode())
    assert isinstance(row, CheckRow)
    assert row.claim_text.startswith("&" * 4000)
