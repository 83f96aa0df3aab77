"""The extractor on articles written for the tests, against claims that were marked by hand before it was run."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import extract
from claims.management.commands.extract import as_row
from tests.claims.extraction.scoring import Aliases, f1, pairs, same_chain, same_figure, same_speaker, share

FOLDER = Path(__file__).parent / "articles"
INDEX = {row["doc"]: date.fromisoformat(row["date"]) for row in json.loads((FOLDER / "index.json").read_text())}
MARKED: list[dict[str, Any]] = [json.loads(line) for line in (FOLDER / "gold.jsonl").read_text("utf-8").splitlines()]
ALIASES = Aliases(json.loads((FOLDER / "aliases.json").read_text("utf-8")))
OPINION, BOILERPLATE = "2025-01-16-opinion-housing.txt", "2025-12-01-subscription-page.txt"

# Floors and ceilings, not goals: the goal is 1, and no claim in boilerplate. They may be drawn tighter, never looser.
SPANS, SPEAKERS, CHAINS, LONG_CHAINS = 0.90, 0.92, 0.92, 0.75
FIGURES, BOUNDS, DATES, DENIALS = 0.95, 0.95, 0.85, 0.80
SPANS_OF_AN_ARTICLE = 0.65
MOST_OF_OPINION, MOST_OF_BOILERPLATE = 6, 0


def text_of(doc: str) -> str:
    return (FOLDER / doc).read_bytes().decode()


@cache
def found_in(doc: str) -> tuple[dict[str, Any], ...]:
    return tuple(as_row(doc, c) for c in extract(text_of(doc), document_date=INDEX[doc]).candidates)


def everything() -> list[dict[str, Any]]:
    return [row for doc in INDEX for row in found_in(doc)]


def test_the_marks_lie_where_they_say() -> None:
    assert sorted(INDEX) == sorted(path.name for path in FOLDER.glob("*.txt"))
    for row in MARKED:
        assert text_of(row["doc"])[row["start"] : row["end"]] == row["text"]
    spans = [(row["doc"], row["start"], row["end"]) for row in MARKED]
    assert len(spans) == len(set(spans)) == 184


def test_the_comparison_knows_right_from_wrong() -> None:
    assert f1(MARKED, MARKED) == 1.0
    assert f1(MARKED, []) == 0.0
    assert len(pairs(MARKED, MARKED + MARKED)) == len(MARKED)
    same = pairs(MARKED, MARKED)
    assert share(same, lambda m, f: same_chain(m, f, ALIASES) and same_speaker(m, f, ALIASES)) == 1.0
    other = {**MARKED[0], "claimants": ["Somebody Else"], "value": MARKED[0]["value"] + 1}
    assert not same_speaker(MARKED[0], other, ALIASES)
    assert not same_figure(MARKED[0], other, ALIASES)
    far = [{**row, "start": row["end"], "end": 2 * row["end"] - row["start"]} for row in MARKED[:1]]
    assert pairs(MARKED[:1], far) == []


@pytest.mark.parametrize("doc", INDEX)
def test_offsets_are_exact(doc: str) -> None:
    text = text_of(doc)
    for row in found_in(doc):
        assert text[row["start"] : row["end"]] == row["text"] != ""


@pytest.mark.parametrize("doc", [doc for doc in INDEX if doc not in (OPINION, BOILERPLATE)])
def test_the_claims_of_each_article_are_found(doc: str) -> None:
    assert f1([row for row in MARKED if row["doc"] == doc], found_in(doc)) >= SPANS_OF_AN_ARTICLE


def test_the_claims_of_all_articles_are_found() -> None:
    assert f1(MARKED, everything()) >= SPANS


def test_who_said_it_is_right() -> None:
    both = pairs(MARKED, everything())
    assert share(both, lambda m, f: same_speaker(m, f, ALIASES)) >= SPEAKERS
    assert share(both, lambda m, f: same_chain(m, f, ALIASES)) >= CHAINS
    long = [pair for pair in both if len(pair[0]["claimants"]) > 1]
    assert share(long, lambda m, f: same_chain(m, f, ALIASES)) >= LONG_CHAINS


def test_figures_are_right() -> None:
    both = [pair for pair in pairs(MARKED, everything()) if pair[0]["value"] is not None]
    assert share(both, lambda m, f: same_figure(m, f, ALIASES)) >= FIGURES
    assert share(both, lambda m, f: m["bound"] == f["bound"]) >= BOUNDS
    ranges = [pair for pair in both if "value_max" in pair[0]]
    assert share(ranges, lambda m, f: m["value_max"] == f["value_max"]) == 1.0


def test_dates_and_stances_are_right() -> None:
    both = pairs(MARKED, everything())
    dated = [pair for pair in both if pair[0]["as_of"]]
    assert share(dated, lambda m, f: (f["as_of"] or "").startswith(m["as_of"])) >= DATES
    denied = [pair for pair in both if pair[0]["stance"] == "deny"]
    assert share(denied, lambda m, f: f["stance"] == "deny") >= DENIALS


def test_an_opinion_piece_yields_few_claims_and_boilerplate_none() -> None:
    assert len(found_in(OPINION)) <= MOST_OF_OPINION
    assert len(found_in(BOILERPLATE)) <= MOST_OF_BOILERPLATE
