"""Who is said to have said what in one sentence of another language."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.extraction.candidate import Speaker, Stance
from claims.extraction.complements import QUOTE
from claims.extraction.tokens import Token
from claims.extraction.tongues.cues import Cue, cues
from claims.extraction.tongues.names import Names
from claims.extraction.tongues.scopes import COMMAS, LONGEST_NAME, PAUSES, RELATIVES, Scopes
from claims.extraction.tongues.tongue import Tongue


@dataclass(frozen=True)
class Part:
    """tokens[lo:hi] with the chain of who says it, outermost first."""

    lo: int
    hi: int
    chain: tuple[Speaker, ...]


@dataclass
class Said:
    """One sentence taken apart: its stretches without the attributing words, and who a colon announces."""

    parts: list[Part] = field(default_factory=list)
    intro: tuple[Speaker, ...] = ()

    def chain_at(self, i: int) -> tuple[Speaker, ...] | None:
        """The chain of the stretch that tokens[i] lies in; None when it lies in attributing words."""
        return next((part.chain for part in self.parts if part.lo <= i < part.hi), None)


class Hearing:
    """Reads one sentence after the other and remembers who spoke."""

    def __init__(self, text: str, tongue: Tongue) -> None:
        self._tongue = tongue
        self.names = Names(text, tongue)
        self._scopes = Scopes(tongue)

    def read(self, tokens: Sequence[Token], dates: dict[int, int]) -> Said:
        """Take a sentence apart; quoted speech in it is one token of kind "quote"."""
        said = Said()
        held: tuple[Speaker, ...] = ()
        at = 0
        dates = {k: stop for first, stop in dates.items() for k in range(first, stop)}
        label = self._label(tokens)
        if label is not None:
            at, held = label
        for cue in cues(tokens, self._tongue):
            if cue.first < at:
                continue
            step = self._verb(tokens, cue, at, held, said, dates) if cue.verb else None
            if not cue.verb:
                step = self._according(tokens, cue, at, held, said, dates)
            if step is not None:
                at, held = step
        if at < len(tokens):
            said.parts.append(Part(at, len(tokens), held))
        if held and tokens and tokens[-1].text == ":":
            said.intro = held
        return said

    def _label(self, tokens: Sequence[Token]) -> tuple[int, tuple[Speaker, ...]] | None:
        """ "Reuters: 12 killed": a name and a colon at the head of a sentence."""
        tongue = self._tongue
        colon = next((k for k in range(1, min(len(tokens), 9)) if tokens[k].text == ":"), None)
        if colon is None or len(tokens) - colon < 4 or not all(t.wordlike for t in tokens[:colon]):
            return None
        named = tongue.bodies.at(tokens, 0) or tongue.roles.at(tokens, 0) or tongue.outlets.at(tokens, 0)
        if named is None or any(tongue.verbs.at(tokens, k) or tongue.according.at(tokens, k) for k in range(colon)):
            return None
        speaker = self.names.speaker(tokens, 0, colon, ":", Stance.ASSERTS)
        return None if speaker is None else (colon + 1, (speaker,))

    def _according(
        self,
        tokens: Sequence[Token],
        cue: Cue,
        at: int,
        held: tuple[Speaker, ...],
        said: Said,
        dates: dict[int, int],
    ) -> tuple[int, tuple[Speaker, ...]] | None:
        """ "به گفته پلیس، ..." or "..., بحسب الشرطة"."""
        stop = self._scopes.name_stop(tokens, cue.stop, dates, bare=True)
        # "According to official figures": the figures are who says it.
        begin = cue.stop - (tokens[cue.stop - 1].low == "امار" and cue.stop - cue.first > 1)
        speaker = self.names.speaker(tokens, begin, stop, tokens[cue.first].text, cue.cite.stance)
        if speaker is None:
            return None
        if stop < len(tokens) and tokens[stop].low in RELATIVES:
            # "According to the ministry, which Hamas runs, ...": what describes the speaker is not said by it.
            stop = next((k for k in range(stop, min(len(tokens), stop + 16)) if tokens[k].text in COMMAS), stop)
        if cue.cite.source and not self._tongue.verb_first and self._scopes.verb_follows(tokens, stop):
            # "X, citing Y, reported that": the verb that follows takes both.
            return None
        before = [t for t in tokens[at : cue.first] if t.wordlike or t.kind in ("number", QUOTE)]
        trails = self._scopes.is_end(tokens, stop) or (bool(before) and tokens[cue.first - 1].text in PAUSES)
        if len(before) >= 3 and (trails or cue.cite.source) and not (cue.cite.source and held and not trails):
            said.parts.append(Part(at, cue.first, (*held, speaker)))
            return self._scopes.over(tokens, stop), held
        if any(t.kind == QUOTE for t in tokens[at : cue.first]):
            said.parts.append(Part(at, cue.first, (*held, speaker)))
            return self._scopes.over(tokens, stop), held
        if len(before) >= 3:
            said.parts.append(Part(at, cue.first, held))
        return self._scopes.over(tokens, stop), (*held, speaker)

    def _verb(
        self,
        tokens: Sequence[Token],
        cue: Cue,
        at: int,
        held: tuple[Speaker, ...],
        said: Said,
        dates: dict[int, int],
    ) -> tuple[int, tuple[Speaker, ...]] | None:
        if self._tongue.verb_first:
            return self._verb_first(tokens, cue, at, held, said, dates)
        if (turned := self._turned(tokens, cue, at, held, said, dates)) is not None:
            return turned
        if (closed := self._closing(tokens, cue, at, held, said)) is not None:
            return closed
        zone = self._scopes.clause_start(tokens, at, cue.first, fresh=not held)
        content = self._scopes.said_from(tokens, cue.stop, dates)
        opened = content > cue.stop
        whole = None
        if not opened and self._scopes.is_end(tokens, cue.stop):
            # The clause ends with the verb, and what is said stands between it and the speaker.
            whole = self._scopes.reported(tokens, zone, cue.first)
            if whole is None:
                return None
        chain = self._chain(tokens, zone, whole[0] if whole else cue.first, cue, dates)
        if chain is None:
            return self._unnamed(tokens, at, zone, cue, content, held, said) if opened else None
        base = self._base(held, said, tokens, at, zone)
        if whole is not None:
            said.parts.append(Part(whole[0], whole[1], (*base, *chain)))
            return self._scopes.over(tokens, cue.stop), base
        return content, (*base, *chain)

    def _verb_first(
        self,
        tokens: Sequence[Token],
        cue: Cue,
        at: int,
        held: tuple[Speaker, ...],
        said: Said,
        dates: dict[int, int],
    ) -> tuple[int, tuple[Speaker, ...]] | None:
        """Arabic: verb, speaker, then what is said; at times the speaker before the verb, as in headings."""
        stop = self._scopes.name_stop(tokens, cue.stop, dates)
        content = self._scopes.said_from(tokens, stop, dates)
        citing = self._tongue.according.at(tokens, stop) if stop < len(tokens) else None
        passed = stop < len(tokens) and tokens[stop].low == "عن" and cue.cite.stance is Stance.REPORTS
        if passed or (citing is not None and citing[0].source):
            begin = citing[1] if citing is not None else stop + 1
            speaker = self.names.speaker(tokens, cue.stop, stop, tokens[cue.first].text, Stance.REPORTS)
            end = self._scopes.name_stop(tokens, begin, dates)
            source = self.names.speaker(tokens, begin, end, tokens[stop].text, Stance.ASSERTS)
            if speaker is None or source is None:
                return None
            content = self._scopes.said_from(tokens, end, dates)
            return content, (*self._base(held, said, tokens, at, cue.first), speaker, source)
        ahead = tokens[at : cue.first]
        words = [t for t in ahead if t.wordlike]
        if stop == cue.stop and 0 < len(words) <= 8 and content > cue.stop and not held:
            speaker = self.names.speaker(tokens, at, cue.first, tokens[cue.first].text, cue.cite.stance)
            if speaker is None:
                return None
            return content, (speaker,)
        speaker = self.names.speaker(tokens, cue.stop, stop, tokens[cue.first].text, cue.cite.stance)
        if speaker is None:
            return self._unnamed(tokens, at, cue.first, cue, content, held, said) if content > stop else None
        chain = (speaker,)
        trails = bool(ahead) and (tokens[cue.first - 1].text in COMMAS or tokens[cue.first - 1].kind == QUOTE)
        if trails and self._scopes.is_end(tokens, content) and len(words) + sum(t.kind == QUOTE for t in ahead) >= 1:
            said.parts.append(Part(at, cue.first, (*held, *chain)))
            return self._scopes.over(tokens, content), held
        return content, (*self._base(held, said, tokens, at, cue.first), *chain)

    def _turned(
        self,
        tokens: Sequence[Token],
        cue: Cue,
        at: int,
        held: tuple[Speaker, ...],
        said: Said,
        dates: dict[int, int],
    ) -> tuple[int, tuple[Speaker, ...]] | None:
        """ "«…», a déclaré le ministre": the verb directly after what was said, and the speaker after it."""
        before = cue.first - 1
        while before >= at and tokens[before].text in PAUSES:
            before -= 1
        if before < at or (tokens[before].kind != QUOTE and before == cue.first - 1):
            return None
        stop = self._scopes.name_stop(tokens, cue.stop, dates, bare=True)
        speaker = self.names.speaker(tokens, cue.stop, stop, tokens[cue.first].text, cue.cite.stance)
        while stop in dates:
            stop = dates[stop]
        if speaker is None or not self._scopes.is_end(tokens, stop):
            return None
        said.parts.append(Part(at, cue.first, (*held, speaker)))
        return self._scopes.over(tokens, stop), held

    def _closing(
        self, tokens: Sequence[Token], cue: Cue, at: int, held: tuple[Speaker, ...], said: Said
    ) -> tuple[int, tuple[Speaker, ...]] | None:
        """ "«…»، علی ربیعی گفت": what was said, the speaker, and the verb at the end."""
        if not self._scopes.is_end(tokens, cue.stop):
            return None
        quote = next((k for k in range(cue.first - 1, at - 1, -1) if tokens[k].kind == QUOTE), None)
        if quote is None or cue.first - quote > LONGEST_NAME:
            return None
        speaker = self.names.speaker(tokens, quote + 1, cue.first, tokens[cue.first].text, cue.cite.stance)
        if speaker is None:
            return None
        said.parts.append(Part(at, quote + 1, (*held, speaker)))
        return self._scopes.over(tokens, cue.stop), held

    def _unnamed(
        self,
        tokens: Sequence[Token],
        at: int,
        zone: int,
        cue: Cue,
        content: int,
        held: tuple[Speaker, ...],
        said: Said,
    ) -> tuple[int, tuple[Speaker, ...]] | None:
        """ "He said that" where nobody knows who he is: the words that attribute are left out all the same."""
        first = zone
        while first < len(tokens) and (joint := self._tongue.joins.at(tokens, first)) is not None:
            first = joint[1]
        if first < cue.first and not self._tongue.pronouns.at(tokens, first):
            return None
        return content, self._base(held, said, tokens, at, zone)

    def _chain(
        self, tokens: Sequence[Token], first: int, stop: int, cue: Cue, dates: dict[int, int]
    ) -> tuple[Speaker, ...] | None:
        """The speakers in tokens[first:stop] before a verb: one, or one citing another."""
        word, stance = tokens[cue.first].text, cue.cite.stance
        for k in range(first, stop):
            source = self._tongue.according.at(tokens, k)
            if source is not None and source[0].source and k > first:
                outer = self.names.speaker(tokens, first, k, word, Stance.REPORTS)
                within = Stance.ASSERTS if stance is Stance.REPORTS else stance
                inner = self.names.speaker(tokens, source[1], stop, tokens[k].text, within)
                return None if outer is None or inner is None else (outer, inner)
        outlet, end = self._outlet(tokens, first, stop)
        speaker = self.names.speaker(tokens, first, end, word, stance)
        if speaker is None:
            return None
        return (speaker,) if outlet is None or outlet.name == speaker.name else (outlet, speaker)

    def _outlet(self, tokens: Sequence[Token], first: int, stop: int) -> tuple[Speaker | None, int]:
        """ "In an interview with X", "told X": who passes on what is said, and where the speaker's words end."""
        tongue = self._tongue
        for k in range(first, stop):
            meeting = tongue.meetings.at(tokens, k)
            told = tongue.audience.at(tokens, k)
            if meeting is None and (told is None or told[1] >= stop or not tongue.outlets.at(tokens, told[1])):
                continue
            begin = meeting[1] if meeting else k + 1
            last = self.names.last
            outlet = self.names.speaker(tokens, begin, stop, tokens[k].text, Stance.REPORTS)
            self.names.last = last
            return outlet, k
        return None, stop

    def _base(
        self, held: tuple[Speaker, ...], said: Said, tokens: Sequence[Token], at: int, zone: int
    ) -> tuple[Speaker, ...]:
        """Close what came before a new attribution; the chain that the new one is nested in."""
        before = [t for t in tokens[at:zone] if t.wordlike or t.kind in ("number", QUOTE)]
        if not before:
            return held
        said.parts.append(Part(at, zone, held))
        return held[:-1]
