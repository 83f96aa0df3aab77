"""Who is said to have said what in one sentence: citing verbs, "according to", and nouns such as "claim"."""

from claims.extraction.candidate import Speaker, Stance
from claims.extraction.complements import FORECASTS, QUOTE, complement, has_predicate
from claims.extraction.links import Link, Reading, according, cited_source, citing_noun, close
from claims.extraction.phrases import ROLES, Phrase, is_person_noun, phrase_after
from claims.extraction.speakers import Memory
from claims.extraction.subjects import subject_of
from claims.extraction.tokens import Token
from claims.extraction.units import word_set
from claims.extraction.verbs import (
    CITING_NOUNS,
    NEED_THAT,
    NEGATIONS,
    PASSIVE,
    REFUSALS,
    VERBS,
    Takes,
    Verb,
)

_MEDIA_VERBS = word_set("post publish release share")
_MEDIA = word_set("video videos footage photo photos photograph photographs picture pictures image images clip clips")
_RESEARCH = word_set(
    "study studies data survey surveys poll polls figures report reports documents records research analysis"
)


def read(tokens: list[Token], memory: Memory, dates: dict[int, int]) -> Reading:
    """Find the attributions of one sentence, in which quoted speech is a single token of kind "quote"."""
    reading = Reading()
    taken: set[int] = set()
    for i, token in enumerate(tokens):
        if token.low == "according" and i + 2 < len(tokens) and tokens[i + 1].low == "to":
            according(tokens, i, memory, reading)
        elif token.low in CITING_NOUNS and citing_noun(tokens, i, memory, reading, dates):
            taken.add(i)
        elif token.wordlike and not token.capital and token.low in VERBS and i not in taken:
            _verb(tokens, i, VERBS[token.low], memory, reading, dates)
    spoken = [link for link in reading.links if link.announces]
    if tokens and tokens[-1].text == ":" and spoken:
        last = max(spoken, key=lambda link: link.skip[1])
        if len(tokens) - last.skip[1] <= 2 or last.whole or last.hi >= len(tokens) - 1:
            reading.intro = tuple(
                link.speaker for link in spoken if link is last or (link.lo <= last.head and link.hi >= len(tokens) - 1)
            )
    return reading


def _verb(tokens: list[Token], i: int, verb: Verb, memory: Memory, reading: Reading, dates: dict[int, int]) -> None:
    if _not_citing(tokens, i, verb, reading):
        return
    earlier = reading.links[-1] if reading.links else None
    found = subject_of(tokens, i, verb, dates)
    inverted = found is None and _is_inverted(tokens, i, verb)
    if inverted:
        after = phrase_after(tokens, i + 1, len(tokens))
        if after is None:
            return
        speaker = memory.speaker(tokens, after, tokens[i].text, verb.stance)
        if speaker is not None:
            _trailing(tokens, reading, speaker, i, _tail(tokens, after.stop), after)
        return
    if found is None:
        return
    if found.shared:
        if earlier is None or earlier.phrase is None:
            lead = found.phrase
            if lead is None:
                return
            speaker = memory.speaker(tokens, lead, tokens[i].text, verb.stance)
        else:
            if earlier.whole and verb.takes is Takes.WHOLE and earlier.hi >= i:
                return
            known = earlier.speaker
            speaker = Speaker(known.name, known.start, known.end, tokens[i].text, verb.stance, known.anonymous)
    else:
        if found.phrase is None:
            return
        speaker = memory.speaker(tokens, found.phrase, tokens[i].text, verb.stance)
    if speaker is None:
        return
    if _within_link(tokens, i, reading):
        return
    what = complement(tokens, verb, i, len(tokens), dates)
    bare = not what.that and verb.lemma in NEED_THAT
    if (
        bare
        and not _allowed_bare(tokens, found.phrase, verb, what.start)
        and not _is_trailing(tokens, found.head, what.start, what.that)
    ):
        return
    if verb.takes is Takes.SOURCE:
        cited_source(tokens, i, verb, speaker, found.head, memory, reading)
        return
    phrase = found.phrase or (earlier.phrase if earlier else None)
    if not what.whole and _is_trailing(tokens, found.head, what.start, what.that):
        _trailing(tokens, reading, speaker, found.head, what.start, phrase)
        return
    close(tokens, reading, found.head, shared=found.shared, relative=found.relative)
    if what.audience is not None:
        outlet = memory.speaker(tokens, what.audience, "told" if verb.lemma == "tell" else "with", Stance.REPORTS)
        if outlet is not None and outlet.name != speaker.name:
            lo = found.head if what.whole else what.start
            reading.links.append(
                Link(outlet, lo, len(tokens), (found.head, found.head), what.whole, found.head, rank=-1)
            )
            memory.latest.append(speaker)
    lo = found.head if what.whole else what.start
    skip = (found.head, found.head) if what.whole else (found.head, what.start)
    reading.links.append(
        Link(
            speaker,
            lo,
            len(tokens),
            skip,
            whole=what.whole,
            head=found.head,
            order=len(reading.links),
            phrase=phrase,
            announces=verb.lemma not in _MEDIA_VERBS,
        )
    )
    if what.audience is None:
        _interview(tokens, i, reading, memory)


def _interview(tokens: list[Token], i: int, reading: Reading, memory: Memory) -> None:
    """ "... in an interview with Reuters": the outlet reports what the speaker says."""
    link = reading.links[-1]
    for k in range(i + 1, len(tokens) - 2):
        if tokens[k].low in ("interview", "interviews") and tokens[k + 1].low == "with" and tokens[k + 2].wordlike:
            phrase = phrase_after(tokens, k + 2, len(tokens))
            if phrase is None or not tokens[phrase.stop - 1].capital:
                return
            outlet = memory.speaker(tokens, phrase, "interview", Stance.REPORTS)
            if outlet is not None:
                reading.links.append(Link(outlet, link.lo, link.hi, (link.lo, link.lo), link.whole, link.head, rank=-1))
            return


def _within_link(tokens: list[Token], i: int, reading: Reading) -> bool:
    """Whether "saying" at tokens[i] belongs to "quoted the mayor as saying", which is read already."""
    return tokens[i].low == "saying" and any(link.skip[0] <= i < link.skip[1] for link in reading.links)


def _not_citing(tokens: list[Token], i: int, verb: Verb, reading: Reading) -> bool:
    """Negated, infinitive, passive and noun uses do not attribute anything."""
    before = [t.low for t in tokens[max(0, i - 3) : i]]
    if any(w in REFUSALS or w in NEGATIONS or w.endswith("n't") for w in before):
        reading.negated = True
        return True
    previous = before[-1] if before else ""
    following = tokens[i + 1].low if i + 1 < len(tokens) else ""
    if verb.lemma == "put" and following == "it":
        return True
    if previous in ("to", "the", "a", "an", "its", "their", "his", "her", "this", "that", "of", "for"):
        return not (previous == "that" and verb.form in ("past", "third"))
    if verb.form == "past" and (following == "by" or _is_passive(before)):
        return True
    if verb.form == "base" and verb.lemma != "put":
        near = [t.low for t in tokens[max(0, i - 5) : i]]
        plural = any(w.endswith("s") and (w in ROLES or is_person_noun(w)) for w in near[-1:]) or (
            tokens[i - 1].capital and any(w.endswith("s") and w in ROLES for w in near[:-1])
        )
        return not (plural or previous in ("i", "we", "they", "who", "people", "police", "media", "data", "nationals"))
    return False


def _is_passive(before: list[str]) -> bool:
    """Whether a form of "be" stands before the verb, with at most an adverb between."""
    if not before:
        return False
    return before[-1] in PASSIVE or (
        len(before) > 1
        and before[-2] in PASSIVE
        and (before[-1].endswith("ly") or before[-1] in ("also", "once", "now"))
    )


def _is_inverted(tokens: list[Token], i: int, verb: Verb) -> bool:
    return (
        i > 0
        and verb.takes in (Takes.CLAUSE, Takes.EITHER)
        and verb.form in ("past", "third")
        and (tokens[i - 1].kind == QUOTE or tokens[i - 1].text in (",", "”", '"', "’"))
    )


def _allowed_bare(tokens: list[Token], phrase: Phrase | None, verb: Verb, start: int) -> bool:
    """A study "found" or "shows" without "that"; "found the estimate to be plausible" judges as a whole."""
    if phrase is None:
        return False
    research = any(t.low in _RESEARCH for t in tokens[phrase.first : phrase.stop])
    if verb.lemma in FORECASTS:
        return any(t.kind == "number" for t in tokens[start:])
    if verb.lemma in _MEDIA_VERBS and any(t.low in _MEDIA for t in tokens[start : start + 4]):
        return True
    judged = verb.lemma == "find" and any(t.low in CITING_NOUNS for t in tokens[start : start + 8])
    return (
        (research and verb.lemma in ("find", "show", "suggest", "indicate", "reveal"))
        or judged
        or verb.takes is Takes.WHOLE
    )


def _left_quote(tokens: list[Token], head: int) -> bool:
    k = head - 1
    while k >= 0 and tokens[k].text in (",", "-", "–", "—"):
        k -= 1
    return k >= 0 and tokens[k].kind == QUOTE


def _is_trailing(tokens: list[Token], head: int, start: int, that: bool) -> bool:
    """Whether what was said stands before the attribution: "..., police said on Monday"."""
    if head == 0:
        return False
    if _left_quote(tokens, head):
        return not (that and start < len(tokens) and tokens[start - 1].low == "that")
    if tokens[head - 1].text not in (",", "–", "—") or that:
        return False
    rest = [t for t in tokens[start:] if t.text not in '.,;!?”"’']
    said = has_predicate(tokens, 0, head - 1) or (any(t.kind == "number" for t in tokens[:head]) and head > 4)
    if not said:
        return False
    after = tokens[start].text if start < len(tokens) else "."
    return (
        not rest
        or after in ",.;"
        or tokens[start].low in ("after", "as", "in", "at", "on", "following", "while", "and", "but")
    )


def _trailing(
    tokens: list[Token], reading: Reading, speaker: Speaker, head: int, stop: int, phrase: Phrase | None
) -> None:
    lo = 0
    for link in reading.links:
        if link.skip[1] <= head and link.hi < len(tokens):
            lo = max(lo, link.hi)
    reading.links.append(Link(speaker, lo, head, (head, stop), head=head, rank=-1, phrase=phrase))


def _tail(tokens: list[Token], stop: int) -> int:
    """The index after an inverted attribution with its apposition ("said Jane Doe, the minister, on
    Monday")."""
    j = stop
    while j < len(tokens) and tokens[j].text not in ".;" and tokens[j].kind != QUOTE and j - stop < 25:
        j += 1
    return j
