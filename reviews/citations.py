"""Citations of evidence in what reviewers write: which pieces a text names, and how others are to name them. Pure."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from factcheck.core.markdown import citations, recited

_KEY = re.compile(r"(?:([A-Z])\.)?E([0-9]+)", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, order=True)
class Key:
    """What a piece of evidence is cited by: its `number`, after the `letter` of who added it where that is needed."""

    letter: str
    number: int

    def __str__(self) -> str:
        return f"{self.letter}.E{self.number}" if self.letter else f"E{self.number}"


def key_of(words: str) -> Key:
    """The key that was typed, as E3, e03 or A.E3. Raises ValueError for anything else."""
    found = _KEY.fullmatch(words)
    if found is None:
        raise ValueError(f"{words!r} is no key of evidence")
    return Key((found[1] or "").upper(), int(found[2]))


def parse(markdown: str) -> list[Key]:
    """The keys that a text cites, in its order. What stands in code, links and pictures is no citation."""
    return [key_of(words) for words in citations(markdown)]


def renamed(markdown: str, keys: Mapping[Key, Key]) -> str:
    """The text with its citations under other keys. Those that are not in `keys`, and all other words, stay."""

    def new(words: str) -> str | None:
        key = keys.get(key_of(words))
        return None if key is None else str(key)

    return recited(markdown, new)


def lettered(markdown: str, letter: str) -> str:
    """A reviewer's words for those who see everybody's evidence: citations of their own say whose they are."""
    own = {key for key in parse(markdown) if not key.letter} if letter else ()
    return renamed(markdown, {key: Key(letter, key.number) for key in own})


def refusals(markdown: str, *, known: Collection[Key], withdrawn: Mapping[Key, str]) -> list[str]:
    """A sentence for each key that a text cites in vain, and last what may be cited; empty where there is none.

    `withdrawn` are the titles of what was taken back, by key, or "" where they are not to be told.
    """
    wrong = [key for key in dict.fromkeys(parse(markdown)) if key not in known]
    if not wrong:
        return []
    told = [
        f"[{key}] was withdrawn{f': {title[:80]}' if (title := withdrawn[key]) else ''}."
        if key in withdrawn
        else f"There is no evidence [{key}] here."
        for key in wrong
    ]
    there = ", ".join(f"[{key}]" for key in sorted(known))
    can = f"You can cite {there}." if there else "There is no evidence to cite."
    return [*told, f"{can} To keep the words as they are, write \\[{wrong[0]}]."]
