"""Whether a citing verb attributes anything where it stands: not when negated, passive or used as a noun."""

from claims.extraction.complements import FORECASTS, QUOTE, has_predicate
from claims.extraction.phrases import Phrase, is_person_noun
from claims.extraction.roles import PRONOUNS, ROLES
from claims.extraction.tokens import Token
from claims.extraction.units import word_set
from claims.extraction.verbs import CITING_NOUNS, FINITE, NEGATIONS, PASSIVE, REFUSALS, Takes, Verb

MEDIA_VERBS = word_set("post publish release share")
_MEDIA = word_set("video videos footage photo photos photograph photographs picture pictures image images clip clips")
_RESEARCH = word_set(
    "study studies data survey surveys poll polls figures report reports documents records research analysis "
    "memo memos tests test audit review inquiry investigation trial paper census statistics results result researchers "
    "scientists team"
)
_RESEARCH_VERBS = word_set("find show suggest indicate reveal note")
_BEFORE_NOUN = word_set("to the a an its their his her this that these those of for our my your no any some all")
_REVISING = word_set("raise revise list tally")
_COUNTS = word_set("toll number total death figure figures estimate forecast count concerns doubts questions alarm")
_HOLDING = word_set("believe think fear suspect")
_PLURAL_SAY = word_set("say believe warn argue insist allege deny tell write confirm expect")
_ECHOING = word_set("repeat echo relay")
_CASES = word_set("case cases infections")
_COMMENTED = word_set("figure number toll count claim charge allegation accusation assertion account version estimate")


def not_citing(tokens: list[Token], i: int, verb: Verb) -> bool:
    """Whether the verb at tokens[i] is an infinitive, a passive or a noun."""
    before = [t.low for t in tokens[max(0, i - 3) : i]]
    previous = before[-1] if before else ""
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if (verb.lemma == "put" and following == "it") or following == "so" or _comments(tokens, i):
        return True
    if verb.lemma == "warn" and _of_what(tokens, i):
        return True
    if verb.lemma in _ECHOING and not any(t.low in ("that", "of") or t.possessive for t in tokens[i + 1 : i + 9]):
        return True
    if verb.lemma in _REVISING and not any(t.low in CITING_NOUNS or t.low in _COUNTS for t in tokens[i + 1 : i + 6]):
        return True
    if verb.form in ("third", "base") and (following in FINITE or following == "of") and previous not in PRONOUNS:
        return True
    if verb.lemma in ("call", "dub") and not _names_something(tokens, i):
        return True
    if verb.lemma in ("confirm", "identify") and following in _CASES:
        return True
    if previous in _BEFORE_NOUN:
        return not (previous == "that" and verb.form in ("past", "third"))
    if verb.form == "past" and (following == "by" or _is_passive(before)):
        return True
    deferred = following == "that" or previous == "," or (verb.lemma in _PLURAL_SAY and tokens[i - 1].wordlike)
    if verb.form == "base" and verb.lemma != "put" and not deferred:
        near = [t.low for t in tokens[max(0, i - 5) : i]]
        plural = any(w.endswith("s") and (w in ROLES or is_person_noun(w)) for w in near[-1:]) or (
            tokens[i - 1].capital and any(w.endswith("s") and w in ROLES for w in near[:-1])
        )
        plural = plural or (previous.endswith("s") and previous in _RESEARCH)
        return not (plural or previous in ("i", "we", "they", "who", "people", "police", "media", "data", "nationals"))
    return False


def _comments(tokens: list[Token], i: int) -> bool:
    """Whether the verb says what somebody makes of the statement: ", a figure Israel disputes"."""
    for k in range(i - 1, max(2, i - 6), -1):
        if not tokens[k].wordlike:
            return False
        if tokens[k].low in _COMMENTED:
            return tokens[k - 1].low in ("a", "an", "the") and tokens[k - 2].text in (",", "–", "—") and k < i - 1
    return False


def _of_what(tokens: list[Token], i: int) -> bool:
    """Whether "warned" has persons and a matter as its objects: "warned the ministry about the ship"."""
    for k in range(i + 1, min(len(tokens), i + 8)):
        if tokens[k].low == "that" or not tokens[k].wordlike:
            return False
        if tokens[k].low in ("about", "of", "over", "against"):
            return not has_predicate(tokens, i + 1, k)
    return False


def _names_something(tokens: list[Token], i: int) -> bool:
    """Whether "called" is followed by a demand or by a name in quotation marks."""
    if i + 1 < len(tokens) and tokens[i + 1].low in ("on", "for", "upon"):
        return True
    return any(t.text in "“\"‘'«" or t.kind == QUOTE for t in tokens[i + 1 : i + 14])


def negated(tokens: list[Token], i: int) -> bool:
    """Whether "not", "declined to" or the like stands directly before the verb at tokens[i]."""
    for k in range(i - 1, max(-1, i - 5), -1):
        low = tokens[k].low
        if low in REFUSALS or low in NEGATIONS or low.endswith("n't"):
            return True
        if not tokens[k].wordlike or (
            low not in FINITE and low not in ("to", "yet", "been") and not low.endswith("ly")
        ):
            return False
    return False


def _is_passive(before: list[str]) -> bool:
    if not before:
        return False
    return before[-1] in PASSIVE or (
        len(before) > 1
        and before[-2] in PASSIVE
        and (before[-1].endswith("ly") or before[-1] in ("also", "once", "now"))
    )


def is_inverted(tokens: list[Token], i: int, verb: Verb) -> bool:
    """Whether the speaker may follow the verb: "...", said Jane Doe."""
    return (
        i > 0
        and verb.takes in (Takes.CLAUSE, Takes.EITHER)
        and verb.form in ("past", "third")
        and (tokens[i - 1].kind == QUOTE or tokens[i - 1].text in (",", "”", '"', "’"))
    )


def allowed_bare(tokens: list[Token], phrase: Phrase | None, verb: Verb, start: int) -> bool:
    """A study "found" or "shows" without "that"; "found the estimate to be plausible" judges as a whole."""
    if phrase is None:
        return False
    research = any(t.low in _RESEARCH for t in tokens[phrase.first : phrase.stop])
    if verb.lemma in FORECASTS:
        return tokens[start - 2].low in ("had", "have") or any(t.kind == "number" for t in tokens[start:])
    if verb.lemma in MEDIA_VERBS and any(t.low in _MEDIA for t in tokens[start : start + 4]):
        return True
    if verb.lemma in _HOLDING and any(t.low in FINITE for t in tokens[start + 1 : start + 7]):
        return True
    if verb.lemma in ("believe", "consider", "think") and [t.low for t in tokens[start : start + 12]].count("be"):
        return True
    judged = verb.lemma == "find" and any(t.low in CITING_NOUNS for t in tokens[start : start + 8])
    return (research and verb.lemma in _RESEARCH_VERBS) or judged or verb.takes is Takes.WHOLE


def _left_quote(tokens: list[Token], head: int) -> bool:
    k = head - 1
    while k >= 0 and tokens[k].text in (",", "-", "–", "—"):
        k -= 1
    return k >= 0 and tokens[k].kind == QUOTE


def is_trailing(tokens: list[Token], head: int, start: int, that: bool) -> bool:
    """Whether what was said stands before the attribution: "..., police said on Monday"."""
    if head == 0:
        return False
    if _left_quote(tokens, head):
        return not (that and start < len(tokens) and tokens[start - 1].low == "that")
    if tokens[head - 1].text not in (",", "–", "—") or that:
        return False
    rest = [t for t in tokens[start:] if t.text not in '.,;!?”"’']
    if not rest and head >= 4:
        return True
    said = has_predicate(tokens, 0, head - 1) or (any(t.kind == "number" for t in tokens[:head]) and head > 4)
    if not said:
        return False
    after = tokens[start].text if start < len(tokens) else "."
    return (
        not rest
        or after in ",.;"
        or tokens[start].low in ("after", "as", "in", "at", "on", "following", "while", "and", "but", "with")
    )


def tail(tokens: list[Token], stop: int) -> int:
    """The index after an inverted attribution with its apposition ("said Jane Doe, the minister, on
    Monday")."""
    j = stop
    while j < len(tokens) and tokens[j].text not in ".;" and tokens[j].kind != QUOTE and j - stop < 25:
        j += 1
    return j
