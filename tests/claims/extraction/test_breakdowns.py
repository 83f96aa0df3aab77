"""Figures that are parts of a total, by what the text says."""

import pytest

from claims.extraction import extract

TOTALS = [
    (
        "In all, 46 people were killed: 30 in Goma, 10 in Bukavu and six in Beni, police said.",
        [None, 0, 0, 0],
    ),
    (
        "About 3,200 houses were destroyed: 1,900 in Ibarra, 800 in Loja and 500 in Cuenca, the agency reported.",
        [None, 0, 0, 0],
    ),
    (
        "Over 1,500 people have been killed in different provinces. At least 400 have been killed in Goma, 320 in "
        "Bukavu, and 100 in Beni.",
        [None, 0, 0, 0],
    ),
    ("The mayor said 12 people died in Lima, 30 in Cusco and 3 in Ica.", [None, None, None]),
    ("The storm killed 50 people in Lima. Police arrested 12 people in Lima, 30 in Cusco and 3 in Ica.", [None] * 4),
    ("The storm killed 20 people in Lima. It also killed 12 people in Cusco and 3 in Ica.", [None] * 3),
    ("The group said 60 people died. The army said 12 died in Lima, 30 in Cusco and 3 in Ica.", [None] * 4),
]


@pytest.mark.parametrize(("text", "expected"), TOTALS)
def test_parts_name_their_total(text: str, expected: list[int | None]) -> None:
    assert [each.part_of for each in extract(text, language="en").candidates] == expected


def test_a_sum_that_does_not_fit_is_still_a_breakdown() -> None:
    text = "In all, 40 people were killed: 30 in Goma, 10 in Bukavu and six in Beni, police said."
    found = extract(text, language="en").candidates
    assert [each.part_of for each in found] == [None, 0, 0, 0]
    assert sum(each.quantity.value for each in found[1:] if each.quantity) == 46
