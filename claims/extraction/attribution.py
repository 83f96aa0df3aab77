"""Who is said to have said what in one sentence: citing verbs, "according to", and nouns such as "claim"."""

from dataclasses import dataclass, field

from claims.extraction.candidate import Speaker, Stance
from claims.extraction.complements import QUOTE, complement, has_predicate
from claims.extraction.speakers import ROLES, Memory, Phrase, phrase_after, phrase_before
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

_JOINERS = word_set("and but while although though whereas however yet")
_MEDIA_VERBS = word_set("post publish release share")
_MEDIA = word_set(
    "video videos footage photo photos photograph photographs picture pictures image images clip clips"
)
_RESEARCH = word_set(
    "study studies data survey surveys poll polls figures report reports documents records research analysis"
)


@dataclass
class Link:
    """One attribution: `speaker` holds for tokens[lo:hi]; tokens[skip[0]:skip[1]] are the attributing words."""

    speaker: Speaker
    lo: int
    hi: int
    skip: tuple[int, int]
    whole: bool = False
    head: int = 0
    order: int = 0
    rank: int = 0
    phrase: Phrase | None = None
    announces: bool = False


@dataclass
class Reading:
    """The links of one sentence, and the speakers that it announces for what comes next ("... he wrote:")."""

    links: list[Link] = field(default_factory=list)
    intro: tuple[Speaker, ...] = ()
    negated: bool = False


def read(tokens: list[Token], memory: Memory, dates: dict[int, int]) -> Reading:
    """Find the attributions of one sentence, in which quoted speech is a single token of kind "quote"."""
    reading = Reading()
    taken: set[int] = set()
    for i, token in enumerate(tokens):
        if token.low == "according" and i + 2 < len(tokens) and tokens[i + 1].low == "to":
            _according(tokens, i, memory, reading)
        elif token.low in CITING_NOUNS and _noun(tokens, i, memory, reading, dates):
            taken.add(i)
        elif token.wordlike and not token.capital and token.low in VERBS and i not in taken:
            _verb(tokens, i, VERBS[token.low], memory, reading, dates)
    spoken = [link for link in reading.links if link.announces]
    if tokens and tokens[-1].text == ":" and spoken:
        last = max(spoken, key=lambda link: link.skip[1])
        if len(tokens) - last.skip[1] <= 2 or last.whole or last.hi >= len(tokens) - 1:
            reading.intro = tuple(
                link.speaker
                for link in spoken
                if link is last or (link.lo <= last.head and link.hi >= len(tokens) - 1)
            )
    return reading


def _verb(
    tokens: list[Token], i: int, verb: Verb, memory: Memory, reading: Reading, dates: dict[int, int]
) -> None:
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
            speaker = Speaker(
                known.name, known.start, known.end, tokens[i].text, verb.stance, known.anonymous
            )
    else:
        if found.phrase is None:
            return
        speaker = memory.speaker(tokens, found.phrase, tokens[i].text, verb.stance)
    if speaker is None:
        return
    if _within_link(tokens, i, reading):
        return
    what = complement(tokens, verb, i, len(tokens), dates)
    if (
        not what.that
        and verb.lemma in NEED_THAT
        and not _allowed_bare(tokens, found.phrase, verb, what.start)
    ):
        if not _left_quote(tokens, found.head):
            return
    if verb.takes is Takes.SOURCE:
        _source(tokens, i, verb, speaker, found.head, memory, reading)
        return
    phrase = found.phrase or (earlier.phrase if earlier else None)
    if not what.whole and _is_trailing(tokens, found.head, what.start, what.that):
        _trailing(tokens, reading, speaker, found.head, what.start, phrase)
        return
    _close(tokens, reading, found.head, shared=found.shared, relative=found.relative)
    if what.audience is not None:
        outlet = memory.speaker(
            tokens, what.audience, "told" if verb.lemma == "tell" else "with", Stance.REPORTS
        )
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
        if (
            tokens[k].low in ("interview", "interviews")
            and tokens[k + 1].low == "with"
            and tokens[k + 2].wordlike
        ):
            phrase = phrase_after(tokens, k + 2, len(tokens))
            if phrase is None or not tokens[phrase.stop - 1].capital:
                return
            outlet = memory.speaker(tokens, phrase, "interview", Stance.REPORTS)
            if outlet is not None:
                reading.links.append(
                    Link(outlet, link.lo, link.hi, (link.lo, link.lo), link.whole, link.head, rank=-1)
                )
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
    if verb.form == "past" and (following == "by" or any(w in PASSIVE for w in before[-2:])):
        return True
    if verb.form == "base" and verb.lemma != "put":
        plural = previous in ROLES and previous.endswith("s")
        return not (
            plural or previous in ("i", "we", "they", "who", "people", "police", "media", "data", "nationals")
        )
    return False


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
    said = has_predicate(tokens, 0, head - 1) or any(t.kind == "number" for t in tokens[:head]) and head > 4
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
    """The index after an inverted attribution with its apposition ("said Jane Doe, the minister, on Monday")."""
    j = stop
    while j < len(tokens) and tokens[j].text not in ".;" and tokens[j].kind != QUOTE and j - stop < 25:
        j += 1
    return j


def _source(
    tokens: list[Token], i: int, verb: Verb, speaker: Speaker, head: int, memory: Memory, reading: Reading
) -> None:
    """ "Reuters cited officials who said ...", "..., citing officials", "repeated the army's claim that ..."."""
    _close(tokens, reading, head, shared=False, relative=False)
    if verb.lemma in ("cite", "quote"):
        cited = phrase_after(tokens, i + 1, len(tokens))
        if cited is not None:
            source = memory.speaker(tokens, cited, tokens[i].text, Stance.ASSERTS)
            if source is not None and verb.form == "ing":
                last = all(t.low not in VERBS for t in tokens[cited.stop :])
                lo, hi = (0, i) if last else (cited.stop, len(tokens))
                reading.links.append(Link(source, lo, hi, (i, cited.stop), head=i, rank=1))
                return
            after = [t.low for t in tokens[cited.stop : cited.stop + 3]]
            if source is not None and after[:2] == ["as", "saying"]:
                lo = cited.stop + (3 if after[2:] == ["that"] else 2)
                reading.links.append(Link(speaker, lo, len(tokens), (head, lo), head=head))
                reading.links.append(Link(source, lo, len(tokens), (head, lo), head=head, rank=1))
                return
    reading.links.append(
        Link(speaker, i + 1, len(tokens), (head, i + 1), head=head, order=len(reading.links))
    )


def _close(tokens: list[Token], reading: Reading, head: int, *, shared: bool, relative: bool) -> None:
    """End what was said before at a coordinated attribution; a nested one leaves it open."""
    if relative or not reading.links:
        return
    k = head - 1
    while k > 0 and tokens[k].text in ",;":
        k -= 1
    joined = shared or (k >= 0 and tokens[k].low in _JOINERS) or (head > 0 and tokens[head - 1].text == ";")
    if not joined:
        return
    boundary = k if tokens[k].low in _JOINERS else head
    open_links = [link for link in reading.links if link.hi == len(tokens)]
    for link in open_links[-1:] if shared else open_links:
        link.hi = max(link.lo, boundary)


def _according(tokens: list[Token], i: int, memory: Memory, reading: Reading) -> None:
    """ "According to X, ..." and "..., according to X"."""
    phrase = phrase_after(tokens, i + 2, len(tokens))
    if phrase is None:
        return
    named = phrase
    stop = phrase.stop
    leads = (
        i == 0
        or tokens[i - 1].low in ("that", "and", "but", "while", ":")
        or (i <= 3 and tokens[i - 1].text == ",")
    )
    if leads and stop < len(tokens) and tokens[stop].text == ",":
        end = _comma_after(tokens, stop + 1)
        if end is not None and end - stop <= 24 and not has_predicate(tokens, stop + 1, end):
            inner = phrase_after(tokens, stop + 1, end)
            if inner is not None:
                if tokens[inner.stop - 1].capital and not any(
                    t.capital for t in tokens[named.first + 1 : named.stop]
                ):
                    named = inner
                elif (
                    any(t.capital for t in tokens[inner.first : inner.stop])
                    and not tokens[named.stop - 1].capital
                ):
                    named = inner
                stop = end
    speaker = memory.speaker(tokens, named, "according to", Stance.ASSERTS)
    if speaker is None:
        return
    if leads:
        lo = stop + 1 if stop < len(tokens) and tokens[stop].text == "," else stop
        reading.links.append(
            Link(speaker, lo, len(tokens), (i, lo), head=i, order=len(reading.links), phrase=named)
        )
        return
    end = _comma_after(tokens, stop) or len(tokens)
    lo = max((link.hi for link in reading.links if link.hi <= i), default=0)
    reading.links.append(Link(speaker, lo, i, (i, end), head=i, rank=-1, phrase=named))


def _comma_after(tokens: list[Token], start: int) -> int | None:
    depth = 0
    for k in range(start, min(len(tokens), start + 60)):
        if tokens[k].text in "([":
            depth += 1
        elif tokens[k].text in ")]":
            depth -= 1
        elif tokens[k].text == "," and depth <= 0:
            return k
    return None


def _noun(tokens: list[Token], i: int, memory: Memory, reading: Reading, dates: dict[int, int]) -> bool:
    """ "X's claim that ...", "the assertion by X that ...", "X's estimate of 40 deaths"."""
    owner: Phrase | None = None
    head = i
    for k in range(i - 1, max(-1, i - 4), -1):
        if tokens[k].possessive:
            owner = phrase_before(tokens, k, 0)
            head = owner.first if owner else i
            break
        if not tokens[k].wordlike:
            break
    j = i + 1
    if owner is None and j < len(tokens) and tokens[j].low in ("by", "from"):
        owner = phrase_after(tokens, j + 1, len(tokens))
        if owner is not None:
            j = owner.stop
    if owner is None or owner.pronoun:
        return False
    while j < len(tokens) and (
        j in dates or (j + 1 in dates and tokens[j].low in ("on", "in", "last", "of"))
    ):
        j = dates.get(j) or dates[j + 1]
    opens = j < len(tokens) and tokens[j].low == "that"
    figure = j < len(tokens) and tokens[j].low == "of" and any(t.kind == "number" for t in tokens[j : j + 6])
    within = next((link for link in reversed(reading.links) if link.whole and link.hi == len(tokens)), None)
    account = within is not None and j < len(tokens) and tokens[j].low in ("of", "on", "about")
    if not (opens or figure or account):
        return False
    speaker = memory.speaker(tokens, owner, tokens[i].text, CITING_NOUNS[tokens[i].low])
    if speaker is None or any(link.speaker.name == speaker.name for link in reading.links):
        return speaker is not None
    lo = j + 1 if opens else (within.lo if within else head)
    skip = (min(head, i), j + 1) if opens else (lo, lo)
    if opens and within is not None:
        # "disputed the assertion that ...": what is said begins after "that" for both speakers.
        within.lo, within.skip, within.whole = lo, (within.head, lo), False
    reading.links.append(Link(speaker, lo, len(tokens), skip, not opens, head, len(reading.links) + 1))
    return True
