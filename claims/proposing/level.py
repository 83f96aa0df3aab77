"""A text with its letters levelled, character for character, so that offsets stay true."""

from factcheck.core.text import Remembered

_ALIKE = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("يىئ", "ی"),
    **dict.fromkeys("ك", "ک"),
    **dict.fromkeys("ةۀە", "ه"),
    **dict.fromkeys("ؤ", "و"),
    **dict.fromkeys("’‘ʼ´`", "'"),
    "\N{ZERO WIDTH NON-JOINER}": " ",
    "\xa0": " ",
}


def _levelled(character: str) -> str:
    low = _ALIKE.get(character, character).lower()
    # Some letters have a small form of two characters.
    return low if len(low) == 1 else character


_TABLE = Remembered(_levelled)


def level(text: str) -> str:
    """Give a text of the same length in small letters, Arabic and Persian variants as one, apostrophes straight."""
    return text.translate(_TABLE)
