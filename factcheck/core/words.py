"""The words of a text, by which it is compared with others and found. Pure."""

import hashlib
import re

from factcheck.core.text import Remembered, fold, is_punctuation

_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_OF_FIGURES = frozenset(".,:/-%‰‱")
# These, where they belong to no figure: 1.5, -3 and 2019-12-15, 1/2 and 10:30 keep theirs.
_LOOSE = re.compile(r"[.-](?![0-9])|(?<=[^\s0-9])[.-]|(?<![0-9])[,:/]|[,:/](?![0-9])")
_SPACED = Remembered(lambda character: " " if is_punctuation(character) and character not in _OF_FIGURES else character)
# An index takes no longer words, nor more of them than fit a page of memory each; nobody searches for such.
_LONGEST_WORD = 200
_LONGEST = 50_000


def words_of(text: str) -> str:
    """The folded text without its punctuation, its words one space apart.

    What stands between digits or makes them negative or a share is part of a figure and stays, but for commas between
    thousands. A text of punctuation alone is taken as it is.
    """
    folded = fold(text)
    # Most words are letters alone, and nothing reaches over a space.
    words = [word if word.isalnum() else _bare(word) for word in folded.split(" ")]
    return " ".join(" ".join(words).split()) or folded


def fingerprint(text: str) -> str:
    """What texts that say the same have in common: the SHA-256 of their words, as 64 hexadecimal digits."""
    return print_of(words_of(text))


def print_of(words: str) -> str:
    """The fingerprint of a text whose words are at hand."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def searched(words: str) -> str:
    """As much of the words of a text as is searched: 50,000 characters, and of an endless word 200."""
    words = words[:_LONGEST].rstrip()
    if len(words) > _LONGEST_WORD and max(map(len, words.split(" "))) > _LONGEST_WORD:
        words = " ".join(word[:_LONGEST_WORD] for word in words.split(" "))
    return words


def _bare(word: str) -> str:
    bare = _THOUSANDS.sub("", word).replace("'", "").translate(_SPACED)
    return _LOOSE.sub(" ", bare)
