"""Through whom the words of a speaker came: the outlet that was told, that asked, or that broadcast them."""

from claims.extraction.antecedents import OUTLETS
from claims.extraction.apposition import Subject
from claims.extraction.candidate import Speaker, Stance
from claims.extraction.phrases import Phrase, phrase_after
from claims.extraction.speakers import Memory
from claims.extraction.tokens import Token
from claims.extraction.units import word_set
from claims.extraction.verbs import SURVEYED, Verb

_CARRIED = word_set("broadcast published carried aired reported televised relayed")
_REMARKS = word_set("remarks comments statement speech interview message address video words")


def conduits(
    tokens: list[Token],
    i: int,
    verb: Verb,
    speaker: Speaker,
    found: Subject,
    audience: Phrase | None,
    memory: Memory,
) -> None:
    """Keep who passed on what a speaker said: the outlet that was told, or that asked them."""
    outlet = None
    cue = "told" if verb.lemma == "tell" else "with"
    if audience is not None:
        outlet = memory.speaker(tokens, audience, cue, Stance.REPORTS)
    elif (asked := _interviewer(tokens, i, found)) is not None:
        outlet = memory.speaker(tokens, asked[0], asked[1], Stance.REPORTS)
    carried = None if outlet is not None else _carrier(tokens, found)
    if carried is not None:
        outlet = memory.speaker(tokens, carried, "remarks", Stance.REPORTS)
    if outlet is None or outlet.name == speaker.name:
        return
    if found.outlet is not None or carried is not None or memory.publishes(outlet):
        memory.passed_on(speaker, outlet)
    memory.again(speaker)


def _carrier(tokens: list[Token], found: Subject) -> Phrase | None:
    """ "In remarks broadcast by state television, the minister said": who broadcast them."""
    for k in range(1, found.head - 2):
        if tokens[k].low in _CARRIED and tokens[k - 1].low in _REMARKS:
            if tokens[k + 1].low in ("on", "by"):
                return phrase_after(tokens, k + 2, found.head)
            return None
    return None


def _interviewer(tokens: list[Token], i: int, found: Subject) -> tuple[Phrase, str] | None:
    """ "In an interview with Reuters", "economists polled by Reuters", "residents who spoke to Reuters",
    "was quoted by Reuters as saying"."""
    if found.outlet is not None:
        return found.outlet, "quoted"
    starts = range(found.phrase.stop if found.phrase else found.head, i)
    spans = [k for k in starts if tokens[k].low in SURVEYED] + [
        k for k in range(i + 1, len(tokens) - 2) if tokens[k].low in ("interview", "interviews")
    ]
    for k in spans[:4]:
        for at in range(k + 1, min(k + 4, len(tokens) - 1)):
            if tokens[at].low not in ("by", "with", "to"):
                continue
            phrase = phrase_after(tokens, at + 1, i if k < i else len(tokens))
            if phrase is None or phrase.pronoun:
                break
            if not any(t.capital or t.low in OUTLETS for t in tokens[phrase.first : phrase.stop]):
                break
            return phrase, tokens[k].text
    return None
