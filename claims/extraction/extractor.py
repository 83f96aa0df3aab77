"""The built-in extractor: reads a text block by block and keeps who is speaking and what day it is."""

from datetime import date

from claims.extraction.blocks import Block, BlockKind, blocks
from claims.extraction.breakdowns import tied
from claims.extraction.candidate import AsOf, Basis, Candidate, Extraction, Speaker, Stance
from claims.extraction.datelines import DATELINE, LONGEST
from claims.extraction.dates import Calendar
from claims.extraction.places import home
from claims.extraction.quotes import Quote, is_speech, quotes
from claims.extraction.reader import Reader
from claims.extraction.sentences import sentences
from claims.extraction.speakers import Memory
from claims.extraction.statements import Context
from claims.extraction.tongues.choose import tongue_of
from claims.extraction.tongues.reader import TongueReader
from claims.extraction.validate import validate
from claims.extraction.voice import turns, voice

EXTRACTOR = "rules"
VERSION = "2"


def extract(
    text: str,
    *,
    language: str | None = None,
    document_date: date | None = None,
    source: str | None = None,
) -> Extraction:
    """Find the claims of a text.

    Offsets are code points into `text` exactly as given. `document_date` resolves "Tuesday" and
    "yesterday"; without it an ISO date at the head of the text, or else its latest full date, is used.
    `language` (a BCP 47 tag, guessed when absent) says whose words for counting and citing are
    looked for. `source` is part of every extractor's interface and not needed here. Never raises for
    any text; the time taken grows in proportion to its length.
    """
    tongue = tongue_of(text, language)
    if tongue is not None:
        return validate(text, TongueReader(text, tongue, document_date).candidates())
    return tied(text, validate(text, _Run(text, document_date).candidates()))


class _Run:
    """One pass over one text."""

    def __init__(self, text: str, document_date: date | None) -> None:
        self._text = text
        self._calendar = Calendar(text, document_date)
        self._memory = Memory(text)
        self._reader = Reader(text, self._calendar, self._memory, home(text), english=True)
        self._intro: tuple[Speaker, ...] = ()
        self._intro_date: AsOf | None = None
        self._quoting: tuple[Speaker, ...] = ()
        self._quoting_date: AsOf | None = None
        self._last_quoted: tuple[Speaker, ...] = ()
        self._turns: dict[int, tuple[Speaker, int]] = {}
        self._turn: tuple[Speaker, ...] = ()

    def candidates(self) -> list[Candidate]:
        written = blocks(self._text)
        own = voice(self._text, written, DATELINE)
        self._reader.voice = own
        self._turns = turns(self._text, written)
        if own is not None:
            self._memory.own(own.speaker)
        for block in written:
            if block.kind is BlockKind.NOISE:
                continue
            if block.kind is BlockKind.POST:
                self._post(block)
            else:
                self._paragraph(block)
        return self._reader.out

    def _post(self, block: Block) -> None:
        """A post is a claim of its account, as of its own date."""
        if block.account is None:
            return
        start, end = block.account
        account = Speaker(self._text[start:end], start, end, "", Stance.ASSERTS, False)
        stamped = self._calendar.mentions(self._text, *block.stamp, remember=False) if block.stamp else []
        as_of = AsOf(stamped[0].as_of.value, stamped[0].as_of.precision, Basis.EMBED) if stamped else None
        for start, end in sentences(self._text, block.start, block.end):
            self._reader.sentence(start, end, [], Context((account,), as_of, post=True))

    def _paragraph(self, block: Block) -> None:
        self._memory.paragraph()
        self._reader.paragraph()
        dateline = DATELINE.match(self._text, block.start, min(block.end, block.start + LONGEST))
        opening = dateline.end() if dateline else block.start
        if block.start in self._turns:
            turn, opening = self._turns[block.start]
            self._turn = (turn,)
        found = quotes(self._text, opening, block.end)
        speech = [quote for quote in found if is_speech(self._text, quote)]
        loose = [quote for quote in found if not is_speech(self._text, quote)]
        at, loose_at = 0, 0
        intro, intro_date = self._intro, self._intro_date
        self._intro, self._intro_date = (), None
        opens_quoted = bool(speech) and speech[0].start <= opening + 1
        carried = (intro if not opens_quoted else ()) or self._turn
        before: tuple[Speaker, ...] = ()
        before_date: AsOf | None = None
        if opens_quoted:
            before = self._quoting or intro or self._last_quoted
            before_date = self._quoting_date if self._quoting else intro_date
        self._quoting, self._quoting_date = (), None
        spill: tuple[int, tuple[Speaker, ...], AsOf | None] = (0, (), None)
        quoted_here: tuple[Speaker, ...] = ()
        for start, end in sentences(self._text, opening, block.end, [(q.start, q.end) for q in speech]):
            first = at
            while at < len(speech) and speech[at].start < end:
                at += 1
            inside = speech[first:at]
            base, as_of = (spill[1], spill[2]) if start < spill[0] else (carried, None)
            headline = block.kind is BlockKind.HEADLINE
            context = Context(base, as_of, bool(self._turn), headline=headline)
            result = self._reader.sentence(start, end, inside, context)
            for quote, chain, quote_date in result.quoted:
                speakers = chain or quoted_here or (before if opens_quoted else ()) or base or self._memory.last()
                quote_date = quote_date or (before_date if not chain and opens_quoted else None)
                self._speech(quote, speakers, quote_date)
                quoted_here = speakers
                if quote.open_end:
                    self._quoting, self._quoting_date = speakers, quote_date
            while loose_at < len(loose) and loose[loose_at].start < end:
                if loose[loose_at].end > end:
                    spill = (loose[loose_at].end, result.chain_at(end - 1), result.as_of)
                loose_at += 1
            self._intro, self._intro_date = result.intro, result.as_of
        self._last_quoted = quoted_here

    def _speech(self, quote: Quote, speakers: tuple[Speaker, ...], as_of: AsOf | None) -> None:
        context = Context(speakers, as_of, speech=True)
        for start, end in sentences(self._text, quote.inner_start, quote.inner_end):
            result = self._reader.sentence(start, end, [], context)
            if result.as_of is not None:
                context = Context(speakers, result.as_of, speech=True)
