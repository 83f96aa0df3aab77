"""The extractor for languages other than English: block by block, with who speaks and what day it is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claims.extraction.blocks import Block, BlockKind, blocks
from claims.extraction.candidate import AsOf, Basis, Candidate, Kind, Precision, Quantity, Speaker, Stance
from claims.extraction.complements import QUOTE
from claims.extraction.date_mentions import DateMention, by_token
from claims.extraction.dates import Calendar
from claims.extraction.quotes import Quote, is_speech, quotes
from claims.extraction.sentences import sentences
from claims.extraction.tokens import Token
from claims.extraction.tongues.amounts import amounts
from claims.extraction.tongues.days import Days
from claims.extraction.tongues.pieces import pieces, trimmed
from claims.extraction.tongues.speech import Hearing, Said
from claims.extraction.tongues.tongue import Tongue
from claims.extraction.tongues.words import words_of
from claims.extraction.worth import weigh

_SHORTEST = 4  # words of a claim without a figure
_OPENING = 20_000  # words in which the country of a text is looked for


@dataclass(frozen=True)
class _Around:
    """Who speaks around a sentence and as of when; whether it is quoted speech or a heading."""

    speakers: tuple[Speaker, ...] = ()
    as_of: AsOf | None = None
    speech: bool = False
    headline: bool = False


class TongueReader:
    """One pass over one text."""

    def __init__(self, text: str, tongue: Tongue, document_date: date | None) -> None:
        self._text = text
        self._tongue = tongue
        self._days = Days(text, tongue, document_date)
        self._stamps = Calendar("", document_date)
        self._hearing = Hearing(text, tongue)
        self._country = self._home()
        self._intro: tuple[Speaker, ...] = ()
        self._quoting: tuple[Speaker, ...] = ()
        self.out: list[Candidate] = []

    def candidates(self) -> list[Candidate]:
        """Read the whole text."""
        for block in blocks(self._text):
            if block.kind is BlockKind.NOISE:
                continue
            if block.kind is BlockKind.POST:
                self._post(block)
            else:
                self._paragraph(block)
        return self.out

    def _post(self, block: Block) -> None:
        if block.account is None:
            return
        start, end = block.account
        account = Speaker(self._text[start:end], start, end, "", Stance.ASSERTS, False)
        as_of = None
        if block.stamp:
            stamped = self._stamps.mentions(self._text, *block.stamp, remember=False) or self._days.mentions(
                words_of(self._text, *block.stamp), *block.stamp
            )
            as_of = AsOf(stamped[0].as_of.value, stamped[0].as_of.precision, Basis.EMBED) if stamped else None
        for start, end in sentences(self._text, block.start, block.end):
            self._sentence(start, end, [], _Around((account,), as_of, speech=True))

    def _paragraph(self, block: Block) -> None:
        found = [q for q in quotes(self._text, block.start, block.end) if is_speech(self._text, q)]
        opens = bool(found) and found[0].start <= block.start + 1
        before, self._intro = self._intro, ()
        quoting, self._quoting = self._quoting, ()
        carried = () if opens else before
        fallback = (quoting or before) if opens else ()
        at = 0
        for start, end in sentences(self._text, block.start, block.end, [(q.start, q.end) for q in found]):
            first = at
            while at < len(found) and found[at].start < end:
                at += 1
            around = _Around(carried, headline=block.kind is BlockKind.HEADLINE)
            said, tokens, as_of = self._sentence(start, end, found[first:at], around)
            self._intro = said.intro
            for k, token in enumerate(tokens):
                if token.kind != QUOTE:
                    continue
                quote = next(q for q in found[first:at] if q.start == token.start)
                chain = said.chain_at(k) or fallback or carried
                self._speech(quote, chain, as_of)
                fallback = chain
                if quote.open_end:
                    self._quoting = chain

    def _speech(self, quote: Quote, speakers: tuple[Speaker, ...], as_of: AsOf | None) -> None:
        for start, end in sentences(self._text, quote.inner_start, quote.inner_end):
            _, _, inner = self._sentence(start, end, [], _Around(speakers, as_of, speech=True))
            as_of = inner or as_of

    def _sentence(
        self, start: int, end: int, speech: list[Quote], around: _Around
    ) -> tuple[Said, list[Token], AsOf | None]:
        tokens: list[Token] = []
        mentions: list[DateMention] = []
        at = start
        for lo, hi, quote in [*((q.start, q.end, q) for q in speech), (end, end, None)]:
            stretch = words_of(self._text, at, lo)
            mentions += self._days.mentions(stretch, at, lo)
            tokens += stretch
            if quote is not None:
                tokens.append(Token(lo, hi, "\x00", "\x00", QUOTE))
            at = max(at, hi)
        dates = by_token(tokens, mentions)
        said = self._hearing.read(tokens, dates)
        as_of = next((m.as_of for m in mentions if m.as_of.precision is Precision.DAY), None) or around.as_of
        for part in said.parts:
            run: list[Token] = []
            for token in [*tokens[part.lo : part.hi], None]:
                if token is not None and token.kind not in (QUOTE, "url"):
                    run.append(token)
                    continue
                if run:
                    self._run(run, part.chain, mentions, as_of, around)
                run = []
        return said, tokens, as_of

    def _run(
        self,
        run: list[Token],
        chain: tuple[Speaker, ...],
        mentions: list[DateMention],
        as_of: AsOf | None,
        around: _Around,
    ) -> None:
        """Make the candidates of one stretch that has one chain of speakers."""
        found, vague = amounts(run, [(m.start, m.end) for m in mentions], self._tongue)
        speakers = around.speakers + chain
        if not found and not vague and not self._is_claim(run, speakers, around):
            return
        inside = [m.as_of for m in mentions if run[0].start <= m.start < run[-1].end]
        own = next((m for m in inside if m.precision is Precision.DAY), None)
        date_of = own or as_of or (inside[0] if inside and not vague else None)
        if not found:
            span = trimmed(self._text, run, self._tongue)
            if span is not None:
                self._add(span, None, run, speakers, date_of, around, vague=bool(vague))
            return
        for start, end, quantity in pieces(self._text, run, found, self._tongue):
            inner = [t for t in run if start <= t.start < end]
            self._add((start, end), quantity, inner, speakers, date_of, around, vague=False)

    def _is_claim(self, run: list[Token], speakers: tuple[Speaker, ...], around: _Around) -> bool:
        """Whether a stretch without a figure is something said that can be checked."""
        words = sum(1 for t in run if t.wordlike)
        asks = run[-1].text in "?؟"
        return bool(speakers) and words >= _SHORTEST and not asks and not around.headline

    def _add(
        self,
        span: tuple[int, int],
        quantity: Quantity | None,
        tokens: list[Token],
        speakers: tuple[Speaker, ...],
        as_of: AsOf | None,
        around: _Around,
        *,
        vague: bool,
    ) -> None:
        if quantity is not None or vague:
            kind = Kind.NUMERIC
        else:
            kind = Kind.QUOTE if around.speech or any(t.text in '“«"' for t in tokens) else Kind.EVENT
        score, reasons = weigh(tokens, speakers, quantity, kind, vague=vague, dated=as_of is not None)
        self.out.append(
            Candidate(
                start=span[0],
                end=span[1],
                text=self._text[span[0] : span[1]],
                speakers=speakers,
                quantity=quantity,
                as_of=as_of,
                place=self._place(tokens) or self._country,
                kind=kind,
                score=score,
                reasons=reasons,
            )
        )

    def _place(self, tokens: Sequence[Token]) -> str | None:
        names = [found[0] for i in range(len(tokens)) if (found := self._tongue.places.at(tokens, i)) is not None]
        return "; ".join(list(dict.fromkeys(names))[:4]) or None

    def _home(self) -> str | None:
        """The place that a text names most often, if it names any at least twice."""
        tokens = words_of(self._text, 0, min(len(self._text), _OPENING * 6))
        places = self._tongue.places
        counts = Counter(found[0] for i in range(len(tokens)) if (found := places.at(tokens, i)) is not None)
        best = counts.most_common(1)
        return best[0][0] if best and best[0][1] >= 2 else None
