"""Who has spoken so far, and what pronouns, surnames and "the official" stand for."""

from dataclasses import dataclass, field

from claims.extraction.candidate import Speaker, Stance
from claims.extraction.phrases import ORGANISATION, ROLES, TIMES, TITLES, Phrase
from claims.extraction.tokens import Token
from claims.extraction.units import NUMBER_WORDS, word_set

_INSTITUTIONS = word_set(
    "military opposition company firm hospital embassy state authorities data figures survey poll "
    "documents records airline union cabinet senate house coalition navy operator party studies "
    "presidency palace"
)
_ANONYMOUS = word_set(
    "unnamed anonymous unidentified source sources insider insiders official officials witness "
    "witnesses eyewitness eyewitnesses residents resident doctor doctors diplomat diplomats nurse "
    "nurses medic medics activist activists others some many people analysts experts critics "
    "observers workers family families relatives"
)


@dataclass
class Memory:
    """Who has been named so far, for pronouns, surnames and "the official"."""

    text: str
    people: list[Speaker] = field(default_factory=list)
    groups: list[Speaker] = field(default_factory=list)
    latest: list[Speaker] = field(default_factory=list)
    _full: dict[str, Speaker] = field(default_factory=dict)

    def speaker(self, tokens: list[Token], phrase: Phrase, cue: str, stance: Stance) -> Speaker | None:
        """The Speaker that a phrase stands for, remembered for what follows; None for an unresolved
        pronoun."""
        if phrase.pronoun:
            known = self.resolve(tokens[phrase.first].low)
            return None if known is None else _with(known, cue, stance)
        first, stop = phrase.first, phrase.stop
        while first < stop - 1 and tokens[first].low in ("the", "a", "an", "most", "both"):
            first += 1
        start = tokens[first].start
        last = tokens[stop - 1]
        end = last.end - (len(last.text) - len(last.text.rstrip("’'")) if last.possessive else 0)
        if last.possessive and last.text.lower().endswith(("’s", "'s")):
            end = last.end - 2
        name = self.text[start:end]
        lows = [t.low for t in tokens[first:stop]]
        named = any(t.capital and t.low not in ROLES and t.low not in TIMES for t in tokens[first:stop])
        anonymous = _is_anonymous(tokens[first:stop]) and not _has_personal_name(tokens, first, stop)
        institution = any(w in ORGANISATION or w in _INSTITUTIONS for w in lows)
        anonymous = anonymous or not (named or institution)
        speaker = Speaker(name, start, end, cue, stance, anonymous)
        if stop - first == 1 and name.lower() in self._full:
            speaker = _with(self._full[name.lower()], cue, stance)
        elif not named and (same := self._same_role(lows[-1])) is not None:
            speaker = _with(same, cue, stance)
        self.remember(speaker, lows)
        return speaker

    def mention(self, tokens: list[Token], phrase: Phrase) -> None:
        """Remember the subject of a sentence as one that a later pronoun may mean."""
        self.speaker(tokens, phrase, "", Stance.ASSERTS)

    def remember(self, speaker: Speaker, lows: list[str]) -> None:
        """Keep a speaker as the one that "he", "they" or a bare surname may mean."""
        words = speaker.name.split()
        self.latest = [s for s in self.latest[-6:] if s.name != speaker.name] + [speaker]
        plural = lows[-1] in ROLES and lows[-1].endswith("s") and lows[-1] not in ("news", "times")
        if plural or any(w in ORGANISATION for w in lows) or speaker.name.isupper() or "/" in speaker.name:
            self.groups = [*self.groups[-4:], speaker]
            return
        person = any(w in TITLES for w in lows) or (len(words) >= 2 and words[-1][:1].isupper()) or speaker.anonymous
        if person:
            self.people = [*self.people[-4:], speaker]
            if len(words) >= 2 and words[-1][:1].isupper():
                self._full.setdefault(words[-1].lower().strip("()"), speaker)
        else:
            self.groups = [*self.groups[-4:], speaker]

    def resolve(self, pronoun: str) -> Speaker | None:
        """The latest speaker that a pronoun can mean."""
        if pronoun in ("he", "she", "i"):
            return self.people[-1] if self.people else None
        if pronoun in ("it", "they", "we"):
            return self.groups[-1] if self.groups else (self.latest[-1] if self.latest else None)
        return None

    def _same_role(self, role: str) -> Speaker | None:
        """ "The official" after "a defence official": the same speaker when the role noun is the same."""
        for speaker in reversed(self.latest):
            if speaker.name.split()[-1].lower() == role and len(speaker.name.split()) > 1:
                return speaker
        return None


def _with(known: Speaker, cue: str, stance: Stance) -> Speaker:
    return Speaker(known.name, known.start, known.end, cue, stance, known.anonymous)


def _is_anonymous(words: list[Token]) -> bool:
    """Whether a phrase names no one: "a defence official", "Witnesses", but not "People's Party"."""
    capitals = sum(1 for t in words if t.capital)
    return any(t.low in _ANONYMOUS and (not t.capital or (k == 0 and capitals == 1)) for k, t in enumerate(words))


def _has_personal_name(tokens: list[Token], first: int, stop: int) -> bool:
    """Whether a phrase ends in two capital words that are no role: "spokesman John Smith"."""
    run = 0
    for token in reversed(tokens[first:stop]):
        if not token.capital or token.low in ROLES or token.low in NUMBER_WORDS:
            break
        run += 1
    return run >= 2
