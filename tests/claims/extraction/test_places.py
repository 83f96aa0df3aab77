"""Where a claim says that it is."""

import pytest

from claims.extraction.places import place
from claims.extraction.tokens import tokenize


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("12 people died in Lima and Cusco", "Lima; Cusco"),
        ("40,000 families lost their homes in the northern province of Pashtal", "Pashtal"),
        ("58 are missing, most of them in the town of Guaranda", "Guaranda"),
        ("the cities in Tehran Province", "Tehran Province"),
        ("100 in Alborz (Karaj)", "Alborz (Karaj)"),
        ("the Ecuadorian army lost 12 men", "Ecuador"),
        ("it was told in Reuters", None),
        ("it has the lowest inflation in the G7", None),
        ("he said so in parliament", None),
        ("it rose in March", None),
    ],
)
def test_a_place_is_read(words: str, expected: str | None) -> None:
    assert place(words, tokenize(words, 0, len(words))) == expected
