"""Where in a sentence of another language a name ends, and where what is said begins and ends."""

from collections.abc import Sequence

from claims.extraction.complements import QUOTE
from claims.extraction.tokens import Token
from claims.extraction.tongues.tongue import Tongue
from claims.extraction.tongues.words import folded
from claims.extraction.units import DURATIONS

COMMAS = frozenset(",،؛;")
PAUSES = COMMAS | frozenset("–—-")
LONGEST_NAME = 16
RELATIVES = frozenset(folded(word) for word in ("التي", "الذي", "الذين", "qui", "который", "которая"))


class Scopes:
    """Finds the borders of names and clauses by the words of one language."""

    def __init__(self, tongue: Tongue) -> None:
        self._tongue = tongue

    def clause_start(self, tokens: Sequence[Token], at: int, verb: int, *, fresh: bool) -> int:
        """Where the clause of a verb that stands after its subject begins."""
        counted = any(t.kind == "number" for t in tokens[at:verb])
        if fresh and (not counted or verb - at <= 6) and verb - at <= LONGEST_NAME:
            return at
        for k in range(verb - 1, at - 1, -1):
            if tokens[k].text in "؛;" or tokens[k].kind == QUOTE:
                return k + 1
            joint = self._tongue.joins.at(tokens, k)
            if joint is not None and joint[1] <= verb:
                return joint[1]
        return at

    def reported(self, tokens: Sequence[Token], first: int, verb: int) -> tuple[int, int] | None:
        """The object before a verb that ends its clause: "پلیس [کشته شدن ۱۲ نفر] را تایید کرد"."""
        tongue = self._tongue
        if not any(t.kind == "number" or tongue.vague.at(tokens, first + k) for k, t in enumerate(tokens[first:verb])):
            return None
        begin = None
        for k in range(first, verb):
            starts = (
                tokens[k].kind == "number"
                or tongue.acts.at(tokens, k)
                or tongue.bounds.at(tokens, k)
                or tongue.vague.at(tokens, k)
                or tongue.number_words.at(tokens, k)
                or tokens[k].low in ("شمار", "تعداد", "آمار", "امار")
            )
            lasting = tongue.units.at(tokens, k + 1) if k + 1 < verb else None
            if starts and k > first and not (lasting is not None and lasting[0] in DURATIONS):
                begin = k
                break
        if begin is None or any(token.text in COMMAS for token in tokens[begin:verb]):
            return None
        return begin, verb - 1 if tokens[verb - 1].low == "را" else verb

    def verb_follows(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a citing verb stands within a few words of tokens[i]."""
        for k in range(i, min(len(tokens), i + 6)):
            if self._tongue.verbs.at(tokens, k):
                return True
            if tokens[k].text in ".:":
                return False
        return False

    def said_from(self, tokens: Sequence[Token], i: int, dates: dict[int, int]) -> int:
        """The index where what is said begins: after dates, audience and place, "that", a colon."""
        while self._tongue.verb_first and i < len(tokens) and (i in dates or tokens[i].text in COMMAS):
            i = dates.get(i, i + 1)
        for k in range(i, min(len(tokens), i + 16)):
            if tokens[k].text == ":" or tokens[k].kind == QUOTE:
                return k + (tokens[k].text == ":")
            that = self._tongue.that.at(tokens, k)
            if that is not None:
                return that[1]
            anew = k > i and tokens[k - 1].text in COMMAS and self._tongue.verbs.at(tokens, k)
            if anew or (tokens[k].kind == "number" and k not in dates):
                break
        return i

    def name_stop(self, tokens: Sequence[Token], i: int, dates: dict[int, int], *, bare: bool = False) -> int:
        """The index after a speaker's name that begins at tokens[i]."""
        tongue = self._tongue
        for k in range(i, min(len(tokens), i + LONGEST_NAME)):
            token = tokens[k]
            if k > i and token.text in ",،" and self._names_role(tokens, i, k):
                continue
            if k in dates or token.kind in ("number", QUOTE, "url") or token.text in '.:؛;!?؟…،,–—“”«»"':
                return k
            ends = tongue.that.at(tokens, k) or tongue.bounds.at(tokens, k) or tongue.vague.at(tokens, k)
            if ends or tongue.acts.at(tokens, k) or (tongue.verb_first and tongue.fates.at(tokens, k)):
                return k
            if k > i and (
                tongue.name_ends.at(tokens, k) or tongue.verbs.at(tokens, k) or tongue.according.at(tokens, k)
            ):
                return k
            if k == i and not tongue.verb_first and tongue.verbs.at(tokens, k):
                return k
            if bare and k > i and tongue.number_words.at(tokens, k):
                return k
            if k == i and tongue.verb_first and tongue.name_ends.at(tokens, k):
                return k
        return min(len(tokens), i + LONGEST_NAME)

    def is_end(self, tokens: Sequence[Token], i: int) -> bool:
        """Whether a clause ends at tokens[i]."""
        if i >= len(tokens) or tokens[i].text in ".!?؟…;؛،,–—":
            return True
        return self._tongue.joins.at(tokens, i) is not None

    def over(self, tokens: Sequence[Token], i: int) -> int:
        """The index after the marks at tokens[i]."""
        while i < len(tokens) and tokens[i].text in PAUSES | {":", "."}:
            i += 1
        return i

    def _names_role(self, tokens: Sequence[Token], i: int, comma: int) -> bool:
        """Whether a role stands before a comma and two to four words between it and the next one name its holder."""
        tongue = self._tongue
        if not tongue.verb_first or not tongue.roles.at(tokens, i) or any(t.text in ",،" for t in tokens[i:comma]):
            return False
        close = next((k for k in range(comma + 1, min(len(tokens), comma + 6)) if tokens[k].text in ",،"), None)
        return close is not None and 2 <= close - comma - 1 <= 4 and all(t.wordlike for t in tokens[comma + 1 : close])
