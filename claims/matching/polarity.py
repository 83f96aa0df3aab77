"""Which words of a text are said and which are said not to be so.

A word of negation turns what follows in its clause, a word of denial what follows in its sentence, and "is false" what
comes before it. Rules of thumb: what they find is a reason shown to people, who decide.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from claims.matching import lexicon
from claims.matching.words import stem_of
from factcheck.core.text import fold

_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|\w[\w'’]*|[.,;:!?]")
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "isn't", "wasn't", "aren't", "weren't"])
_PREFIXES = ("un", "il", "im", "in", "ir", "non", "dis")
_LONGEST = 2_000
_ARABIC = re.compile("[\u0600-\u06ff]")


@dataclass(eq=False)
class Read:
    """The words of a text in order, each with its sign, and the words that turned some of them.

    +1 is said, -1 said not to be so, and 0 stands before a negation in its clause, as who does not do it.
    """

    words: list[str] = field(default_factory=list)
    signs: list[int] = field(default_factory=list)
    turned_by: list[str] = field(default_factory=list)

    def by_stem(self) -> dict[str, int]:
        """The sign of each stem that carries meaning, as it is said last."""
        return {
            stem_of(word): sign
            for word, sign in zip(self.words, self.signs, strict=True)
            if word not in lexicon.STOPS and word not in lexicon.NOT and word not in lexicon.DENIES
        }


@lru_cache(maxsize=256)  # one claim is compared with many
def read(text: str) -> Read:
    """Read a text. Takes time in proportion to its length; of a long one the first 2,000 characters."""
    tokens = _TOKEN.findall(fold(text[:_LONGEST]))
    done = Read()
    negated, denied = 1, 1
    sentence_from = clause_from = 0
    skip = False
    for at, token in enumerate(tokens):
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token in lexicon.SENTENCE_ENDS:
            negated, denied = 1, 1
            sentence_from = clause_from = len(done.words)
            continue
        if token in lexicon.CLAUSE_ENDS:
            negated, clause_from = 1, len(done.words)
            continue
        if skip:
            skip = False
        elif (token, following) in lexicon.HARMLESS:
            skip = True
        elif is_not(token) or (token in lexicon.FAILS and following == "to"):
            negated = -negated
            done.signs[clause_from:] = [0] * (len(done.signs) - clause_from)
            done.turned_by.append(token)
            continue
        elif token in lexicon.DENIES:
            # "Did not deny" says that it is so.
            denied, negated = denied * -negated, 1
            done.signs[clause_from:] = [0] * (len(done.signs) - clause_from)
            done.turned_by.append(token)
            continue
        elif token in lexicon.DENIES_ALL:
            done.signs[sentence_from:] = [-sign for sign in done.signs[sentence_from:]]
            denied = -denied
            done.turned_by.append(token)
            continue
        elif token in lexicon.UNTRUE and _says_untrue(tokens, at, following):
            if following not in ("that", ":") and following not in lexicon.REPORTS:
                done.signs[sentence_from:] = [sign * -negated for sign in done.signs[sentence_from:]]
            else:
                denied *= -negated
            negated = 1
            done.turned_by.append(token)
            continue
        done.words.append(token)
        done.signs.append(negated * denied)
    return done


def is_not(token: str) -> bool:
    """Whether a word negates: "not", "never", "isn't"."""
    return token.endswith(("n't", "n’t")) or token in lexicon.NOT


def negations_of(word: str) -> tuple[str, ...]:
    """What a word would be with the prefix that negates: "illegal" of "legal", and of a Persian verb its negation."""
    if _ARABIC.match(word):
        return f"ن{word}", f"نمی{word.removeprefix('می')}"
    return tuple(prefix + word for prefix in _PREFIXES) if len(word) > 3 else ()


def _says_untrue(tokens: list[str], at: int, following: str) -> bool:
    """Whether "false" says so of a statement, and not of a thing, as in "a false passport"."""
    if following == "that" or (following == ":" and at == 0) or following in lexicon.REPORTS:
        return True
    ends = not following or following in lexicon.CLAUSE_ENDS or following in lexicon.SENTENCE_ENDS
    return ends and any(token in _BE for token in tokens[max(0, at - 4) : at])
