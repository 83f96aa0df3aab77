"""How one claim stands to another. Likeness of words is blind to figures and negation, so fields decide."""

import re
from dataclasses import dataclass
from enum import StrEnum

from claims.extraction.candidate import Stance
from claims.matching import lexicon
from claims.matching.facts import Facts
from claims.matching.figures import Compared, Fit, compare_figures
from claims.matching.polarity import Read, is_not, negations_of, read
from claims.matching.units import counts
from claims.matching.words import core_words, stem_of
from factcheck.core.text import fold

_AGAINST = (Stance.DENIES, Stance.DOUBTS)
_NUMBER = re.compile(r"[0-9]+(?:[.,:/][0-9]+)*$")
_VERBS = {
    Stance.ASSERTS: "says so", Stance.REPORTS: "reports it", Stance.CONFIRMS: "confirms it",
    Stance.DENIES: "denies it", Stance.DOUBTS: "doubts it",
}  # fmt: skip
# So much of the shorter text must be in the longer one for two figures of different things to be of one matter, and
# for one text to contradict the other.
_ALIKE = 0.5
_OF_ONE_MATTER = 0.25
_PERCENT = frozenset(("percent", "per", "cent", "%"))
_LONG = 25  # words that carry meaning


class Relation(StrEnum):
    """How a claim that was found stands to the one it was found for."""

    SAME_WORDS = "same_words"
    SAME_FIGURE = "same_figure"
    OTHER_FIGURE = "other_figure"
    OPPOSITE_STANCE = "opposite_stance"
    RELATED = "related"


@dataclass(frozen=True)
class Judged:
    """A relation and why, one sentence each."""

    relation: Relation
    why: tuple[str, ...]


def compare(left: Facts, right: Facts) -> Judged:
    """How `right`, which was found, stands to `left`, for which it was found."""
    ours, theirs = read(left.text), read(right.text)
    shares = _Shares(ours, theirs, _wholes(left, right))
    same_words = core_words(left.text) == core_words(right.text)
    figures = compare_figures(left.figures, right.figures, (fold(left.text), fold(right.text)))
    opposed = _opposed(left, right, shares)
    is_same = figures.fit == Fit.SAME and shares.is_of_one_matter(figures)
    if figures.fit == Fit.NONE and (numbers := shares.other_numbers()):
        figures = Compared(Fit.OTHER, (numbers,), "numbers")
    if opposed and figures.fit != Fit.OTHER and (is_same or same_words or shares.overlap >= _ALIKE):
        return Judged(Relation.OPPOSITE_STANCE, (*opposed, *(figures.why if is_same else ())))
    if same_words and figures.fit != Fit.OTHER and not opposed:
        return Judged(Relation.SAME_WORDS, ("The same words.",))
    if is_same:
        return Judged(Relation.SAME_FIGURE, figures.why)
    if figures.fit == Fit.OTHER and (figures.counts and shares.is_of_one_matter(figures)):
        return Judged(Relation.OTHER_FIGURE, (*figures.why, *opposed))
    if figures.fit == Fit.APART and shares.overlap >= _ALIKE:
        return Judged(Relation.OTHER_FIGURE, figures.why)
    return Judged(Relation.RELATED, (*shares.words(), *(figures.why if figures.fit > Fit.NONE else ())))


class _Shares:
    """What two texts have in common, by the stems of words that carry meaning."""

    def __init__(self, ours: Read, theirs: Read, wholes: set[str]) -> None:
        self.ours, self.theirs, self.wholes = ours, theirs, wholes
        self.left, self.right = ours.by_stem(), theirs.by_stem()
        self.both = [stem for stem in self.left if stem in self.right]
        least = min(len(self.left), len(self.right))
        self.overlap = len(self.both) / least if least else 0.0
        # Words of one text only: as they are written, by stem.
        self.only_left = _only(ours, self.right)
        self.only_right = _only(theirs, self.left)

    def is_of_one_matter(self, figures: Compared) -> bool:
        """Whether the texts speak of one thing besides the figure, where both say enough to tell."""
        if figures.counts == "numbers":
            return self.overlap >= _ALIKE
        is_share = figures.counts == "percent"
        left, right = (self._matter(said, is_share=is_share) for said in (self.ours, self.theirs))
        if is_share:
            # Of the same whole, 85 percent may be young and 85 percent women.
            return not left or not right or bool(left & right)
        least = min(len(left), len(right))
        return least < 3 or len(left & right) / least >= _OF_ONE_MATTER

    def other_numbers(self) -> str:
        """What to say of texts that differ in numbers which are no figures; "" where they do not."""
        left, right = ([word for word in words if _NUMBER.match(word)] for words in (self.only_left, self.only_right))
        if left and right and self.overlap >= _ALIKE:
            return f"{left[0]} here, {right[0]} there."
        return ""

    def words(self) -> list[str]:
        """What to say of texts of which nothing nearer is known."""
        if not self.both:
            return []
        if not self.only_left and not self.only_right and sorted(self.ours.words) == sorted(self.theirs.words):
            return ["The same words in another order."]
        shared = set(self.both)
        words = list(dict.fromkeys(word for word in self.ours.words if stem_of(word) in shared))
        return [f"Both speak of: {', '.join(words[:6])}."]

    def _matter(self, said: Read, *, is_share: bool) -> set[str]:
        stems = {
            stem_of(word)
            for word in said.words
            if word not in lexicon.STOPS
            and not _NUMBER.match(word)
            and (word not in _PERCENT if is_share else not counts(word))
        }
        return stems - self.wholes if is_share else stems


def _wholes(*claims: Facts) -> set[str]:
    """The stems of what the shares of claims are shares of."""
    return {
        stem_of(word)
        for facts in claims
        for fact in facts.figures
        for word in fold(fact.denominator).split()
        if word not in lexicon.STOPS
    }


def _only(said: Read, others: dict[str, int]) -> dict[str, int]:
    return {
        word: sign
        for word, sign in zip(said.words, said.signs, strict=True)
        if word not in lexicon.STOPS and stem_of(word) not in others
    }


def _opposed(left: Facts, right: Facts, shares: _Shares) -> tuple[str, ...]:
    """Why one text, or its speakers, says what the other one says not to be so; empty where neither does."""
    turned, why = _texts_opposed(shares)
    chained = [_against(facts) for facts in (left, right)]
    if turned ^ chained[0] ^ chained[1]:
        return (*why, *(_speakers(left, right) if chained[0] != chained[1] else ()))
    return ()


def _texts_opposed(shares: _Shares) -> tuple[bool, tuple[str, ...]]:
    left, right = shares.only_left, shares.only_right
    for word, sign in left.items():
        excluded = (*lexicon.EXCLUDES.get(word, ()), *negations_of(word))
        if other := next((each for each in excluded if each in right), None):
            # "Did not fall" agrees with "rose".
            return (sign or 1) == (right[other] or 1), (f"“{word}” here, “{other}” there.",)
    for word, sign in right.items():
        if other := next((each for each in negations_of(word) if each in left), None):
            return (sign or 1) == (left[other] or 1), (f"“{other}” here, “{word}” there.",)
    against = sum(shares.left[stem] * shares.right[stem] < 0 for stem in shares.both)
    # In a long text much is denied that is not the matter.
    is_long = min(len(shares.left), len(shares.right)) > _LONG
    if not against or (is_long and against < len(shares.both) / 3):
        return False, ()
    ours, theirs = (_turns(said) for said in (shares.ours, shares.theirs))
    if ours == theirs:
        return True, (f"{ours} stands in both, over other words.",) if ours else ()
    return True, tuple(f"{words} stands {where}." for words, where in ((ours, "here"), (theirs, "there")) if words)


def _turns(said: Read) -> str:
    plain = [
        "not" if is_not(word) and word.isascii() and word not in _OWN_NEGATIONS else word for word in said.turned_by
    ]
    return " and ".join(f"“{word}”" for word in dict.fromkeys(plain))


_OWN_NEGATIONS = frozenset(["no", "never", "nobody", "none", "neither", "nor", "nothing", "without", "unable"])


def _against(facts: Facts) -> bool:
    """Whether the chain of speakers comes to a denial: two denials are none."""
    return sum(link.stance in _AGAINST for link in facts.chain) % 2 == 1


def _speakers(left: Facts, right: Facts) -> list[str]:
    said = []
    for facts, where in ((left, "Here"), (right, "There")):
        link = next((link for link in reversed(facts.chain) if link.stance in _AGAINST), None)
        link = link or (facts.chain[-1] if facts.chain else None)
        if link is not None:
            said.append(f"{where} {link.name} {_VERBS[Stance(link.stance)]}.")
    return said
