"""Paragraphs and sentences, with embedded posts and interface noise told apart from the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from claims.extraction import posts
from claims.extraction.units import word_set

_LONGEST = 1500
_BREAK = re.compile(
    r"(?P<mark>[.!?…؟۔।]{1,4})(?P<close>[”’\"'»)\]]{0,3})(?:\s+|$)|(?P<wide>[。！？]{1,3}[」』”]?)|\n\s*\n"
)
_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof sen rep gov gen col lt sgt capt maj adm st jr sr vs etc inc ltd co corp no nos fig "
    "dept est approx jan feb mar apr jun jul aug sep sept oct nov dec mt ft rev hon pres "
    "messrs vol pp op cf al ca"
)
_LAST_WORD = re.compile(r"[\w.]{1,20}$")


class BlockKind(StrEnum):
    """What a stretch of lines is."""

    HEADLINE = "headline"
    PARAGRAPH = "paragraph"
    POST = "post"
    NOISE = "noise"


@dataclass
class Block:
    """A paragraph, or one content line of an embedded post. `gap` counts the lines of noise before it."""

    kind: BlockKind
    start: int
    end: int
    account: tuple[int, int] | None = None
    stamp: tuple[int, int] | None = None


@dataclass
class _Line:
    start: int
    end: int
    text: str
    blank: bool
    noise: bool


def blocks(text: str) -> list[Block]:
    """Split `text` into blocks in reading order; every offset is a code point offset into `text`."""
    lines = list(_lines(text))
    out: list[Block] = []
    i = 0
    while i < len(lines):
        line = lines[i]
        if line.blank:
            i += 1
        elif (head := _post_head(lines, i)) is not None:
            i = _read_post(lines, head, out)
        elif line.noise:
            out.append(Block(BlockKind.NOISE, line.start, line.end))
            i += 1
        else:
            i = _read_paragraph(lines, i, out)
    _mark_headline(text, out)
    return out


def _lines(text: str) -> Iterator[_Line]:
    for found in re.finditer(r"[^\r\n\u2028\u2029]+|\n", text):
        raw = found.group()
        if raw == "\n":
            yield _Line(found.start(), found.end(), "", True, False)
            continue
        stripped = raw.strip()
        start = found.start() + len(raw) - len(raw.lstrip())
        yield _Line(start, start + len(stripped), stripped, not stripped, bool(stripped) and posts.is_noise(stripped))


def _next_text(lines: list[_Line], i: int) -> int:
    """The index of the next line that is not blank, or len(lines)."""
    while i < len(lines) and lines[i].blank:
        i += 1
    return i


@dataclass
class _Head:
    account: tuple[int, int]
    body: int
    stamp: tuple[int, int] | None


def _post_head(lines: list[_Line], i: int) -> _Head | None:
    """Recognise the lines above an embedded post: a name, then an account, perhaps a date; or both on
    one line."""
    line = lines[i]
    if posts.HANDLE.match(line.text):
        account, body = (line.start, line.end), i + 1
    elif (both := posts.NAME_HANDLE.match(line.text)) and len(line.text) <= 110:
        account, body = (line.start, line.start + both.end("handle")), i + 1
        if both.end() > both.end("handle") + 2:
            return _Head(account, body, (line.start + both.end("handle"), line.end))
    else:
        j = _next_text(lines, i + 1)
        if j >= len(lines) or not posts.HANDLE.match(lines[j].text) or not posts.is_display_name(line.text):
            return None
        account, body = (line.start, line.end), j + 1
    k = _next_text(lines, body)
    if k < len(lines) and posts.POST_DATE.match(lines[k].text):
        return _Head(account, k + 1, (lines[k].start, lines[k].end))
    return _Head(account, body, None)


def _read_post(lines: list[_Line], head: _Head, out: list[Block]) -> int:
    """Append the content of a post and return the index after it."""
    first = _next_text(lines, head.body)
    stop = _post_end(lines, first)
    stamp = head.stamp
    content: list[Block] = []
    for line in lines[first:stop]:
        if posts.POST_STAMP.match(line.text) and stamp is None:
            stamp = (line.start, line.end)
        if line.blank:
            continue
        kind = BlockKind.NOISE if line.noise else BlockKind.POST
        content.append(Block(kind, line.start, line.end, account=head.account))
    for block in content:
        block.stamp = stamp
    out.extend(content)
    return max(stop, first)


def _post_end(lines: list[_Line], first: int) -> int:
    """A post ends after its last footer, before the next post, or else at the first blank line."""
    seen, i, paragraph_end, footer_end = 0, first, None, None
    while i < len(lines) and seen < 16:
        if lines[i].blank:
            after = _next_text(lines, i)
            if seen and paragraph_end is None and (i == 0 or after - i >= 1) and _is_gap(lines, i):
                paragraph_end = i
            i = after
            continue
        if i > first and _post_head(lines, i) is not None:
            return i
        if posts.is_footer(lines[i].text) or (footer_end is not None and lines[i].noise):
            footer_end = i + 1
        elif footer_end is not None:
            return footer_end
        elif len(lines[i].text) > 600:
            break
        seen += 1
        i += 1
    if footer_end is not None:
        return footer_end
    return paragraph_end if paragraph_end is not None else min(i, len(lines))


def _is_gap(lines: list[_Line], i: int) -> bool:
    """Whether the line break at i is followed by another, so that an empty line stands between."""
    return i + 1 < len(lines) and lines[i + 1].blank


def _read_paragraph(lines: list[_Line], i: int, out: list[Block]) -> int:
    """Append one paragraph, joining lines that were broken by wrapping, and return the index after it."""
    start, end = lines[i].start, lines[i].end
    i += 1
    while i + 1 < len(lines) and lines[i].blank and not lines[i + 1].blank:
        previous, line = lines[i - 1], lines[i + 1]
        wrapped = len(previous.text) >= 40 and previous.text[-1] not in '.!?…:”"' and not line.noise
        if not wrapped or len(line.text) > len(previous.text) + 25 or _post_head(lines, i + 1) is not None:
            break
        if line.text[0] in "-*•–—":
            break
        end = line.end
        i += 2
    out.append(Block(BlockKind.PARAGRAPH, start, end))
    return i


def _mark_headline(text: str, out: list[Block]) -> None:
    """The first written block is the headline when it is short, ends without a full stop and more follows."""
    written = [b for b in out if b.kind is BlockKind.PARAGRAPH]
    if len(written) < 2:
        return
    first = written[0]
    line = text[first.start : first.end]
    if len(line) <= 150 and line[-1] not in '.!?:…”",' and len(line) < first.end - first.start + 1:
        first.kind = BlockKind.HEADLINE


def sentences(text: str, start: int, end: int, atoms: list[tuple[int, int]] | None = None) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence in text[start:end], without the space around it.

    `atoms` are ordered stretches, such as quoted speech, that are never divided; a break directly at the
    end of one is kept where a new sentence begins after it.
    """
    out: list[tuple[int, int]] = []
    position, at = start, 0
    atoms = atoms or []
    for found in _BREAK.finditer(text, start, end):
        mark_end = found.end("mark") if found.group("mark") else found.start() + 1
        while at < len(atoms) and atoms[at][1] < mark_end:
            at += 1
        if (
            at < len(atoms)
            and atoms[at][0] < mark_end <= atoms[at][1]
            and (found.end("close") if found.group("mark") else found.end()) < atoms[at][1]
        ):
            continue
        if found.group("mark") and not _ends(text, found, start, end):
            continue
        stop = found.end("close") if found.group("mark") else found.end()
        _add(text, position, stop, out)
        position = found.end()
    _add(text, position, end, out)
    return out


def _add(text: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    """Append text[start:end] stripped, cut at spaces into pieces that stay readable when it never ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        out.append((start, cut))
        start = cut + (1 if text[cut : cut + 1] == " " else 0)
    if end > start:
        out.append((start, end))


def _ends(text: str, found: re.Match[str], start: int, end: int) -> bool:
    """Whether a stop ends a sentence: no abbreviation or initial before it, and no small letter after it."""
    if found.end() >= end:
        return True
    after = found.end()
    while after < end and text[after] in "“‘\"'«([…#@":
        after += 1
    follows = text[after : after + 1]
    if follows.islower():
        return False
    if found.group("mark") != ".":
        return True
    before = _LAST_WORD.search(text, max(start, found.start() - 20), found.start())
    if before is None or found.group("close"):
        return True
    word = before.group()
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False
    if word.lower() in _ABBREVIATIONS:
        return word.lower() in ("no", "al") and not follows.isdigit()
    return not (re.fullmatch(r"(?:[A-Za-z]\.){1,6}[A-Za-z]", word) and follows.isupper() and not _common(text, after))


def _common(text: str, at: int) -> bool:
    """Whether the word at `at` usually begins a sentence rather than follows "U.S."."""
    return text[at : at + 4].rstrip().lower() in (
        "the",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "but",
        "in",
        "on",
        "we",
        "this",
    )
