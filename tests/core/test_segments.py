"""Cutting text at the edges of overlapping spans."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.segments import segments

TEXTS = st.text(alphabet="ab \n😀کе́", max_size=60)
PAIRS = st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=12)


def lines_of(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"[^\n]+", text)]


@given(TEXTS, PAIRS)
def test_the_segments_of_a_line_are_the_line(text: str, pairs: list[tuple[int, int]]) -> None:
    lines, spans = lines_of(text), [(min(pair), max(pair)) for pair in pairs]
    cut = segments(lines, spans)
    shown = ["".join(text[each.start : each.end] for each in line) for line in cut]
    assert shown == [text[start:end] for start, end in lines]


@given(TEXTS, PAIRS)
def test_each_character_knows_what_covers_it(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [(min(pair), max(pair)) for pair in pairs]
    for line in segments(lines_of(text), spans):
        for segment in line:
            for at in range(segment.start, segment.end):
                expected = {index for index, (start, end) in enumerate(spans) if start <= at < end}
                assert set(segment.spans) == expected
            lengths = [spans[index][1] - spans[index][0] for index in segment.spans]
            assert lengths == sorted(lengths)


@given(TEXTS, PAIRS)
def test_every_span_that_meets_a_line_has_one_label(text: str, pairs: list[tuple[int, int]]) -> None:
    lines, spans = lines_of(text), [(min(pair), max(pair)) for pair in pairs]
    labels = sorted(label for line in segments(lines, spans) for segment in line for label in segment.labels)
    meets = [
        index
        for index, (start, end) in enumerate(spans)
        if any(start < line_end and end > line_start and start < end for line_start, line_end in lines)
    ]
    assert labels == meets


def test_a_label_stands_where_its_span_is_first_shown() -> None:
    # 0 is hidden at its start by 1, which begins there too; 2 and 3 together hide all of 4.
    [line] = segments([(0, 30)], [(0, 10), (0, 4), (12, 15), (15, 20), (12, 20)])
    assert [(each.start, each.end, each.spans[:1], each.labels) for each in line] == [
        (0, 4, (1,), (1,)),
        (4, 10, (0,), (0,)),
        (10, 12, (), ()),
        (12, 15, (2,), (2, 4)),
        (15, 20, (3,), (3,)),
        (20, 30, (), ()),
    ]


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end at 2"):
        segments([(0, 5)], [(3, 2)])
