"""Paragraphs and headlines, with embedded posts, transcripts and interface noise told apart from the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from claims.extraction import noise, posts
from claims.extraction.stamps import lead
from claims.extraction.transcripts import labels

_MOST_ITEMS = 15  # links below the head of a list
_MENU = 4  # short lines in a row that are a menu


class BlockKind(StrEnum):
    """What a stretch of lines is."""

    HEADLINE = "headline"
    PARAGRAPH = "paragraph"
    POST = "post"
    NOISE = "noise"


@dataclass
class Block:
    """A paragraph, or one line of an embedded post or of a transcript; `account` is who speaks in it, `stamp` where
    its date stands."""

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
    marked: bool = False


@dataclass
class _Head:
    account: tuple[int, int]
    body: int
    stamp: tuple[int, int] | None


def blocks(text: str) -> list[Block]:
    """Split `text` into blocks in reading order; every offset is a code point offset into `text`."""
    lines = list(_lines(text))
    spoken = labels([(line.start, line.text) for line in lines])
    out: list[Block] = []
    speaker: tuple[int, int] | None = None
    i = 0
    while i < len(lines):
        line = lines[i]
        if line.blank:
            i += 1
        elif i in spoken:
            speaker = spoken[i][:2]
            i = _read_spoken(lines, i, spoken, speaker, out)
        elif (head := _post_head(lines, i)) is not None:
            i = _read_post(lines, head, out)
        elif (signed := posts.signed(line.text)) is not None:
            _sign(text, line, signed, out, apart=i > 1 and lines[i - 2].blank)
            i += 1
        elif line.noise or (stop := _menu_end(lines, i)) > i:
            stop = i + 1 if line.noise else stop
            if noise.is_list_head(line.text):
                stop = _list_end(lines, i + 1)
            out.extend(Block(BlockKind.NOISE, x.start, x.end) for x in lines[i:stop] if not x.blank)
            i = stop
        elif speaker is not None:
            i = _read_spoken(lines, i, spoken, speaker, out)
        else:
            i = _read_paragraph(lines, i, out)
    _mark_headline(text, out)
    return out


def _read_spoken(
    lines: list[_Line],
    i: int,
    spoken: dict[int, tuple[int, int, int]],
    speaker: tuple[int, int],
    out: list[Block],
) -> int:
    """Append what somebody says on a line of a transcript, and on those that wrapping broke off it."""
    start = spoken[i][2] if i in spoken else lines[i].start
    end = lines[i].end
    i += 1
    while i + 1 < len(lines) and lines[i].blank and not lines[i + 1].blank and i + 1 not in spoken:
        if end > start and (not _is_wrapped(lines[i - 1], lines[i + 1]) or _post_head(lines, i + 1) is not None):
            break
        start = start if end > start else lines[i + 1].start
        end = lines[i + 1].end
        i += 2
    if end > start:
        out.append(Block(BlockKind.POST, start, end, account=speaker))
    return i


def _sign(text: str, line: _Line, signed: posts.Signed, out: list[Block], *, apart: bool) -> None:
    """Make a post of a line that ends with its account and date, or of the lines before one that has only these."""
    name = (line.start + signed.name[0], line.start + signed.name[1])
    stamp = None if signed.stamp is None else (line.start + signed.stamp[0], line.start + signed.stamp[1])
    start, end = line.start + signed.body[0], line.start + signed.body[1]
    if end - start >= 3:
        out.append(Block(BlockKind.POST, start, end, account=name, stamp=stamp))
    elif (
        out
        and out[-1].kind is BlockKind.PARAGRAPH
        and (not apart or posts.reads_as_post(text[out[-1].start : out[-1].end]))
    ):
        out[-1].kind, out[-1].account, out[-1].stamp = BlockKind.POST, name, stamp


def _menu_end(lines: list[_Line], i: int) -> int:
    """The index after a run of short lines that are a menu; `i` where there is none."""
    seen, k = 0, i
    while k < len(lines) and seen < 40:
        if not lines[k].blank:
            if not noise.is_menu_item(lines[k].text) or _post_head(lines, k) is not None:
                break
            seen += 1
        k += 1
    return k if seen >= _MENU else i


def _list_end(lines: list[_Line], i: int) -> int:
    """The index after the links below a head such as "Most read"."""
    seen, stop = 0, i
    while i < len(lines) and seen < _MOST_ITEMS:
        if not lines[i].blank:
            if not (lines[i].noise or noise.is_list_item(lines[i].text)) or _post_head(lines, i) is not None:
                break
            seen += 1
            stop = i + 1
        i += 1
    return stop


def _lines(text: str) -> Iterator[_Line]:
    for found in re.finditer(r"[^\r\n\u2028\u2029]+|\n", text):
        raw = found.group()
        if raw == "\n":
            yield _Line(found.start(), found.end(), "", True, False)
            continue
        stripped = raw.strip()
        start = found.start() + len(raw) - len(raw.lstrip())
        framing = bool(stripped) and (posts.is_frame(stripped) or noise.is_noise(stripped))
        marks = 0 if framing else lead(stripped)
        inner = stripped[marks:]
        unread = framing or (marks > 0 and noise.is_noise(inner))
        yield _Line(start + marks, start + len(stripped), inner, not stripped, unread, marks > 0)


def _next_text(lines: list[_Line], i: int) -> int:
    """The index of the next line that is not blank, or len(lines)."""
    while i < len(lines) and lines[i].blank:
        i += 1
    return i


def _post_head(lines: list[_Line], i: int) -> _Head | None:
    """Recognise the lines above an embedded post: a name, then an account, perhaps a date; or both on
    one line."""
    line = lines[i]
    if posts.HANDLE.match(line.text):
        account, body = (line.start, line.end), i + 1
    elif not line.noise and (both := posts.NAME_HANDLE.match(line.text)) and len(line.text) <= 110:
        account, body = (line.start, line.start + both.end("name")), i + 1
        if both.end() > both.end("handle") + 2:
            return _Head(account, body, (line.start + both.end("handle"), line.end))
    elif channel := posts.CHANNEL.match(line.text[:140]):
        account = (line.start, line.start + channel.end("name"))
        return _Head(account, i + 1, (line.start + channel.start("stamp"), line.start + channel.end("stamp")))
    else:
        j = _next_text(lines, i + 1)
        verified = j < len(lines) and posts.is_mark(lines[j].text)
        if verified:
            j = _next_text(lines, j + 1)
        if j >= len(lines) or not posts.is_display_name(line.text):
            return None
        if _is_dated_name(lines, i, j):
            return _Head((line.start, line.end), j + 1, (lines[j].start, lines[j].end))
        named = posts.HANDLE.match(lines[j].text) is not None
        if not named and not verified:
            return None
        account, body = (line.start, line.end), j + 1 if named else j
    k = _next_text(lines, body)
    if k < len(lines) and lines[k].text in ("·", "•"):
        k = _next_text(lines, k + 1)
    if k < len(lines) and posts.BARE_DATE.match(lines[k].text):
        return _Head(account, k + 1, (lines[k].start, lines[k].end))
    if k < len(lines) and posts.POST_DATE.match(lines[k].text):
        return _Head(account, k + 1, (lines[k].start, lines[k].end))
    return _Head(account, body, None)


def _is_dated_name(lines: list[_Line], i: int, j: int) -> bool:
    """A name with a line such as "March 3 at 2:05 PM ·" directly below it, as Facebook heads a post."""
    return j <= i + 2 and lines[j].text[0] not in "·•" and bool(posts.POST_DATE.match(lines[j].text))


def _read_post(lines: list[_Line], head: _Head, out: list[Block]) -> int:
    """Append the content of a post and return the index after it."""
    first = _next_text(lines, head.body)
    stop = _post_end(lines, first)
    stamp = head.stamp
    content: list[Block] = []
    for line in lines[first:stop]:
        if stamp is None and (posts.POST_STAMP.match(line.text) or (content and posts.BARE_DATE.match(line.text))):
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
        line = lines[i + 1]
        if not _is_wrapped(lines[i - 1], line) or _post_head(lines, i + 1) is not None:
            break
        if posts.signed(line.text) is not None:
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


def _is_wrapped(previous: _Line, line: _Line) -> bool:
    """Whether a line goes on with the sentence of the one before it, which was broken by wrapping."""
    if line.noise or line.marked or line.text[0] in "-*•–—":
        return False
    broken = len(previous.text) >= 40 and previous.text[-1] not in '.!?…:”"'
    return broken and len(line.text) <= len(previous.text) + 25
