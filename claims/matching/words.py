"""Words of claims, for finding and for comparing."""

import re

from claims.matching.lexicon import ARTICLES
from factcheck.core.words import searched, words_of

# What an address says is for machines.
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+")
_TAG = re.compile(r"[#@](\w+)")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\da-zA-Z_]+|\d+")
_ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("edly", ""), ("ed", ""), ("ers", "er"), ("es", ""),
    ("s", ""), ("e", ""),
)  # fmt: skip


def asked_words(text: str) -> list[str]:
    """The different words of a text by which others like it are looked for, in order.

    Addresses are left out. Of a hashtag or a handle of several words, "#AustralianFires", those words too.
    """
    plain = _ADDRESS.sub(" ", text)
    parts = [_PART.findall(tag.replace("_", " ")) for tag in _TAG.findall(plain)]
    more = " ".join(word for words in parts if len(words) > 1 for word in words)
    words = searched(words_of(f"{plain} {more}"))
    return list(dict.fromkeys(words.split(" "))) if words else []


def core_words(text: str) -> list[str]:
    """The words of a text in order, without articles: texts of the same ones say the same."""
    return [word for word in words_of(text).split(" ") if word not in ARTICLES]


def stem_of(word: str) -> str:
    """An English word without its commonest endings. Coarse: "killed", "kills" and "killing" become one."""
    word = word.removesuffix("'s")
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls" else word
