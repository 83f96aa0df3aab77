"""The links of an attribution chain within one sentence, and those that are not made by a verb of saying."""

from dataclasses import dataclass, field

from claims.extraction.candidate import Speaker, Stance
from claims.extraction.complements import has_predicate
from claims.extraction.phrases import AWARE, Phrase, phrase_after, phrase_before
from claims.extraction.speakers import Memory
from claims.extraction.tokens import Token
from claims.extraction.units import word_set
from claims.extraction.verbs import CITING_NOUNS, FINITE, VERBS, Verb

_JOINERS = word_set("and but as while although though whereas however yet")


@dataclass
class Link:
    """One attribution: `speaker` holds for tokens[lo:hi]; tokens[skip[0]:skip[1]] are the attributing
    words."""

    speaker: Speaker
    lo: int
    hi: int
    skip: tuple[int, int]
    whole: bool = False
    head: int = 0
    order: float = 0
    rank: float = 0
    cited: bool = False
    phrase: Phrase | None = None
    announces: bool = False
    stated: bool = False
    via: tuple[Speaker, ...] = ()


@dataclass
class Reading:
    """The links of one sentence, and the speakers that it announces for what comes next ("... he wrote:");
    `mute` are attributing words without a speaker ("it has emerged that")."""

    links: list[Link] = field(default_factory=list)
    mute: list[tuple[int, int]] = field(default_factory=list)
    intro: tuple[Speaker, ...] = ()
    negated: bool = False


def close(tokens: list[Token], reading: Reading, head: int, *, shared: bool, relative: bool) -> None:
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


def cited_source(
    tokens: list[Token],
    i: int,
    verb: Verb,
    speaker: Speaker,
    head: int,
    memory: Memory,
    reading: Reading,
    *,
    aside: bool,
) -> None:
    """ "Reuters cited officials who said ...", "..., citing officials", "repeated the army's claim that
    ..."."""
    close(tokens, reading, head, shared=False, relative=False)
    if verb.lemma in ("cite", "quote"):
        cited = phrase_after(tokens, i + 1, len(tokens))
        if cited is not None:
            cited = _knowing(tokens, cited)
            source = memory.speaker(tokens, cited, tokens[i].text, Stance.ASSERTS)
            if source is not None and aside:
                before = reading.links[-1] if reading.links else None
                rank, order = 1.0, 0.0
                if before is not None and before.rank < 0:
                    lo, hi, rank, order = before.lo, min(before.hi, i), before.rank, before.order + 0.5
                elif before is not None and before.lo >= cited.stop:
                    lo, hi = before.lo, before.hi
                elif all(t.low not in VERBS for t in tokens[cited.stop :]):
                    lo, hi = (before.lo if before is not None else 0), i
                else:
                    lo, hi = cited.stop, len(tokens)
                reading.links.append(Link(source, lo, hi, (i, cited.stop), head=i, rank=rank, order=order, cited=True))
                memory.again(speaker)
                return
            after = [t.low for t in tokens[cited.stop : cited.stop + 3]]
            if source is not None and after[:2] == ["as", "saying"]:
                lo = cited.stop + (3 if after[2:] == ["that"] else 2)
                reading.links.append(Link(speaker, lo, len(tokens), (head, lo), head=head))
                reading.links.append(Link(source, lo, len(tokens), (head, lo), head=head, rank=1))
                return
    reading.links.append(Link(speaker, i + 1, len(tokens), (head, i + 1), head=head, order=len(reading.links)))


def _knowing(tokens: list[Token], phrase: Phrase) -> Phrase:
    """ "Two officials" with what follows of them: "briefed on the report"."""
    if phrase.stop + 1 >= len(tokens) or tokens[phrase.stop].low not in AWARE:
        return phrase
    stop = phrase.stop
    while stop < len(tokens) and tokens[stop].wordlike and tokens[stop].low not in ("that", "who", "as"):
        stop += 1
    return Phrase(phrase.first, min(stop, phrase.stop + 8))


def according(tokens: list[Token], i: int, memory: Memory, reading: Reading) -> None:
    """ "According to X, ..." and "..., according to X"."""
    phrase = _author(tokens, i + 2, phrase_after(tokens, i + 2, len(tokens), loose=True))
    if phrase is None:
        by = next((k for k in range(i + 2, min(i + 9, len(tokens))) if tokens[k].low in ("by", "from", "of")), None)
        phrase = phrase_after(tokens, by + 1, len(tokens)) if by is not None else None
    if phrase is None:
        return
    named = phrase
    stop = phrase.stop
    leads = (
        i == 0 or tokens[i - 1].low in ("that", "and", "but", "while", ":") or (i <= 3 and tokens[i - 1].text == ",")
    )
    if leads and stop < len(tokens) and tokens[stop].text == ",":
        end = _comma_after(tokens, stop + 1)
        if end is not None and end - stop <= 24 and not has_predicate(tokens, stop + 1, end):
            inner = phrase_after(tokens, stop + 1, end)
            if inner is not None:
                if (
                    tokens[inner.stop - 1].capital and not any(t.capital for t in tokens[named.first + 1 : named.stop])
                ) or (any(t.capital for t in tokens[inner.first : inner.stop]) and not tokens[named.stop - 1].capital):
                    named = inner
                stop = end
    speaker = memory.speaker(tokens, named, "according to", Stance.ASSERTS)
    if speaker is None:
        return
    if leads:
        lo = stop + 1 if stop < len(tokens) and tokens[stop].text == "," else stop
        reading.links.append(Link(speaker, lo, len(tokens), (i, lo), head=i, order=len(reading.links), phrase=named))
        return
    end = _comma_after(tokens, stop) or len(tokens)
    lo = max((link.hi for link in reading.links if link.hi <= i), default=0)
    reading.links.append(Link(speaker, lo, i, (i, end), head=i, rank=-1, phrase=named))


_TOLD = word_set("claim claims account accounts narrative version assertion allegation story testimony")
_CHECKED = word_set(
    "verified confirmed corroborated substantiated checked proven established authenticated false untrue wrong "
    "true correct baseless unfounded misleading"
)
_CHECKING = word_set("not be been yet never to also being is")
_MADE = word_set("carried conducted published compiled released produced commissioned issued did")
_SEEN = word_set(
    "seen reviewed obtained examined viewed published compiled released provided collected cited issued quoted"
)
_WORKS = word_set(
    "letter memo documents email e-mail records statistics numbers transcript minutes survey study report poll "
    "analysis tally count data figures estimate document investigation review"
)


def _judged(tokens: list[Token], lo: int) -> int:
    """Where "could not be verified" begins after "the claim that ..."; the end of the sentence without it."""
    for k in range(lo + 1, len(tokens) - 1):
        if tokens[k].low not in FINITE:
            continue
        at = k + 1
        while at < len(tokens) - 1 and (tokens[at].low in _CHECKING or tokens[at].low.endswith("ly")):
            at += 1
        if tokens[at].low in _CHECKED:
            return k
    return len(tokens)


def _author(tokens: list[Token], first: int, phrase: Phrase | None) -> Phrase | None:
    """Who made what is cited: "a survey that the charity carried out", "their report"."""
    at = next((k for k in range(first, min(first + 5, len(tokens))) if tokens[k].low in _WORKS), None)
    if at is None:
        return phrase
    if tokens[first].low in ("their", "its", "his", "her"):
        return Phrase(first, first + 1, pronoun=True)
    by = next((k for k in range(at + 1, min(at + 5, len(tokens) - 1)) if tokens[k].low == "by"), None)
    if by is not None and tokens[by - 1].low in _SEEN:
        return phrase_after(tokens, by + 1, len(tokens), loose=True) or phrase
    if at + 1 < len(tokens) and tokens[at + 1].low in ("that", "which"):
        maker = phrase_after(tokens, at + 2, len(tokens))
        if maker is not None and maker.stop < len(tokens) and tokens[maker.stop].low in _MADE:
            return maker
    return phrase


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


def citing_noun(tokens: list[Token], i: int, memory: Memory, reading: Reading, dates: dict[int, int]) -> bool:
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
    if owner is None and i and tokens[i - 1].low in ("his", "her", "its", "their"):
        owner = Phrase(i - 1, i, pronoun=True)
        head = i - 1
    if owner is None and j < len(tokens) and tokens[j].low in ("by", "from"):
        owner = phrase_after(tokens, j + 1, len(tokens))
        if owner is not None:
            j = owner.stop
    if owner is None and j < len(tokens) and tokens[j].low == "of" and tokens[i].low in _TOLD:
        owner = phrase_after(tokens, j + 1, len(tokens))
        if owner is None or owner.stop >= len(tokens) or tokens[owner.stop].low not in ("about", "that"):
            return False
        j = owner.stop
    if owner is None:
        return False
    while j < len(tokens) and (j in dates or (j + 1 in dates and tokens[j].low in ("on", "in", "last", "of"))):
        j = dates.get(j) or dates[j + 1]
    opens = j < len(tokens) and tokens[j].low == "that"
    figure = (
        not owner.pronoun
        and j < len(tokens)
        and tokens[j].low == "of"
        and any(t.kind == "number" for t in tokens[j : j + 6])
    )
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
        within.lo, within.skip, within.whole = lo, (within.lo, lo), False
    hi = _judged(tokens, lo) if opens else len(tokens)
    reading.links.append(Link(speaker, lo, hi, skip, not opens, head, len(reading.links) + 1))
    if hi < len(tokens):
        reading.mute.append((hi, len(tokens)))
    return True
