"""Whose own voice a document is: a press release speaks for who issued it, a speech for who gave it."""

import re
from dataclasses import dataclass

from claims.extraction.blocks import Block, BlockKind
from claims.extraction.candidate import Speaker, Stance
from claims.extraction.phrases import Phrase
from claims.extraction.subjects import main_subject
from claims.extraction.tokens import tokenize
from claims.extraction.units import word_set

_HEAD = 800
_RELEASE = re.compile(r"\b(?:press|media|news) (?:release|statement)\b|\bfor immediate release\b", re.IGNORECASE)
_ABOUT = re.compile(r"^[ \t#*]*About (?:the )?(?P<name>[A-Z][^\n:.!?]{1,70}?)[ \t]*(?::|$)", re.MULTILINE)
_SPEECH = re.compile(
    r"^[ \t]*(?:[A-Z][a-z]+ )?(?:remarks|speech|address|statement|keynote|transcript of (?:the )?(?:remarks|speech))"
    r"(?: (?:as )?(?:delivered|given|made))? (?:by|of|from) (?:the )?"
    r"(?P<name>[A-Z][^\n,:;.]{2,60}?)(?= at | to | on | in | before | during |[,:;.\n]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_ISSUED = word_set("today announced said published calls released condemns welcomes has is have reports")


# "JANE DOE: We built ..." or "Senator Roe (Labour): No." at the head of a paragraph of a transcript.
_TURN = re.compile(
    r"(?P<name>(?:[A-Z][\w.’'-]{0,20} ){0,3}[A-Z][\w.’'-]{1,20})(?: \([^()\n]{1,40}\))?:[ \t]+(?=[A-Z“\"‘])"
)
_LEAST_TURNS = 4


@dataclass(frozen=True)
class Voice:
    """Who speaks where nobody else is named; `spoken`: it is a speech, in which "I" is the speaker."""

    speaker: Speaker
    spoken: bool = False


def voice(text: str, written: list[Block], opening: re.Pattern[str]) -> Voice | None:
    """Who gave the speech or issued the release that `text` is; None for an article, which speaks for itself.

    `written` are the blocks of the text, `opening` matches the place and date that a first paragraph begins with.
    """
    head = text[:_HEAD]
    spoken = _SPEECH.search(head)
    if spoken is not None and spoken["name"][0].isupper():
        return Voice(_speaker(text, *spoken.span("name")), spoken=True)
    if not _RELEASE.search(head):
        return None
    about = _ABOUT.search(text)
    if about is not None:
        return Voice(_speaker(text, *about.span("name")))
    for block in written:
        if block.kind is BlockKind.PARAGRAPH and block.end - block.start > 60 and text[block.end - 1] in '.”"':
            found = opening.match(text, block.start, min(block.end, block.start + 90))
            tokens = tokenize(text, found.end() if found else block.start, min(block.end, block.start + 400))
            subject = main_subject(tokens, {})
            return _issuer(text, [(t.start, t.end, t.low) for t in tokens], subject)
    return None


def turns(text: str, written: list[Block]) -> dict[int, tuple[Speaker, int]]:
    """The paragraphs of a transcript that begin with the name of who speaks: where each begins, who speaks and
    where the speech begins. Empty unless several names come back, so that "Note: ..." makes no transcript."""
    found = {}
    for block in written:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADLINE):
            label = _TURN.match(text, block.start, block.end)
            if label is not None:
                found[block.start] = (_speaker(text, *label.span("name")), label.end())
    names = {speaker.name for speaker, _ in found.values()}
    return found if len(found) >= _LEAST_TURNS and 2 <= len(names) <= len(found) / 2 else {}


def _issuer(text: str, tokens: list[tuple[int, int, str]], subject: Phrase | None) -> Voice | None:
    if subject is None or tokens[subject.stop][2] not in _ISSUED:
        return None
    first = subject.first + (tokens[subject.first][2] in ("the", "a", "an"))
    return Voice(_speaker(text, tokens[first][0], tokens[subject.stop - 1][1]))


def _speaker(text: str, start: int, end: int) -> Speaker:
    return Speaker(text[start:end], start, end, "", Stance.ASSERTS, False)
