"""Which values a stretch of text states when it is read in the languages of its letters."""

from decimal import Decimal

from claims.extraction.tongues.amounts import amounts
from claims.extraction.tongues.choose import tongues_by_letters
from claims.extraction.tongues.numerals import numeral_at
from claims.extraction.tongues.words import words_of


def values_in_tongues(text: str, start: int, end: int) -> frozenset[Decimal]:
    """Every value that text[start:end] states in a language other than English; both ends of ranges."""
    tokens = words_of(text, start, end)
    found: set[Decimal] = set()
    for tongue in tongues_by_letters(text[start:end]):
        numbers = [number for at in range(len(tokens)) if (number := numeral_at(tokens, at, tongue)) is not None]
        found.update(number.value for number in numbers)
        found.update(number.upper for number in numbers if number.upper is not None)
        counted, _ = amounts(tokens, [], tongue)
        found.update(quantity.value for quantity in counted)
    return frozenset(found)
