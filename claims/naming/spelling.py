"""What spellings of one name have alike, and how names are cut to it."""

import re
import unicodedata

from factcheck.core.text import fold

_BRACKETS = re.compile(r"\s*\([^()]{1,200}\)?")
_POSSESSIVE = re.compile(r"(?<=\w)'s?(?=\s|$)")
_INITIALS_WITH_DOTS = re.compile(r"\b(?:\w\.){2,}")
_APART = re.compile(r"[\s\-‐‑–—_/.,:;\"«»“”]+")
_DOUBLED = re.compile(r"([^\W\d_])\1+")
# Ways of writing one sound of another script in Latin letters.
_SOUNDS = (
    ("ou", "o"), ("oo", "o"), ("u", "o"), ("ee", "i"), ("ie", "i"), ("ei", "i"), ("y", "i"), ("e", "i"), ("gh", "q"),
    ("dj", "j"), ("ph", "f"),
)  # fmt: skip
_SHORTEST_SOUNDED = 6  # letters of a name; the sounds of shorter ones are those of too many others
_ARTICLES = frozenset({"the"})
TITLES = frozenset(
    re.findall(
        r"\S+",
        "president vice prime minister foreign interior defence defense finance health deputy former then acting"
        " secretary general gen colonel col major maj captain capt lieutenant lt sergeant brigadier admiral chief of"
        " state senator sen representative rep congressman congresswoman governor gov mayor judge justice chancellor"
        " king queen prince princess pope ayatollah hojatoleslam imam sheikh sayyid seyed mr mrs ms miss dr prof"
        " professor doctor sir dame lord lady spokesman spokeswoman spokesperson director ambassador commissioner"
        " speaker chairman chairwoman chair elect ceo attorney envoy special us uk british american iranian iraqi"
        " russian ukrainian french german israeli turkish syrian saudi chinese indian pakistani afghan",
    )
)
# What says of an outlet what it is, before its name and after it.
_KINDS_BEFORE = (
    ("state", "run"), ("state", "owned"), ("state", "controlled"), ("semi", "official"), ("official",),
    ("news", "agency"),
)  # fmt: skip
_KINDS_AFTER = (("news", "agency"), ("newspaper",), ("daily",))


def loose(name: str) -> str:
    """The form in which likely spellings of one name are equal; "" where nothing is left to compare.

    Without case, accents, a leading article, titles before a full name, what says that an outlet is one, what stands in
    brackets, a possessive, hyphens and dots, and with the sounds of transliterated words written one way. Equal forms
    make a proposal, never a match.
    """
    plain = fold(_BRACKETS.sub(" ", name)) or fold(name)
    plain = _POSSESSIVE.sub("", plain).replace("'", "")
    plain = _INITIALS_WITH_DOTS.sub(lambda found: found.group().replace(".", ""), plain)
    decomposed = unicodedata.normalize("NFD", plain)
    plain = unicodedata.normalize("NFC", "".join(each for each in decomposed if not unicodedata.combining(each)))
    words = [word for word in _APART.split(plain.lstrip("@")) if word]
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    words = without_titles(_without_kind(words))
    joined = " ".join(words)
    if sum(map(len, words)) >= _SHORTEST_SOUNDED:
        for written, sound in _SOUNDS:
            joined = joined.replace(written, sound)
        joined = _DOUBLED.sub(r"\1", joined)
    return joined[:300]


def _without_kind(words: list[str]) -> list[str]:
    for kind in _KINDS_BEFORE:
        if len(words) > len(kind) and tuple(words[: len(kind)]) == kind:
            words = words[len(kind) :]
    for kind in _KINDS_AFTER:
        if len(words) > len(kind) and tuple(words[-len(kind) :]) == kind:
            words = words[: -len(kind)]
    return words


def without_titles(words: list[str]) -> list[str]:
    """The words of a full name without the titles before it; all of them where fewer than two would be left."""
    at = 0
    while at < len(words) and words[at].lower().strip(".") in TITLES:
        at += 1
    return words[at:] if at and len(words) - at >= 2 else words
