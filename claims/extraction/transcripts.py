"""Transcripts: the labels in front of what somebody says ("SEN. SMITH: ...", "Q. ...", "Ana Silva: ...")."""

import re
from collections import Counter

from claims.extraction.units import word_set

_LABEL = re.compile(
    r"(?:\*{2}|__)?"
    r"(?P<name>(?:[A-Z][\w.’'-]{0,30}\s){0,5}[A-Z][\w.’'-]{0,30}(?:,\s[A-Z][\w .]{1,30})?(?:\s\([^()\n]{1,50}\))?)"
    r"(?:\*{2}|__)?\s?:(?:\*{2}|__)?(?:\s+|$)"
)
_LETTER = re.compile(r"(?:\*{2})?(?P<name>[QA])(?:\*{2})?(?P<mark>[.:)—–-])(?:\*{2})?\s+")
_NO_NAMES = word_set(
    "note notes update updated correction related photo source sources watch read background summary analysis here "
    "date place "
    "subject re cc from to contact tags topics key what why how when where who and but in on at the a an this that "
    "tel email phone "
    "fax address media breaking live developing video image caption step part chapter section"
)
_LEAST = 3


def labels(lines: list[tuple[int, str]]) -> dict[int, tuple[int, int, int]]:
    """The lines of a transcript that begin with who speaks: index of the line to the start and end of the name and
    the start of what is said, as offsets of the text. Empty for a text that is no transcript.

    `lines` are the start offset and the words of each written line. A text is a transcript when several lines have
    such a label and some speaker has more than one, or several are in capitals; and when they are not rare in it.
    """
    found: dict[int, tuple[str, int, int, int]] = {}
    for i, (start, text) in enumerate(lines):
        letter = _LETTER.match(text)
        match = letter or _LABEL.match(text[:140])
        if match is None or (letter is None and match["name"].split()[0].lower().rstrip(".") in _NO_NAMES):
            continue
        found[i] = (match["name"], start + match.start("name"), start + match.end("name"), start + match.end())
    counts = Counter(name for name, *_ in found.values())
    kept = {
        i: (name_start, name_end, at)
        for i, (name, name_start, name_end, at) in found.items()
        if counts[name] > 1 or name.isupper()
    }
    written = sum(1 for _, text in lines if text)
    speaks = len({found[i][0] for i in kept})
    if len(kept) < _LEAST or speaks < 2 or len(kept) * 5 < written:
        return {}
    return kept
