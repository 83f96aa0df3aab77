"""Reads one sentence: its attributions, dates and figures, and the candidates that they make."""

import itertools
from dataclasses import dataclass, field

from claims.extraction.attribution import read, speakers_of
from claims.extraction.candidate import AsOf, Candidate, Kind, Precision, Quantity, Speaker
from claims.extraction.clauses import Piece, pieces
from claims.extraction.complements import QUOTE, has_predicate
from claims.extraction.date_mentions import DateMention, by_token
from claims.extraction.dates import Calendar
from claims.extraction.links import Link, Reading
from claims.extraction.moments import moments
from claims.extraction.places import place
from claims.extraction.quantities import quantities
from claims.extraction.quotes import Quote
from claims.extraction.speakers import Memory
from claims.extraction.statements import AUTHOR, Context, is_claim
from claims.extraction.tokens import Token, tokenize
from claims.extraction.units import DURATIONS, word_set
from claims.extraction.voice import Voice
from claims.extraction.when import Stretch, announced, dates_of
from claims.extraction.worth import weigh

_CAUSES = word_set("because caused causing due resulted resulting triggered prompted blamed owing")


@dataclass
class Result:
    """What a sentence leaves for what follows: the speech in it with its speakers, its date, who it
    announces."""

    quoted: list[tuple[Quote, tuple[Speaker, ...], AsOf | None]] = field(default_factory=list)
    intro: tuple[Speaker, ...] = ()
    as_of: AsOf | None = None
    links: list[Link] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    base: tuple[Speaker, ...] = ()

    def chain_at(self, offset: int) -> tuple[Speaker, ...]:
        """The speakers that hold at an offset of the text, outermost first."""
        at = next((k for k, t in enumerate(self.tokens) if t.start >= offset), None)
        if at is None:
            return self.base
        return _joined(self.base, _chain(self.links, min(at + 1, len(self.tokens) - 1)))


@dataclass(frozen=True)
class _Draft:
    """A claim before its date is known."""

    piece: Piece
    stretch: Stretch
    speakers: tuple[Speaker, ...]
    vague: bool


class Reader:
    """Turns sentences into candidates, in `out`, in reading order."""

    def __init__(self, text: str, calendar: Calendar, memory: Memory, country: str | None, *, english: bool) -> None:
        self._text = text
        self._calendar = calendar
        self._memory = memory
        self._country = country
        self._english = english
        # What was counted last: a bare number after it may count the same.
        self._counted: Quantity | None = None
        # Who announced something in this paragraph, and on which day.
        self._announced: tuple[tuple[str, ...], AsOf] | None = None
        self.voice: Voice | None = None
        self.out: list[Candidate] = []

    def sentence(self, start: int, end: int, speech: list[Quote], context: Context) -> Result:
        """Read text[start:end], where `speech` is quoted speech that is read on its own."""
        tokens, mentions = self._tokens(start, end, speech, remember=not context.post)
        dates = moments(tokens, by_token(tokens, mentions))
        before = self._memory.known
        reading = read(tokens, self._memory, dates)
        if context.headline:
            self._memory.forget(before)
        as_of = announced(mentions) or context.as_of
        result = Result(
            intro=context.speakers + reading.intro if reading.intro else (),
            as_of=as_of,
            links=reading.links,
            tokens=tokens,
            base=context.speakers,
        )
        for k, token in enumerate(tokens):
            if token.kind == QUOTE:
                quote = next(q for q in speech if q.start == token.start)
                chain = _chain(reading.links, k)
                result.quoted.append((quote, _joined(context.speakers, chain) if chain else (), as_of))
        drafts: list[_Draft] = []
        for run, links in _runs(tokens, reading):
            if run[0] is tokens[0] and reading.links and not links and not has_predicate(run, 0, len(run)):
                continue
            drafts += self._run(run, links, reading, mentions, context)
        stretches = [draft.stretch for draft in drafts]
        for draft, when in zip(drafts, dates_of(stretches, mentions, context.as_of, start), strict=True):
            self._add(draft, when or self._same_day(draft, mentions), context)
            self._announce(draft, when, mentions, stretches)
        return result

    def paragraph(self) -> None:
        """What was announced before is not of the day of what follows."""
        self._announced = None

    def _same_day(self, draft: _Draft, mentions: list[DateMention]) -> AsOf | None:
        """The day on which the same speaker spoke in the sentences before, where this one names none."""
        if self._announced is None or mentions or not draft.stretch.attributed:
            return None
        chain, day = self._announced
        return day if tuple(speaker.name for speaker in draft.speakers) == chain else None

    def _announce(
        self, draft: _Draft, when: AsOf | None, mentions: list[DateMention], stretches: list[Stretch]
    ) -> None:
        """A day is that of the announcement where it stands outside the claims, or in one with its own speaker."""
        if when is None or when.precision is not Precision.DAY or not draft.stretch.attributed:
            return
        outside = announced([m for m in mentions if not any(each.holds(m) for each in stretches)])
        starts = [speaker.start for speaker in draft.speakers if speaker.start is not None]
        if outside == when or any(draft.stretch.start <= start < draft.stretch.end for start in starts):
            self._announced = tuple(speaker.name for speaker in draft.speakers), when

    def _tokens(
        self, start: int, end: int, speech: list[Quote], *, remember: bool
    ) -> tuple[list[Token], list[DateMention]]:
        tokens: list[Token] = []
        mentions: list[DateMention] = []
        at = start
        for quote in speech:
            tokens += tokenize(self._text, at, quote.start)
            mentions += self._calendar.mentions(self._text, at, quote.start, remember=remember)
            tokens.append(Token(quote.start, quote.end, "\x00", "\x00", QUOTE))
            at = max(at, quote.end)
        tokens += tokenize(self._text, at, end)
        mentions += self._calendar.mentions(self._text, at, end, remember=remember)
        return tokens, mentions

    def _run(
        self,
        run: list[Token],
        links: list[Link],
        reading: Reading,
        mentions: list[DateMention],
        context: Context,
    ) -> list[_Draft]:
        """The claims of one stretch that has one chain of speakers."""
        masked = [(m.start, m.end) for m in mentions]
        found, vague = quantities(run, masked, english=self._english, before=self._counted)
        found = [q for q in found if q.unit]
        self._counted = next((q for q in reversed(found) if q.unit not in DURATIONS), self._counted)
        speakers = _joined(context.speakers, speakers_of(links))
        if not speakers:
            if context.headline and run[-1].text == "?":
                return []
            if not (self.voice and self.voice.spoken) and any(t.low in AUTHOR for t in run):
                return []
            speakers = (self.voice.speaker,) if self.voice else ()
        if not found and not vague and not is_claim(run, links, reading, context, mentions):
            return []
        out: list[_Draft] = []
        for piece in pieces(self._text, _with_whole_dates(run, mentions), found):
            inside = [t for t in run if piece.start <= t.start < piece.end]
            if piece.quantity is None and found and not is_claim(inside, links, reading, context, mentions):
                continue
            stretch = Stretch(piece.start, piece.end, inside, (run[0].start, run[-1].end), bool(links))
            out.append(_Draft(piece, stretch, speakers, bool(vague)))
        return out

    def _add(self, draft: _Draft, as_of: AsOf | None, context: Context) -> None:
        piece, tokens, speakers, vague = draft.piece, draft.stretch.tokens, draft.speakers, draft.vague
        lows = {t.low for t in tokens}
        if piece.quantity is not None or vague:
            kind = Kind.NUMERIC
        elif lows & _CAUSES or ("in" in lows and "order" in lows):
            kind = Kind.CAUSAL
        else:
            kind = Kind.QUOTE if context.speech or any(t.text in '“«"' for t in tokens) else Kind.EVENT
        unfigured = vague and piece.quantity is None
        score, reasons = weigh(tokens, speakers, piece.quantity, kind, vague=unfigured, dated=as_of is not None)
        self.out.append(
            Candidate(
                start=piece.start,
                end=piece.end,
                text=self._text[piece.start : piece.end],
                speakers=speakers,
                quantity=piece.quantity,
                as_of=as_of,
                place=place(self._text, tokens) or self._country,
                kind=kind,
                score=score,
                reasons=reasons,
            )
        )


def _with_whole_dates(run: list[Token], mentions: list[DateMention]) -> list[Token]:
    """The tokens with those inside a date as mere words, so that no clause is cut at "between 2021 and 2024"."""
    out: list[Token] = []
    k = 0
    for token in run:
        while k < len(mentions) and mentions[k].end <= token.start:
            k += 1
        inside = k < len(mentions) and mentions[k].start < token.start
        out.append(Token(token.start, token.end, "date", "date", "word") if inside else token)
    return out


def _chain(links: list[Link], at: int) -> tuple[Speaker, ...]:
    return speakers_of(_covering(links, at))


def _joined(outer: tuple[Speaker, ...], inner: tuple[Speaker, ...]) -> tuple[Speaker, ...]:
    """One chain of two, in which nobody follows on themselves."""
    return outer[:-1] + inner if outer and inner and outer[-1].name == inner[0].name else outer + inner


def _covering(links: list[Link], at: int) -> list[Link]:
    """The links that hold at a token, outermost first: the wider comes first, then the earlier."""
    held = [link for link in links if link.lo <= at < link.hi]
    return sorted(held, key=lambda link: (link.rank, link.lo - link.hi, link.order))


def _runs(tokens: list[Token], reading: Reading) -> list[tuple[list[Token], list[Link]]]:
    """Stretches of tokens under the same links, without attributing words and quoted speech."""
    out: list[tuple[list[Token], list[Link]]] = []
    links = reading.links
    silent = [link.skip for link in links] + reading.mute
    edges = {0, len(tokens)} | {b for link in links for b in (link.lo, link.hi)} | {b for pair in silent for b in pair}
    for lo, hi in itertools.pairwise(sorted(edge for edge in edges if edge <= len(tokens))):
        if any(first <= lo < stop for first, stop in silent):
            continue
        held = _covering(links, lo)
        segment: list[Token] = []
        for token in tokens[lo:hi]:
            if token.kind in (QUOTE, "url"):
                if segment:
                    out.append((segment, held))
                segment = []
            else:
                segment.append(token)
        if segment:
            out.append((segment, held))
    return out
