"""The names of speakers in other languages: cut from their surroundings, remembered for pronouns."""

from collections.abc import Sequence

from claims.extraction.candidate import Speaker, Stance
from claims.extraction.complements import QUOTE
from claims.extraction.tokens import Token
from claims.extraction.tongues.tongue import Tongue
from claims.extraction.units import DURATIONS, word_set

_DETERMINERS = word_set(
    "le la les l' d' un une des du der die das ein eine den dem el los las una unos il lo gli i o os as um uma "
    "de het een bir the"
)
_MARKS = frozenset(',،؛;:–—“”«»"')
_TO = ("وفقا", "طبقا", "وفقاً", "طبقاً", "خلافا")
_MOST = 10  # words of a name that is kept
_KEPT = 400  # surnames that are remembered


class Names:
    """Makes speakers of words, and remembers who spoke last."""

    def __init__(self, text: str, tongue: Tongue) -> None:
        self._text = text
        self._tongue = tongue
        self._known: dict[str, Speaker] = {}
        self.last: Speaker | None = None

    def speaker(self, tokens: Sequence[Token], first: int, stop: int, cue: str, stance: Stance) -> Speaker | None:
        """The speaker that tokens[first:stop] name: a name, or the last speaker for a pronoun or no words."""
        span = self._segment(tokens, first, stop)
        if span is None:
            if any(t.wordlike and not self._is_filler(tokens, first + k) for k, t in enumerate(tokens[first:stop])):
                return None
            return self._again(self.last, cue, stance)
        first, stop = span
        if (pronoun := self._tongue.pronouns.at(tokens, first)) is not None and pronoun[1] >= stop:
            return self._again(self.last, cue, stance)
        start, end = tokens[first].start, tokens[stop - 1].end
        name = self._text[start:end]
        if cue.endswith(_TO) and name.startswith("ل"):
            # "وفقا للأمم المتحدة": the preposition is written onto the name, and takes the article's first letter.
            named = self._text[start + 1 : end]
            name, start = ("ا" + named, start) if named.startswith("ل") else (named, start + 1)
        if stop - first == 1 and tokens[first].low in self._known:
            return self._again(self._known[tokens[first].low], cue, stance)
        words = [t for t in tokens[first:stop] if t.wordlike]
        anonymous = self._tongue.anonymous.at(tokens, first) is not None and len(words) <= 5
        there = self._text[start:end] == name
        speaker = Speaker(name, start if there else None, end if there else None, cue, stance, anonymous)
        self.last = speaker
        if len(words) >= 2 and len(self._known) < _KEPT:
            self._known.setdefault(words[-1].low, speaker)
        return speaker

    def _again(self, known: Speaker | None, cue: str, stance: Stance) -> Speaker | None:
        if known is None:
            return None
        self.last = Speaker(known.name, known.start, known.end, cue, stance, known.anonymous)
        return self.last

    def _segment(self, tokens: Sequence[Token], first: int, stop: int) -> tuple[int, int] | None:
        """The stretch between commas that names somebody, trimmed; None when there is none."""
        k = first
        while k < stop:
            end = next((j for j in range(k, stop) if tokens[j].text in ',،؛;:–—“”«»"' or tokens[j].kind == QUOTE), stop)
            span = self._trimmed(tokens, k, end)
            if span is not None:
                return self._in_apposition(tokens, span, end, stop) or span
            k = end + 1
        return None

    def _in_apposition(
        self, tokens: Sequence[Token], role: tuple[int, int], comma: int, stop: int
    ) -> tuple[int, int] | None:
        """ "The head of police, Name Surname": the name after the comma, when what is before is a role."""
        if comma >= stop or tokens[comma].text not in ",،" or not self._tongue.roles.at(tokens, role[0]):
            return None
        end = next((j for j in range(comma + 1, stop) if tokens[j].text in _MARKS), stop)
        span = self._trimmed(tokens, comma + 1, end)
        if span is None or not 2 <= span[1] - span[0] <= 4 or self._tongue.roles.at(tokens, span[0]):
            return None
        return span

    def _trimmed(self, tokens: Sequence[Token], first: int, stop: int) -> tuple[int, int] | None:
        tongue = self._tongue
        while first < stop:
            joint = tongue.joins.at(tokens, first)
            if joint is not None and joint[1] <= stop:
                first = joint[1]
            elif not tokens[first].wordlike or tokens[first].low in _DETERMINERS:
                first += 1
            else:
                break
        if first >= stop or (tongue.adverbs.at(tokens, first) and not tongue.pronouns.at(tokens, first)):
            return None
        end = first
        depth = 0
        while end < stop and end - first < _MOST:
            token = tokens[end]
            depth += (token.text == "(") - (token.text == ")")
            if depth <= 0 and end > first and token.text != ")":
                period = (
                    tongue.number_words.at(tokens, end) and end + 1 < len(tokens) and tongue.units.at(tokens, end + 1)
                )
                if period and period[0] in DURATIONS:
                    break
                if (
                    token.kind == "number"
                    or tongue.that.at(tokens, end)
                    or tongue.name_ends.at(tokens, end)
                    or tongue.days.at(tokens, end)
                ):
                    break
                if tongue.weekdays.at(tokens, end) or tongue.adverbs.at(tokens, end):
                    break
            end += 1
        while end > first and not (tokens[end - 1].wordlike or tokens[end - 1].text == ")"):
            end -= 1
        if depth > 0:
            end = next((k for k in range(first, end) if tokens[k].text == "("), end)
        if end <= first or all(tongue.days.at(tokens, k) or tongue.weekdays.at(tokens, k) for k in range(first, end)):
            return None
        return first, end

    def _is_filler(self, tokens: Sequence[Token], i: int) -> bool:
        tongue = self._tongue
        return bool(
            tongue.joins.at(tokens, i)
            or tongue.name_ends.at(tokens, i)
            or tongue.days.at(tokens, i)
            or tongue.weekdays.at(tokens, i)
            or len(tokens[i].low) == 1
        )
