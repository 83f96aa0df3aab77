"""The lexicon of a language that is not known: figures, quotations and accounts only."""

from claims.extraction.tongues.tongue import Lexicon

PLAIN = Lexicon(
    code="plain",
    numbers={},
    magnitudes={},
    people="",
    units={"percent": "% | ٪"},
    fates={},
    decimal_comma=True,
)
