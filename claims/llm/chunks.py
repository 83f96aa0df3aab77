"""A long text in pieces that a model is asked about one after another."""

import re
from dataclasses import dataclass

# Where a piece may end, the best first: between paragraphs, lines, sentences, words.
_ENDS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?…۔؟]\s"), re.compile(r"\s"))


@dataclass(frozen=True)
class Chunk:
    """text[start:start + len(words)]; code points."""

    start: int
    words: str


def chunks(text: str, *, size: int, overlap: int) -> list[Chunk]:
    """Cut a text into pieces of at most `size` code points, each but the first beginning up to `overlap` before the
    end of the one before it, so that a claim at a cut stands whole in one of them. Nothing of the text is left out.

    Raises ValueError unless 0 <= overlap < size / 2.
    """
    if not 0 <= overlap * 2 < size:
        raise ValueError(f"An overlap of {overlap} does not fit pieces of {size}.")
    found: list[Chunk] = []
    start = 0
    while len(text) - start > size:
        end = _end(text, start + size // 2, start + size)
        found.append(Chunk(start, text[start:end]))
        # Whole sentences or words are said again; where there are none, just so many characters.
        start = _end(text, end - overlap, end - overlap // 2) if overlap else end
    found.append(Chunk(start, text[start:]))
    return found


def _end(text: str, low: int, high: int) -> int:
    for pattern in _ENDS:
        ends = [found.end() for found in pattern.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high
