"""What ratings of others mean: their words first, numbers where there are none, and never a guess."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake.ratings import NormalisedRating as Normal
from claims.intake.ratings import normalise


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("True", Normal.TRUE), ("Rating: True", Normal.TRUE), ("Vrai", Normal.TRUE), ("درست", Normal.TRUE),
        ("Correct Attribution", Normal.TRUE), ("Mostly True", Normal.MOSTLY_TRUE), ("mostly-true", Normal.MOSTLY_TRUE),
        ("Plutôt vrai", Normal.MOSTLY_TRUE), ("One Pinocchio", Normal.MOSTLY_TRUE), ("Half True", Normal.HALF_TRUE),
        ("Half-True.", Normal.HALF_TRUE), ("Missing context", Normal.HALF_TRUE), ("Mixture", Normal.HALF_TRUE),
        ("Partly false", Normal.HALF_TRUE), ("Misleading", Normal.MOSTLY_FALSE), ("Engañoso", Normal.MOSTLY_FALSE),
        ("Mostly False", Normal.MOSTLY_FALSE), ("Rating: False", Normal.FALSE), (": false", Normal.FALSE),
        ("FALSE!", Normal.FALSE), ("“False”", Normal.FALSE), ("🔴 False", Normal.FALSE),
        ("Pants on Fire", Normal.FALSE),
        ("four pinocchios", Normal.FALSE), ("Faux", Normal.FALSE), ("Falso", Normal.FALSE), ("نادرست", Normal.FALSE),
        ("خطأ", Normal.FALSE), ("फर्जी", Normal.FALSE), ("Altered", Normal.FALSE),
        ("Scam", Normal.FALSE), ("This claim is false.", Normal.FALSE), ("Fact check: False", Normal.FALSE),
        ("False. The photo is from 2015.", Normal.FALSE), ("FALSE (manipulated)", Normal.FALSE),
        ("False - it is a hoax", Normal.FALSE), ("Unproven", Normal.UNPROVEN), ("No evidence", Normal.UNPROVEN),
        ("Outdated", Normal.OUTDATED), ("No longer true", Normal.OUTDATED),
    ],
)  # fmt: skip
def test_words(text: str, meant: Normal) -> None:
    assert normalise(text, None, None, None) is meant


@pytest.mark.parametrize(
    "text",
    [
        "Explainer", "Satire", "Verdadeiro ou falso?", "True or false", "Is it true?", "درست است؟", "True, but old",
        "True. But misleading", "Not", "Mostly", "Falsely attributed", "The truth is complicated", "3", "", " ", "?",
        "Not false", "True story of a fake", "Correct - for now", "Rating:", "a" * 10_000,
    ],
)  # fmt: skip
def test_what_is_not_plain_stays_unknown(text: str) -> None:
    assert normalise(text, None, None, None) is Normal.UNKNOWN


@pytest.mark.parametrize(
    ("numbers", "meant"),
    [
        ((5, 1, 5), Normal.TRUE), ((4, 1, 5), Normal.MOSTLY_TRUE), ((3, 1, 5), Normal.HALF_TRUE),
        ((2, 1, 5), Normal.MOSTLY_FALSE), ((1, 1, 5), Normal.FALSE), ((100, 0, 100), Normal.TRUE),
        ((1, None, 5), Normal.UNKNOWN), ((1, 1, None), Normal.UNKNOWN), ((None, 1, 5), Normal.UNKNOWN),
        ((3, 3, 3), Normal.UNKNOWN), ((-1, -1, -1), Normal.UNKNOWN), ((1, 5, 1), Normal.UNKNOWN),
        ((9, 1, 5), Normal.UNKNOWN), ((math.nan, 1, 5), Normal.UNKNOWN), ((1, -math.inf, math.inf), Normal.UNKNOWN),
    ],
)  # fmt: skip
def test_numbers_count_where_there_are_no_words(numbers: tuple[float | None, ...], meant: Normal) -> None:
    value, worst, best = numbers
    assert normalise("", value, worst, best) is meant
    assert normalise("★★☆", value, worst, best) is meant


def test_words_win_over_numbers_that_say_otherwise() -> None:
    assert normalise("False", 5, 1, 5) is Normal.FALSE
    assert normalise("Explainer", 1, 1, 5) is Normal.UNKNOWN
    assert normalise("False?", 1, 1, 5) is Normal.UNKNOWN


@given(st.text(max_size=50), st.none() | st.floats(), st.none() | st.floats(), st.none() | st.floats())
def test_anything_has_a_place(text: str, value: float | None, worst: float | None, best: float | None) -> None:
    assert normalise(text, value, worst, best) in Normal


def test_quotation_marks_in_a_rating_mean_nothing() -> None:
    assert normalise("Mostly “False”", 5, 1, 5) is Normal.MOSTLY_FALSE
