"""Stretches between quotation marks, also those that run over several paragraphs."""

import re
from dataclasses import dataclass

_PAIRS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", '"': '"', "‘": "’", "〝": "〞"}
_MARK = re.compile(r"[“”«»„「」『』\"‘’〝〞]")
_WORD = re.compile(r"\w[\w’'-]{0,60}")
SPEECH_WORDS = 4


@dataclass(frozen=True)
class Quote:
    """text[start:end] with its marks; text[inner_start:inner_end] without. `open_end`: no closing mark in the
    paragraph, as when the same speech goes on in the next one."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    open_end: bool


def quotes(text: str, start: int, end: int) -> list[Quote]:
    """Return the outermost quotations of one paragraph in order; offsets into `text`."""
    out: list[Quote] = []
    opened: tuple[int, str] | None = None
    depth = 0
    for found in _MARK.finditer(text, start, end):
        mark, at = found.group(), found.start()
        if opened is None:
            if mark in _PAIRS and _opens(text, mark, at, start, end):
                opened, depth = (at, mark), 0
            continue
        if mark == opened[1] and mark not in _PAIRS[opened[1]]:
            depth += mark != "“" or text[at - 1 : at] != "\n"
        elif mark in _PAIRS[opened[1]] and not _is_apostrophe(text, mark, at, end):
            if depth:
                depth -= 1
                continue
            out.append(Quote(opened[0], at + 1, opened[0] + 1, at, False))
            opened = None
    if opened is not None and opened[1] not in "'‘":
        if opened[1] == '"' and opened[0] > start:
            return out
        out.append(Quote(opened[0], end, opened[0] + 1, end, True))
    return out


def is_speech(text: str, quote: Quote) -> bool:
    """Whether a quotation is something said in full rather than a few words taken into another sentence."""
    inner = text[quote.inner_start : quote.inner_end].lstrip(" […—–-")
    if not inner or inner[0].islower():
        return False
    words = sum(1 for _, _found in zip(range(SPEECH_WORDS), _WORD.finditer(inner), strict=False))
    return words >= SPEECH_WORDS or (words >= 2 and inner.rstrip()[-1:] in ".!?,")


def _opens(text: str, mark: str, at: int, start: int, end: int) -> bool:
    if mark == "‘":
        follows = text[at + 1 : at + 2]
        return bool(follows) and not follows.isspace() and not follows.isdigit() and text.find("’", at, end) > 0
    if mark == '"':
        before, after = text[at - 1 : at] if at > start else " ", text[at + 1 : at + 2]
        return not after.isspace() and not (before.isalnum() or before == "″")
    return True


def _is_apostrophe(text: str, mark: str, at: int, end: int) -> bool:
    if mark != "’":
        return False
    return at + 1 < end and text[at + 1].isalnum()
