"""What sort of speaker a noun phrase names: a person, people, an organisation or an outlet; woman or man."""

from dataclasses import dataclass, replace
from enum import StrEnum

from claims.extraction.candidate import Speaker
from claims.extraction.given_names import MEN, WOMEN
from claims.extraction.phrases import AWARE, is_person_noun
from claims.extraction.places import COUNTRY_OF
from claims.extraction.roles import ORGANISATION, PERSONS, ROLES, TITLES
from claims.extraction.tokens import Token
from claims.extraction.units import NUMBER_WORDS, word_set


class Sort(StrEnum):
    """What a speaker is, as far as words tell. NAME: two capital words that a person or a firm may have."""

    PERSON = "person"
    PEOPLE = "people"
    GROUP = "group"
    OUTLET = "outlet"
    NAME = "name"


@dataclass(frozen=True)
class Known:
    """A speaker named so far. `gender` is "f", "m" or "" (not told); `words` are the words of the phrase that
    named it; `head` is the noun that says what it is; `via` are those who passed its words on."""

    speaker: Speaker
    sort: Sort
    gender: str
    words: frozenset[str]
    head: str
    via: tuple[Speaker, ...] = ()

    def told(self, gender: str) -> "Known":
        """The same, once "she" or "he" has told that it is a woman or a man."""
        return replace(self, gender=self.gender or gender, sort=Sort.PERSON)


_PEOPLE = word_set(
    "police people men women others some many several few both staff troops media families spokespeople crowd "
    "spokesmen two three four five six dozens hundreds thousands most data"
)
_GROUP_NOUNS = ORGANISATION | word_set(
    "military opposition firm hospital embassy state authorities coalition navy operator airline cabinet senate "
    "house presidency palace alliance institution regulator charity militia group trust club league utility "
    "museum school college clinic zoo retailer carmaker manufacturer maker developer supplier contractor "
    "international watch foundation fund service services inc ltd corp plc llc group holdings airlines airways "
    "petroleum energy motors systems technologies industries pharmaceuticals labs laboratories survey poll "
    "figures documents records complaint lawsuit filing statement studies cross crescent helmets nations federation"
)
OUTLETS = word_set(
    "reuters ap afp bbc cnn bloomberg nbc abc cbs fox npr itv cnbc msnbc politico axios tass xinhua irna kyodo "
    "dpa efe ansa interfax mehr fars tasnim nyt wsj ft guardian telegraph times post herald tribune journal "
    "gazette news newspaper paper broadcaster television tv radio magazine daily weekly press agency-report "
    "outlet channel al-jazeera jazeera spiegel monde pais figaro propublica bellingcat"
)
_WOMAN = word_set(
    "ms mrs miss lady madam spokeswoman chairwoman congresswoman councilwoman mother daughter sister wife widow woman "
    "queen princess girl actress policewoman businesswoman grandmother aunt niece"
)
_MAN = word_set(
    "mr sir lord spokesman chairman congressman councilman father son brother husband widower man king prince boy "
    "actor policeman businessman grandfather uncle nephew pope imam ayatollah sheikh patriarch bishop"
)
_PREPOSITIONS = word_set("of for in at from with within to on inside close by near under")


def describe(speaker: Speaker, words: list[Token], *, definite: bool) -> Known:
    """Tell what the phrase `words` (without its article) names; `definite`: "the" stood before it."""
    lows = [t.low for t in words]
    head = _head(words)
    run = _name_run(words)
    gender = _gender(lows, words[len(words) - run].low if run else "")
    personal = run >= 2 or (run == 1 and len(words) > 1 and (lows[-2] in TITLES or lows[-2] in PERSONS))
    organised = any(t.low in _GROUP_NOUNS or t.low in OUTLETS for t in words[len(words) - run :])
    core = words[: _core(words)]
    if len(core) < len(words) and not (personal and not organised) and _is_person(core):
        return replace(describe(speaker, core, definite=definite), words=frozenset(lows))
    titled = run < len(words) and any(w in TITLES or w in PERSONS for w in lows[: len(words) - run])
    if personal and not organised and (titled or gender):
        sort = Sort.PERSON
    elif head in _PEOPLE or (head.endswith("s") and (head in ROLES or is_person_noun(head)) and head not in OUTLETS):
        sort = Sort.PEOPLE
    elif head in OUTLETS or (len(words) <= 4 and lows[-1] in OUTLETS):
        sort = Sort.OUTLET
    elif head in PERSONS and not organised:
        sort = Sort.PERSON
    elif head in _GROUP_NOUNS or organised or any(t.low in _GROUP_NOUNS for t in words) or _is_acronym(words):
        sort = Sort.GROUP
    elif run == len(words) and not definite and lows[0] not in COUNTRY_OF:
        sort = Sort.NAME
    else:
        sort = Sort.GROUP
    return Known(speaker, sort, gender if sort is not Sort.PEOPLE else "", frozenset(lows), head)


def _head(words: list[Token]) -> str:
    """The noun that the phrase is about: the last before a preposition, or before a name."""
    stop = next((k for k, t in enumerate(words) if k and t.low in _PREPOSITIONS | AWARE), len(words))
    return words[stop - 1].low


def _core(words: list[Token]) -> int:
    """Where the part of a phrase before its first preposition ends: "Dr Ravi Menon" of "... of the hospital"."""
    return next((k for k, t in enumerate(words) if k and t.low in _PREPOSITIONS), len(words))


def _is_person(core: list[Token]) -> bool:
    """Whether a phrase begins with a name of a person: a title or a role, or a given name, before it."""
    run = _name_run(core)
    if not run or any(t.low in _GROUP_NOUNS or t.low in OUTLETS for t in core[len(core) - run :]):
        return False
    before = [t.low for t in core[: len(core) - run]]
    return any(w in TITLES or w in PERSONS for w in before) or (
        run >= 2 and bool(_gender([], core[len(core) - run].low))
    )


def _name_run(words: list[Token]) -> int:
    """How many capital words that are no role end the phrase."""
    run = 0
    for token in reversed(words):
        if not token.capital or token.low in NUMBER_WORDS or (token.low in ROLES and token.low not in OUTLETS):
            break
        if token.possessive and run:
            break
        run += 1
    return run


def _gender(lows: list[str], given: str) -> str:
    if any(w in _WOMAN for w in lows):
        return "f"
    if any(w in _MAN for w in lows):
        return "m"
    return "f" if given in WOMEN else "m" if given in MEN else ""


def is_single(known: Known) -> bool:
    """Whether a name is one word, as those of cities and firms often are and those of persons seldom."""
    return len(known.words) == 1


def _is_acronym(words: list[Token]) -> bool:
    return len(words) == 1 and words[0].text.isupper() and len(words[0].text) > 1


_COMPANIES = word_set(
    "company firm utility bank airline operator developer maker manufacturer retailer carmaker supplier contractor "
    "start-up business corporation insurer lender brewer chain giant conglomerate publisher club"
)
_BODIES = word_set(
    "group organisation organization charity foundation ngo nonprofit association alliance coalition movement "
    "watchdog body union party campaign institute institution federation network think-tank society agency militia "
    "regulator commission committee council"
)
_PAPERS = word_set(
    "newspaper paper daily weekly magazine outlet broadcaster channel network site website agency report"
)
# Bodies that are called nothing else: "the group" is no union, "the union" no foundation.
_OWN_WORD = word_set("party union militia regulator commission committee council agency campaign")
_WRITTEN = word_set("study report survey poll paper review figures data records complaint lawsuit statement analysis")
_STATE = word_set("ministry government police army military court parliament navy department senate congress cabinet")


def can_mean(noun: str, known: Known) -> bool:
    """Whether "the <noun>" can mean a speaker that was named in other words."""
    if noun == known.head:
        return True
    if noun in known.words and noun in PERSONS:
        return known.sort is Sort.PERSON
    if noun in _PAPERS and known.sort is Sort.OUTLET:
        return True
    if known.sort in (Sort.GROUP, Sort.NAME) and not known.speaker.anonymous and not known.words & _WRITTEN:
        if noun in _COMPANIES:
            return not known.words & (_BODIES | _STATE)
        if noun in _BODIES:
            return not known.words & (_STATE | _COMPANIES | _OWN_WORD) and noun not in _OWN_WORD
    if noun in ("man", "woman"):
        return known.sort is Sort.PERSON and known.gender in ("", "f" if noun == "woman" else "m")
    return False
