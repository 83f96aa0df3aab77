"""Words of any script with their offsets, and the forms in which a word may stand in a lexicon."""

import re
from functools import lru_cache

from claims.extraction.tokens import MARKUP, Token

_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0971-\u0dff"
_LETTER = rf"(?:[^\W\d_]|[\u200c\u200d\u0640{_MARKS}])"
_TOKEN = re.compile(
    MARKUP + r"|(?P<url>(?:https?://|www\.)[^\s]{1,2000})"
    r"|(?P<number>\d{1,30}(?:[.,٫٬،’']\d{1,30}|/\d{1,2}(?![\d/])){0,10})"
    r"|(?P<elided>(?:[cdjlmnstCDJLMNST]|[Qq]u)['’](?=[^\W\d_]))"
    rf"|(?P<word>[@#]?[^\W\d_]{_LETTER}{{0,80}}(?:[-‑’'_]{_LETTER}{{1,80}}|(?<=[@#\w]_)\d){{0,8}})"
    r"|(?P<mark>[^\w\s])|(?P<other>\w)"
)
_SOFT = re.compile(rf"[\u0640\u200d\u200e\u200f\u061c\u0621{_MARKS}]")
_LETTERS = str.maketrans("كيىېأإآٱةۀھؤئ", "کییی" + "اااا" + "ههه" + "وی")
_ARABIC = re.compile(r"[\u0621-\u06ff]")


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """A word in the form that lexicons are compared in: small letters, one form of each Arabic letter, no
    vowel signs, no joiners."""
    plain = word.lower().replace("’", "'")
    if not _ARABIC.search(plain):
        return plain
    return _SOFT.sub("", plain).translate(_LETTERS).replace("\u200c", "")


def words_of(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of text[start:end], with offsets into `text`; digits that are joined to a letter, as
    in "و30", stand on their own."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text, start, end):
        kind = found.lastgroup or "mark"
        if kind == "markup":
            continue
        word = found.group()
        kind = "word" if kind == "elided" else kind
        low = folded(word).lstrip("@#") if kind == "word" else word
        tokens.append(Token(found.start(), found.end(), word, low, kind))
    return tokens


@lru_cache(maxsize=20_000)
def joined_forms(low: str) -> tuple[str, ...]:
    """An Arabic word as it stands and without the "and" or "so" that is written onto it."""
    if len(low) > 3 and low[0] in "وف":
        return low, low[1:]
    return (low,)


@lru_cache(maxsize=20_000)
def forms(low: str) -> tuple[str, ...]:
    """The forms under which a word may stand in a lexicon: as it is, and without what Arabic and Persian
    write onto it ("and", "by", "for", the article, the accusative, the plural)."""
    if not _ARABIC.match(low):
        return (low,)
    out = list(joined_forms(low))
    for form in tuple(out):
        bare = form
        if len(bare) > 3 and bare[0] in "بلک":
            bare = bare[1:]
            out.append(bare)
        if len(bare) > 4 and bare.startswith("ال"):
            out.append(bare[2:])
        elif len(bare) > 4 and form.startswith("لل"):
            out.append(form[2:])
    for form in tuple(out):
        if len(form) > 3 and form.endswith("ا"):
            out.append(form[:-1])
        out.extend(form[: -len(e)] for e in ("هایی", "های", "ها", "اند") if len(form) > len(e) + 2 and form.endswith(e))
    return tuple(dict.fromkeys(out))
