"""Who speaks: the noun phrase beside a citing verb, and what its pronouns and short names stand for."""

from dataclasses import dataclass, field

from claims.extraction.candidate import Speaker, Stance
from claims.extraction.tokens import Token
from claims.extraction.units import NUMBER_WORDS, word_set
from claims.extraction.verbs import FINITE, VERBS

ROLES = word_set(
    "official officials spokesman spokeswoman spokesperson spokespeople spokesmen spokespersons ministry minister ministers "
    "police government governments authorities authority agency agencies president premier chancellor governor mayor senator "
    "senators lawmaker lawmakers prosecutor prosecutors judge judges court courts lawyer lawyers attorney attorneys army "
    "military navy general commander commanders source sources witness witnesses eyewitness eyewitnesses doctor doctors nurse "
    "nurses medic medics hospital hospitals resident residents analyst analysts expert experts economist economists "
    "researcher researchers scientist scientists professor study studies report reports survey surveys poll polls data "
    "statement newspaper newspapers media outlet outlets broadcaster broadcasters television radio website group groups "
    "organisation organisations organization organizations union unions party parties campaigners campaigner activist "
    "activists opposition resistance coalition regime administration state company firm bank office department bureau "
    "committee commission council institute university institution watchdog regulator embassy diplomat diplomats envoy "
    "ambassador director chief head chairman chairwoman chair chairperson executive ceo secretary leader leaders member "
    "members rebels militants militia insurgents movement network relatives family families mother father son daughter "
    "brother sister wife husband widow neighbour neighbor neighbours neighbors survivor survivors victim victims worker "
    "workers staff teacher teachers student students farmer farmers voter voters critics critic supporters opponents "
    "observers investigators investigator inspectors detectives coroner rescuers firefighters volunteers volunteer aide aides "
    "adviser advisers advisor advisors insider insiders negotiator negotiators monitor monitors correspondent reporter "
    "journalist journalists editor author authors historian epidemiologist meteorologist forecasters geologists manager "
    "people person man woman men women others some many several few one most both crowd protesters demonstrators prisoners "
    "detainees refugees migrants soldier soldiers officer officers troops federation alliance association foundation charity "
    "tribunal parliament congress senate cabinet palace house presidency headquarters documents figures records team "
    "airline operator developer maker manufacturer billionaire founder patriarch bishop pope cleric ayatollah king queen "
    "prince agency-report dissident dissidents"
)
PRONOUNS = word_set("he she they it we i who which you")
_TITLES = word_set(
    "mr mrs ms dr prof president minister prime foreign defence defense interior secretary general sir lady lord senator "
    "governor mayor chancellor ayatollah king queen prince princess pope sheikh imam professor judge justice colonel captain "
    "lieutenant major admiral sergeant rep sen gov president-elect vice deputy chief spokesman spokeswoman spokesperson"
)
_ORGANISATION = word_set(
    "ministry agency council organisation organization party group bank university institute committee commission union "
    "department office court army police government association federation times post news media television resistance "
    "regime network company corporation front movement parliament congress watchdog bureau authority administration "
    "reuters press journal herald guardian broadcaster centre center society foundation board court newspaper report study"
)
_INSTITUTIONS = word_set(
    "military opposition company firm hospital embassy state authorities data figures survey poll documents records airline "
    "union cabinet senate house coalition navy operator party studies presidency palace"
)
_DETERMINERS = word_set("the a an this that these those its his her their our my your another each any no")
_PREPOSITIONS = word_set("of for in at from with within to on inside close")
_CONJUNCTIONS = word_set(
    "yet but and however meanwhile also so still then later earlier today yesterday although though while because when as "
    "since moreover furthermore nevertheless instead separately overall additionally nor if whether that after before until"
)
_TIMES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september october "
    "november december morning evening afternoon night week month year yesterday today tonight late early earlier later"
)
_STATES = word_set(
    "unnamed unidentified armed retired elected appointed displaced wounded injured detained alleged united allied wanted "
    "self-styled newly-elected unaffiliated related combined"
)
_ANONYMOUS = word_set(
    "unnamed anonymous unidentified source sources insider insiders official officials witness witnesses eyewitness "
    "eyewitnesses residents resident doctor doctors diplomat diplomats nurse nurses medic medics activist activists others "
    "some many people analysts experts critics observers workers family families relatives"
)


@dataclass(frozen=True)
class Phrase:
    """A noun phrase at tokens[first:stop] that can name a speaker. `pronoun` marks one that needs resolving."""

    first: int
    stop: int
    pronoun: bool = False


def phrase_before(tokens: list[Token], i: int, low: int) -> Phrase | None:
    """The speaker whose last word is tokens[i], looking no further left than tokens[low]."""
    if i < low:
        return None
    if tokens[i].low in PRONOUNS and tokens[i].wordlike and tokens[i].text != "US":
        return Phrase(i, i + 1, pronoun=True)
    j, first = i, i + 1
    while j >= low and i - j < 16:
        token = tokens[j]
        if token.text in (")", "]"):
            opening = _opening(tokens, j, low)
            if opening is None:
                break
            first, j = opening, opening - 1
            continue
        if token.low in _DETERMINERS:
            first = j
            if not _joins(tokens, j - 1, low):
                break
            j -= 2
            first = j + 1
            continue
        if token.low in _PREPOSITIONS and j < i:
            if not _joins(tokens, j, low):
                break
            j -= 1
            continue
        if (
            token.low in ("and", "&")
            and j < i
            and j > low
            and _nominal(tokens[j - 1])
            and (tokens[j - 1].capital == tokens[j + 1].capital and tokens[j + 1].low not in _DETERMINERS)
        ):
            j -= 1
            continue
        if not _nominal(token):
            break
        first = j
        j -= 1
    while first <= i and (tokens[first].low in _CONJUNCTIONS or tokens[first].low in _PREPOSITIONS):
        first += 1
    return Phrase(first, i + 1) if first <= i and is_speaker(tokens, first, i + 1) else None


def phrase_after(tokens: list[Token], i: int, high: int) -> Phrase | None:
    """The speaker whose first word is tokens[i] ("said John Smith, the minister"), within tokens[:high]."""
    if (
        i < high
        and tokens[i].low in PRONOUNS
        and tokens[i].wordlike
        and tokens[i].low not in ("who", "which")
    ):
        return Phrase(i, i + 1, pronoun=True)
    j = i
    while j < high and j - i < 16:
        token = tokens[j]
        if token.text == "(":
            close = next((k for k in range(j, min(high, j + 14)) if tokens[k].text == ")"), None)
            if close is None:
                break
            j = close + 1
            continue
        if token.low in _DETERMINERS:
            if j > i and tokens[j - 1].low not in _PREPOSITIONS:
                break
        elif token.low in ("of", "for", "in", "at", "within", "from") and j > i:
            if tokens[j + 1 : j + 2] and tokens[j + 1].low in _TIMES:
                break
            if token.low != "of" and not (tokens[j - 1].low in ROLES or tokens[j - 1].capital):
                break
        elif token.low in ("and", "&") and j > i and j + 1 < high:
            if not (tokens[j - 1].capital and tokens[j + 1].capital):
                break
        elif not _nominal(token):
            break
        j += 1
        if (
            token.possessive
            and j - i > 1
            and not (j < high and (tokens[j].capital or tokens[j].low in ROLES))
        ):
            break
    while j > i and (tokens[j - 1].low in _PREPOSITIONS or tokens[j - 1].low in ("and", "&")):
        j -= 1
    return Phrase(i, j) if j > i and is_speaker(tokens, i, j) else None


def is_speaker(tokens: list[Token], first: int, stop: int) -> bool:
    """Whether tokens[first:stop] can speak: a name, or a role such as "officials" or "the ministry"."""
    for k in range(first, stop):
        token = tokens[k]
        if token.low in ROLES:
            return True
        if token.capital and token.low not in _TIMES and token.low not in _DETERMINERS:
            if token.low in _CONJUNCTIONS or token.low in _PREPOSITIONS:
                continue
            return True
    return False


def _opening(tokens: list[Token], j: int, low: int) -> int | None:
    for k in range(j - 1, max(low, j - 14) - 1, -1):
        if tokens[k].text in "([":
            return k
    return None


def _joins(tokens: list[Token], j: int, low: int) -> bool:
    """Whether the preposition at j ties a following phrase to a noun before it, as in "sources within the army"."""
    if j <= low or tokens[j].low not in _PREPOSITIONS:
        return False
    before = tokens[j - 1]
    if before.low in _TIMES or not _nominal(before):
        return False
    return (
        tokens[j].low == "of"
        or before.low in ROLES
        or (before.capital and tokens[j].low in ("for", "at", "in"))
    )


def _nominal(token: Token) -> bool:
    if token.kind == "abbr" or token.text in "#@/":
        return True
    if not token.wordlike:
        return False
    low = token.low
    if low in FINITE or low in _CONJUNCTIONS or low in _TIMES or low in _PREPOSITIONS or low in PRONOUNS:
        return low == "may" and token.capital
    verb = VERBS.get(low)
    if verb is not None and not token.capital and low not in ROLES and verb.form != "base":
        return False
    if low.endswith("ed") and not token.capital and "-" not in low and low not in _STATES:
        return False
    return not (
        low.endswith("ly") and not token.capital and low not in ("family", "daily", "weekly", "assembly")
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
        """The Speaker that a phrase stands for, remembered for what follows; None for an unresolved pronoun."""
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
        named = any(t.capital and t.low not in ROLES and t.low not in _TIMES for t in tokens[first:stop])
        anonymous = _is_anonymous(tokens[first:stop]) and not _has_personal_name(tokens, first, stop)
        institution = any(w in _ORGANISATION or w in _INSTITUTIONS for w in lows)
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
        if plural or any(w in _ORGANISATION for w in lows) or speaker.name.isupper() or "/" in speaker.name:
            self.groups = [*self.groups[-4:], speaker]
            return
        person = (
            any(w in _TITLES for w in lows)
            or (len(words) >= 2 and words[-1][:1].isupper())
            or speaker.anonymous
        )
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
        """ "The official" after "an Iranian official": the same speaker when the role noun is the same."""
        for speaker in reversed(self.latest):
            if speaker.name.split()[-1].lower() == role and len(speaker.name.split()) > 1:
                return speaker
        return None


def _with(known: Speaker, cue: str, stance: Stance) -> Speaker:
    return Speaker(known.name, known.start, known.end, cue, stance, known.anonymous)


def _is_anonymous(words: list[Token]) -> bool:
    """Whether a phrase names no one: "an Iranian official", "Witnesses", but not "People's Party"."""
    capitals = sum(1 for t in words if t.capital)
    return any(
        t.low in _ANONYMOUS and (not t.capital or (k == 0 and capitals == 1)) for k, t in enumerate(words)
    )


def _has_personal_name(tokens: list[Token], first: int, stop: int) -> bool:
    """Whether a phrase ends in two capital words that are no role: "spokesman John Smith"."""
    run = 0
    for token in reversed(tokens[first:stop]):
        if not token.capital or token.low in ROLES or token.low in NUMBER_WORDS:
            break
        run += 1
    return run >= 2
