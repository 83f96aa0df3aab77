"""Who is said to have said what in one sentence: citing verbs, "according to", and nouns such as "claim"."""

from dataclasses import replace

from claims.extraction.apposition import Subject, appositive, clause_start
from claims.extraction.candidate import Speaker, Stance
from claims.extraction.citing import MEDIA_VERBS, allowed_bare, is_inverted, is_trailing, negated, not_citing, tail
from claims.extraction.complements import QUOTE, complement, has_predicate
from claims.extraction.conduits import conduits
from claims.extraction.links import Link, Reading, according, cited_source, citing_noun, close
from claims.extraction.phrases import Phrase, is_plural, phrase_after
from claims.extraction.speakers import Memory
from claims.extraction.subjects import main_subject, subject_of
from claims.extraction.tokens import Token
from claims.extraction.units import word_set
from claims.extraction.verbs import CITING_NOUNS, DOUBTING, NEED_THAT, PASSIVE, VERBS, Takes, Verb

_CIRCUMSTANCES = word_set("when in at on after during before from to by of for about through via standing speaking")
_PLAIN = word_set("say tell add write")
_STAFF = word_set(
    "correspondent correspondents reporter reporters colleague colleagues team teams newspaper staff editor"
)
_SUBORDINATES = word_set("when if although though while because since once whenever")
_IMPERSONAL = word_set("emerged understood believed thought known reported claimed alleged said feared estimated")


# Without a figure these do something rather than say it: "announced a new policy".
_PUBLISHING = word_set("announce disclose reveal list forecast project estimate claim report record document publish")


def read(tokens: list[Token], memory: Memory, dates: dict[int, int]) -> Reading:
    """Find the attributions of one sentence, in which quoted speech is a single token of kind "quote"."""
    reading = Reading()
    subject = main_subject(tokens, dates)
    if subject is not None:
        memory.mention(tokens, subject)
    taken: set[int] = set()
    for i, token in enumerate(tokens):
        if token.low == "according" and i + 2 < len(tokens) and tokens[i + 1].low == "to":
            according(tokens, i, memory, reading)
        elif token.low == "it" and (stop := _claimed_by(tokens, i, memory, reading)):
            taken.update(range(i, stop))
        elif token.low == "it" and (stop := _impersonal(tokens, i)):
            reading.mute.append((i, stop))
            taken.update(range(i, stop))
        elif token.low in CITING_NOUNS and citing_noun(tokens, i, memory, reading, dates):
            taken.add(i)
        elif token.wordlike and not token.capital and token.low in VERBS and i not in taken:
            _verb(tokens, i, VERBS[token.low], memory, reading, dates)
    for link in reading.links:
        if link.cited and link.speaker.anonymous:
            outer = [k for k in reading.links if not k.cited and max(k.lo, link.lo) < min(k.hi, link.hi)]
            if outer:
                memory.passed_on(link.speaker, outer[-1].speaker)
    for link in reading.links:
        link.via = memory.via(link.speaker)
    spoken = [link for link in reading.links if link.announces]
    if tokens and tokens[-1].text == ":" and spoken:
        last = max(spoken, key=lambda link: link.skip[1])
        if len(tokens) - last.skip[1] <= 2 or last.whole or last.hi >= len(tokens) - 1:
            announced = [k for k in spoken if k is last or (k.lo <= last.head and k.hi >= len(tokens) - 1)]
            reading.intro = speakers_of(announced)
    return reading


def speakers_of(links: list[Link]) -> tuple[Speaker, ...]:
    """The chain that links make, each with those who passed it on before it; nobody stands in it twice in a row."""
    out: list[Speaker] = []
    for link in links:
        for speaker in (*(v for v in link.via if all(v.name != s.name for s in out)), link.speaker):
            if out and out[-1].name == speaker.name:
                out[-1] = speaker if speaker.stance is not Stance.ASSERTS else out[-1]
            else:
                out.append(speaker)
    return tuple(out)


def _impersonal(tokens: list[Token], i: int) -> int:
    """The index after "it has emerged that", "it is believed that"; 0 when tokens[i] opens no such words."""
    for k in range(i + 1, min(len(tokens) - 1, i + 5)):
        passive = tokens[k].low == "emerged" or tokens[k - 1].low in PASSIVE
        if passive and tokens[k].low in _IMPERSONAL and tokens[k + 1].low == "that":
            return k + 2
        if not tokens[k].wordlike or tokens[k].low == "not":
            return 0
    return 0


def _claimed_by(tokens: list[Token], i: int, memory: Memory, reading: Reading) -> int:
    """The index after "it was claimed by X that"; 0 when tokens[i] opens no such words."""
    for k in range(i + 2, min(len(tokens) - 2, i + 5)):
        verb = VERBS.get(tokens[k].low)
        if verb is None or verb.form != "past" or tokens[k - 1].low not in PASSIVE or tokens[k + 1].low != "by":
            continue
        phrase = phrase_after(tokens, k + 2, len(tokens), loose=True)
        if phrase is None or phrase.stop >= len(tokens) or tokens[phrase.stop].low != "that":
            return 0
        speaker = memory.speaker(tokens, phrase, tokens[k].text, verb.stance)
        if speaker is None:
            return 0
        stop = phrase.stop + 1
        link = Link(speaker, stop, len(tokens), (i, stop), head=i, order=len(reading.links), phrase=phrase, stated=True)
        reading.links.append(link)
        return stop
    return 0


def _verb(tokens: list[Token], i: int, verb: Verb, memory: Memory, reading: Reading, dates: dict[int, int]) -> None:
    if negated(tokens, i):
        reading.negated = reading.negated or tokens[i - 1].low not in PASSIVE
        _cut_refusal(tokens, i, reading)
        return
    within = any(link.skip[0] < i < link.skip[1] for link in reading.links)
    if not_citing(tokens, i, verb) or (within and verb.takes is not Takes.SOURCE):
        return
    found = subject_of(tokens, i, verb, dates)
    if found is None:
        if is_inverted(tokens, i, verb):
            _inverted(tokens, i, verb, memory, reading)
        return
    if verb.form == "base" and verb.lemma != "put" and not (found.shared or _agrees(tokens, found.phrase)):
        return
    if found.phrase is not None and not found.shared and _is_ours(tokens, found.phrase):
        reading.mute.append((found.head, i + 1))
        return
    if found.phrase is not None and found.phrase.pronoun and _says_of_itself(tokens, found.phrase.first, reading):
        return
    speaker = _speaker(tokens, i, verb, found, memory, reading)
    if speaker is None:
        return
    what = complement(tokens, verb, i, len(tokens), dates)
    bare = not what.that and (verb.lemma in NEED_THAT or (found.loose and verb.lemma not in _PLAIN))
    trailing = is_trailing(tokens, found.head, what.start, what.that)
    if bare and not trailing and not allowed_bare(tokens, found.phrase, verb, what.start):
        return
    if verb.lemma == "declare" and not (what.that or trailing) and not has_predicate(tokens, what.start, len(tokens)):
        return
    if what.whole and not trailing and verb.lemma in _PUBLISHING and not any(t.kind == "number" for t in tokens[i:]):
        return
    if verb.takes is Takes.SOURCE:
        aside = verb.form == "ing" or (found.relative and _relative_end(tokens, i, found) < len(tokens))
        cited_source(tokens, i, verb, speaker, found.head, memory, reading, aside=aside)
        return
    phrase = found.phrase or (reading.links[-1].phrase if reading.links else None)
    if not what.whole and trailing:
        _trailing(tokens, reading, speaker, found.head, what.start, phrase)
    else:
        close(tokens, reading, found.head, shared=found.shared, relative=found.relative)
        lo = what.start
        if what.whole:
            lo = found.head if found.shared else _whole_start(tokens, found.head, reading)
        skip = (lo, lo) if what.whole else (found.head, what.start)
        hi = _relative_end(tokens, i, found) if found.relative else len(tokens)
        if tokens[0].low in _SUBORDINATES and not found.relative and found.head < 6:
            hi = next((k for k in range(what.start, len(tokens)) if tokens[k].text == ","), len(tokens))
        reading.links.append(
            Link(
                speaker, lo, max(lo, hi), skip, whole=what.whole, head=found.head, order=len(reading.links),
                phrase=phrase, announces=verb.lemma not in MEDIA_VERBS, stated=what.that,
            )
        )  # fmt: skip
    conduits(tokens, i, verb, speaker, found, what.audience, memory)


def _agrees(tokens: list[Token], phrase: Phrase | None) -> bool:
    """Whether a subject goes with a verb in its plain form: "officials say", "we say"."""
    if phrase is not None and phrase.pronoun:
        return tokens[phrase.first].low in ("i", "we", "they", "you", "who", "which")
    return is_plural(tokens, phrase)


def _says_of_itself(tokens: list[Token], at: int, reading: Reading) -> bool:
    """ "The firm said it rejects ...": the pronoun that a statement begins with is who makes it."""
    return any(link.lo in (at, at - 1) and not link.whole and link.skip[1] == link.lo for link in reading.links) and (
        tokens[at].low in ("it", "he", "she", "they")
    )


def _is_ours(tokens: list[Token], phrase: Phrase) -> bool:
    """Whether the speaker is the outlet itself: "our correspondent"."""
    return tokens[phrase.first].low == "our" and any(t.low in _STAFF for t in tokens[phrase.first : phrase.stop])


def _cut_refusal(tokens: list[Token], i: int, reading: Reading) -> None:
    """ "... confirmed the fire, but would not say when it began": nothing is said after the joint."""
    joint = next((k for k in range(i - 1, max(0, i - 6), -1) if tokens[k].low in ("but", "and", "though")), None)
    if joint is None or not reading.links:
        return
    for link in reading.links:
        if link.skip[1] <= joint < link.hi:
            link.hi = joint
    reading.mute.append((joint, len(tokens)))


def _inverted(tokens: list[Token], i: int, verb: Verb, memory: Memory, reading: Reading) -> None:
    """ "...", said Jane Doe, head of the agency."""
    after = phrase_after(tokens, i + 1, len(tokens))
    if after is None:
        return
    speaker = memory.speaker(tokens, appositive(tokens, after) or after, tokens[i].text, verb.stance)
    if speaker is not None:
        _trailing(tokens, reading, speaker, i, tail(tokens, after.stop), after, closed=True)


def _whole_start(tokens: list[Token], head: int, reading: Reading) -> int:
    """Where a clause begins that is claimed with its subject: "By Friday two of 31 members had put it at 9"."""
    first = clause_start(tokens, head)
    first = max([first, *(link.skip[1] for link in reading.links if link.skip[1] <= head)])
    inside = next((k for k in range(head - 1, first, -1) if tokens[k].low in ("that", "as", "after", "while")), None)
    first = inside + 1 if inside is not None else first
    while first < head and (tokens[first].low in _SUBORDINATES or tokens[first].low in ("as", "where", "which")):
        first += 1
    return first


def _speaker(
    tokens: list[Token], i: int, verb: Verb, found: Subject, memory: Memory, reading: Reading
) -> Speaker | None:
    """Who speaks: the subject, or for a verb that shares its subject the speaker of the verb before it."""
    stance = verb.stance
    if verb.lemma in ("express", "cast", "voice", "raise") and any(t.low in DOUBTING for t in tokens[i + 1 : i + 4]):
        stance = Stance.DOUBTS
    if not found.shared:
        return memory.speaker(tokens, found.phrase, tokens[i].text, stance) if found.phrase is not None else None
    earlier = reading.links[-1] if reading.links else None
    if earlier is None or earlier.phrase is None:
        return memory.speaker(tokens, found.phrase, tokens[i].text, stance) if found.phrase is not None else None
    if earlier.whole and verb.takes is Takes.WHOLE and earlier.hi >= i:
        return None
    return replace(earlier.speaker, cue=tokens[i].text, stance=stance)


def _relative_end(tokens: list[Token], i: int, found: Subject) -> int:
    """Where "..., which says that it counts bodies," ends; without a comma before it it goes on."""
    opening = next((k for k in range(i - 1, found.head, -1) if tokens[k].low in ("who", "which")), None)
    if opening is None or tokens[opening - 1].text != ",":
        return len(tokens)
    return next((k for k in range(i + 1, len(tokens)) if tokens[k].text == ","), len(tokens))


def _trailing(
    tokens: list[Token],
    reading: Reading,
    speaker: Speaker,
    head: int,
    stop: int,
    phrase: Phrase | None,
    *,
    closed: bool = False,
) -> None:
    """What was said stands before the attribution, and what follows in the same sentence is said too."""
    lo = 0
    for link in reading.links:
        if link.skip[1] <= head and link.hi < len(tokens):
            lo = max(lo, link.hi)
        elif link.skip[1] <= head and link.rank < 0:
            lo, link.hi = max(lo, _clause_start(tokens, link.skip[1], head)), _clause_start(tokens, link.skip[1], head)
    quoted = any(tokens[k].kind == QUOTE for k in range(max(0, head - 2), head))
    if quoted and stop < len(tokens) and tokens[stop].low in _CIRCUMSTANCES:
        stop, closed = tail(tokens, stop), True
    hi = head if closed else len(tokens)
    reading.links.append(Link(speaker, lo, hi, (head, stop), head=head, rank=-1, phrase=phrase))


def _clause_start(tokens: list[Token], after: int, head: int) -> int:
    """Where the second of two attributed statements begins: at the first joint after the first attribution."""
    return next(
        (k for k in range(after, head) if tokens[k].text in ",;" or tokens[k].low in ("and", "but", "while")), after
    )
