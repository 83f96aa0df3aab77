"""Finding the words that somebody typed in the text of a document. Pure."""

import re
from dataclasses import dataclass

from factcheck.core.text import around

# Each pair is one code point to one code point, so that offsets stay what they are.
_PLAIN = str.maketrans({**dict.fromkeys("‘’‛ʼ", "'"), **dict.fromkeys("“”„‟", '"'), **dict.fromkeys("–—‑‐", "-")})
LIMIT = 20  # occurrences that a person can be asked to choose from


@dataclass(frozen=True)
class Occurrence:
    """Where the words stand, in code points, with what stands before and after."""

    start: int
    end: int
    words: str
    before: str
    after: str


def occurrences(text: str, words: str) -> list[Occurrence]:
    """Where `words` stand in `text`, in order, the first `LIMIT`.

    White space counts as white space, however much; typographic quotation marks and dashes as plain ones,
    since keyboards have only those. Nothing else is let through: a claim is quoted exactly.
    """
    parts = words.translate(_PLAIN).split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts))
    found = []
    for match in pattern.finditer(text.translate(_PLAIN)):
        before, after = around(text, match.start(), match.end())
        found.append(Occurrence(match.start(), match.end(), text[match.start() : match.end()], before, after))
        if len(found) == LIMIT:
            break
    return found


def is_span_of(text: str, start: int, end: int, words: str) -> bool:
    """Whether `text[start:end]` is `words`, but for white space."""
    return 0 <= start < end <= len(text) and text[start:end].split() == words.split()
