"""The validator that every extractor's candidates pass."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction import Bound, Candidate, Kind, Quantity, Speaker, Stance
from claims.extraction.validate import Anchors, validate

TEXT = "Officials said “at least 40 people – most of them children – were killed”  on Friday. It rained."


def candidate(quote: str, start: int = 0, end: int = 0, score: float = 0.5) -> Candidate:
    return Candidate(start, end, quote, (), None, None, None, Kind.EVENT, score, ())


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("It rained.", "It rained."),
        ('"at least 40 people - most of them children - were killed" on Friday', TEXT[15:84]),
        (
            "at least 40 people – most of their children – were killed",
            "at least 40 people – most of them children – were killed",
        ),
    ],
)
def test_a_quote_without_offsets_is_anchored(quote: str, found: str) -> None:
    result = validate(TEXT, [candidate(quote)])
    (anchored,) = result.candidates
    assert TEXT[anchored.start : anchored.end] == anchored.text
    assert anchored.text.strip(" .") == found.strip(" .")
    assert result.dropped == 0


@pytest.mark.parametrize("quote", ["", "   ", "Nobody was hurt in the fire at the market", "rain"])
def test_what_is_not_in_the_text_is_dropped_and_counted(quote: str) -> None:
    expected = 0 if quote == "rain" else 1
    assert validate(TEXT, [candidate(quote)]).dropped == expected


def test_of_several_places_the_nearest_is_taken() -> None:
    text = "It fell. It rose. It fell. It rose."
    assert Anchors(text).find("It rose.", 25, 30) == (27, 35)
    assert Anchors(text).find("It rose.", 8, 12) == (9, 17)


def test_equal_spans_keep_the_higher_score_and_order_is_by_offset() -> None:
    result = validate(TEXT, [candidate("It rained."), candidate("Officials"), candidate("It rained.", score=0.9)])
    assert [(c.text, c.score) for c in result.candidates] == [("Officials", 0.5), ("It rained.", 0.9)]


def test_unsound_offsets_of_names_and_figures_are_taken_away() -> None:
    speaker = Speaker("Officials", 3, 12, "said", Stance.ASSERTS, True)
    figure = Quantity(Decimal(40), None, Bound.AT_LEAST, "deaths", "people", 900, 950)
    (kept,) = validate(TEXT, [replace(candidate("were killed"), speakers=(speaker,), quantity=figure)]).candidates
    assert (kept.speakers[0].start, kept.speakers[0].end) == (None, None)
    assert kept.quantity is not None
    assert (kept.quantity.start, kept.quantity.end) == (kept.start, kept.end)


@given(st.text(max_size=80), st.text(max_size=30), st.integers(-5, 90), st.integers(-5, 90))
def test_whatever_is_kept_is_in_the_text(text: str, quote: str, start: int, end: int) -> None:
    result = validate(text, [candidate(quote, start, end)])
    assert len(result.candidates) + result.dropped == 1
    for kept in result.candidates:
        assert text[kept.start : kept.end] == kept.text != ""
