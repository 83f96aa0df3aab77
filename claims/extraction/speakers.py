"""Who has spoken so far, and what pronouns, surnames and "the official" stand for."""

import re
from dataclasses import dataclass, field, replace

from claims.extraction.antecedents import OUTLETS, Known, Sort, can_mean, describe, is_single
from claims.extraction.candidate import Speaker, Stance
from claims.extraction.phrases import TIMES, Phrase, is_person_noun
from claims.extraction.places import COUNTRY_OF
from claims.extraction.roles import ORGANISATION, PERSONS, ROLES, TITLES
from claims.extraction.tokens import Token
from claims.extraction.units import NUMBER_WORDS, word_set

_KEPT = 12
# A capital word after a small one is a name; two capital words in a row may be a given name and a surname.
_WITHIN = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]*\w")
_PAIR = re.compile(r"\b(?P<given>[A-Z][a-zà-ÿ’'-]+) (?P<family>[A-Z][\w’-]*[a-zà-ÿ])\b(?! [A-Z])")
_NOT_GIVEN = ROLES | TITLES | TIMES | word_set("the a an in on at but and new north south east west dr mr mrs ms")
_INSTITUTIONS = word_set(
    "military opposition company firm hospital embassy state authorities data figures survey poll "
    "documents records airline union cabinet senate house coalition navy operator party studies "
    "presidency palace"
)
_ANONYMOUS = word_set(
    "unnamed anonymous unidentified source sources insider insiders official officials witness "
    "witnesses eyewitness eyewitnesses resident residents doctor doctors diplomat diplomats nurse "
    "nurses medic medics activist activists others some many people analysts experts critics "
    "observers workers family families relatives"
)
_ARTICLES = word_set("the a an most both this that these those")
_POINTING = word_set("the this that these those")
_ASSEMBLIES = word_set(
    "parliament congress senate council committee court police assembly commons house lords judge knesset bundestag "
    "duma inquiry tribunal commission cabinet meeting conference"
)
_SAME = word_set("unnamed anonymous unidentified same latter senior former")
_QUANTIFIERS = word_set("numerous several many some most few two three four five six both other all dozens hundreds")
_PARTITIVE = word_set("them those whom")


@dataclass
class Memory:
    """Who has been named so far, the latest last."""

    text: str
    known: list[Known] = field(default_factory=list)
    _full: dict[str, Speaker] = field(default_factory=dict)
    _names: frozenset[str] = frozenset()
    _pairs: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._names = frozenset(_WITHIN.findall(self.text))
        for found in _PAIR.finditer(self.text):
            if found["given"].lower() not in _NOT_GIVEN:
                self._pairs.setdefault(found["family"].lower(), found.span())

    def speaker(self, tokens: list[Token], phrase: Phrase, cue: str, stance: Stance) -> Speaker | None:
        """The Speaker that a phrase stands for, remembered for what follows; None for an unresolved
        pronoun."""
        if phrase.pronoun:
            meant = self.resolve(tokens[phrase.first].low)
            return None if meant is None else _with(meant.speaker, cue, stance)
        first, stop = phrase.first, phrase.stop
        if (whole := self._part_of(tokens, first, stop)) is not None:
            return _with(whole.speaker, cue, stance)
        while first < stop - 1 and tokens[first].low in _ARTICLES:
            first += 1
        article = tokens[phrase.first].low if first > phrase.first else ""
        words = tokens[first:stop]
        speaker = self._named(words, cue, stance)
        if speaker.name.lower() == "one":
            return None
        found = describe(speaker, words, definite=article in _POINTING)
        if (titles := _titles(tokens, phrase.first, stop)) and words[-1].capital:
            found = replace(found, words=found.words | titles, sort=Sort.PERSON if titles & PERSONS else found.sort)
        if found.sort is Sort.NAME and stop + 1 < len(tokens) and tokens[stop].text == ",":
            told = {"who": Sort.PERSON, "which": Sort.GROUP}.get(tokens[stop + 1].low, Sort.NAME)
            found = replace(found, sort=told)
        surname = words[-1].low
        alone = len(words) == 1 or (len(words) == 2 and words[0].low in TITLES and words[1].capital)
        if alone and not article and (full := self._full_name(surname, cue, stance)) is not None:
            speaker = full
            found = self._again(full) or replace(found, speaker=full, sort=Sort.NAME)
        elif article in _POINTING and not any(t.capital for t in words) and (same := self._same(words)) is not None:
            speaker = _with(same.speaker, cue, stance)
            found = replace(same, speaker=speaker)
        elif (whole := self._whole_of([t.low for t in words])) is not None:
            found = replace(found, via=whole.via)
        self._remember(found)
        return speaker

    def mention(self, tokens: list[Token], phrase: Phrase) -> None:
        """Remember the subject of a sentence as one that a later pronoun may mean; a word that only begins the
        sentence is no name."""
        first = tokens[phrase.first]
        others = tokens[phrase.first + 1 : phrase.stop]
        role = any(t.low in ROLES or is_person_noun(t.low) for t in (first, *others))
        if role or any(t.capital for t in others) or first.text in self._names or first.low in self._full:
            self.speaker(tokens, phrase, "", Stance.ASSERTS)

    def again(self, speaker: Speaker) -> None:
        """Make a speaker the latest one again."""
        if (known := self._again(speaker)) is not None:
            self._remember(known)

    def passed_on(self, speaker: Speaker, outlet: Speaker) -> None:
        """Keep that the outlet passed on what a speaker said; of one without a name also what they say next."""
        known = self._again(speaker)
        if known is not None:
            self._remember(replace(known, via=(outlet,)))

    def publishes(self, speaker: Speaker) -> bool:
        """Whether a speaker can be an outlet that was told something, and not a person or a parliament."""
        known = self._again(speaker)
        if known is None or known.words & _ASSEMBLIES or speaker.anonymous:
            return False
        return known.sort in (Sort.OUTLET, Sort.GROUP) or (known.sort is Sort.NAME and not known.gender)

    def forget(self, known: list[Known]) -> None:
        """Go back to those known before a headline, which only says ahead what the text says in full."""
        self.known = known

    def own(self, speaker: Speaker) -> None:
        """Whose own voice the text is, as the first that "the group" may mean."""
        self._remember(Known(speaker, Sort.GROUP, "", frozenset(speaker.name.lower().split()), ""))

    def last(self) -> tuple[Speaker, ...]:
        """The chain of who was named last, who is likely to say what stands in quotation marks next."""
        if not self.known:
            return ()
        return (*self.known[-1].via, self.known[-1].speaker)

    def paragraph(self) -> None:
        """A new paragraph: whom a named speaker talked to in the last one says nothing of what they say now."""
        self.known = [known if known.speaker.anonymous else replace(known, via=()) for known in self.known]

    def via(self, speaker: Speaker) -> tuple[Speaker, ...]:
        """Those who passed on what this speaker said before, outermost first."""
        known = self._again(speaker)
        return known.via if known is not None else ()

    def resolve(self, pronoun: str) -> Known | None:
        """The latest speaker that a pronoun can mean: by number, by person or thing, by woman or man."""
        if pronoun in ("he", "she", "his", "her"):
            gender = "f" if pronoun in ("she", "her") else "m"
            for known in reversed(self.known):
                if known.sort in (Sort.PERSON, Sort.NAME) and known.gender in ("", gender):
                    self._replace(known, told := known.told(gender))
                    return told
            return None
        if pronoun in ("it", "its"):
            for known in reversed(self.known):
                if known.sort in (Sort.GROUP, Sort.OUTLET) or (known.sort is Sort.NAME and is_single(known)):
                    return known
            return self._latest(Sort.NAME)
        if pronoun in ("they", "their"):
            return self._latest(Sort.PEOPLE, Sort.GROUP, Sort.OUTLET) or (self.known[-1] if self.known else None)
        return None

    def _full_name(self, surname: str, cue: str, stance: Stance) -> Speaker | None:
        """ "Okoro" after "Paul Okoro": the person named in full before."""
        if surname in self._full:
            return _with(self._full[surname], cue, stance)
        if surname in self._pairs and surname not in ROLES:
            start, end = self._pairs[surname]
            return Speaker(self.text[start:end], start, end, cue, stance, False)
        return None

    def _latest(self, *sorts: Sort) -> Known | None:
        return next((known for known in reversed(self.known) if known.sort in sorts), None)

    def _named(self, words: list[Token], cue: str, stance: Stance) -> Speaker:
        start, last = words[0].start, words[-1]
        end = last.end - (len(last.text) - len(last.text.rstrip("’'")) if last.possessive else 0)
        if last.possessive and last.text.lower().endswith(("’s", "'s")):
            end = last.end - 2
        several = any(t.low in _QUANTIFIERS for t in words)
        named = any(
            t.capital
            and t.low not in ROLES
            and t.low not in TIMES
            and not (several and (t.low in _QUANTIFIERS or t.low in COUNTRY_OF))
            for t in words
        )
        institution = any(t.low in ORGANISATION or t.low in _INSTITUTIONS for t in words)
        anonymous = _is_anonymous(words) and not _has_personal_name(words)
        return Speaker(self.text[start:end], start, end, cue, stance, anonymous or not (named or institution))

    def _part_of(self, tokens: list[Token], first: int, stop: int) -> Known | None:
        """ "Two of them": the people named last."""
        lows = [t.low for t in tokens[first:stop]]
        if len(lows) == 3 and lows[1] == "of" and lows[2] in _PARTITIVE:
            return self._latest(Sort.PEOPLE)
        return None

    def _whole_of(self, lows: list[str]) -> Known | None:
        """ "One of the officials" after "two officials", "others" after "many": who they were."""
        if lows in (["others"], ["another"]):
            return self._latest(Sort.PEOPLE)
        if len(lows) >= 3 and lows[1] == "of" and lows[2] in _POINTING:
            return next((known for known in reversed(self.known) if known.head == lows[-1]), None)
        return None

    def _same(self, words: list[Token]) -> Known | None:
        """ "The official" after "a defence official", "the charity" after "Oxfam"."""
        noun = words[-1].low
        if len(words) == 1:
            for known in reversed(self.known):
                if known.head == noun and len(known.words) > 1:
                    return known
            return next((known for known in reversed(self.known) if can_mean(noun, known)), None)
        wanted = {t.low for t in words} - _SAME
        for known in reversed(self.known):
            if wanted < known.words and known.head == noun:
                return known
        return None

    def _again(self, speaker: Speaker) -> Known | None:
        return next((known for known in reversed(self.known) if known.speaker.name == speaker.name), None)

    def _replace(self, old: Known, new: Known) -> None:
        self.known[self.known.index(old)] = new

    def _remember(self, found: Known) -> None:
        earlier = self._again(found.speaker)
        if earlier is not None and not found.via:
            found = replace(found, via=earlier.via, gender=found.gender or earlier.gender)
        kept = [known for known in self.known[-_KEPT:] if known.speaker.name != found.speaker.name]
        self.known = [*kept, found]
        words = found.speaker.name.split()
        if found.sort in (Sort.PERSON, Sort.NAME) and len(words) >= 2 and words[-1][:1].isupper():
            self._full.setdefault(words[-1].lower().strip("()"), found.speaker)


def _with(known: Speaker, cue: str, stance: Stance) -> Speaker:
    return Speaker(known.name, known.start, known.end, cue, stance, known.anonymous)


def _titles(tokens: list[Token], first: int, stop: int) -> frozenset[str]:
    """The roles beside a name: "the interior minister, Esteban Ponce," and "Esteban Ponce, the minister"."""
    out: set[str] = set()
    if first > 1 and tokens[first - 1].text == ",":
        for k in range(first - 2, max(-1, first - 8), -1):
            if not tokens[k].wordlike:
                break
            out |= {tokens[k].low} & ROLES
    if stop + 1 < len(tokens) and tokens[stop].text == ",":
        for k in range(stop + 1, min(len(tokens), stop + 7)):
            if not tokens[k].wordlike or tokens[k].low in ("who", "of", "in", "at"):
                break
            out |= {tokens[k].low} & ROLES
    return frozenset(out)


def _is_anonymous(words: list[Token]) -> bool:
    """Whether a phrase names no one: "a defence official", "Witnesses", but not "People's Party"."""
    capitals = sum(1 for t in words if t.capital)
    return any(
        (t.low in _ANONYMOUS or (is_person_noun(t.low) and t.low not in OUTLETS))
        and (not t.capital or (k == 0 and capitals == 1))
        for k, t in enumerate(words)
    )


def _has_personal_name(words: list[Token]) -> bool:
    """Whether a phrase ends in two capital words that are no role: "spokesman John Smith"."""
    run = 0
    for token in reversed(words):
        if not token.capital or token.low in ROLES or token.low in NUMBER_WORDS:
            break
        run += 1
    return run >= 2
