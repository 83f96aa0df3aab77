"""JSON of any size, one element at a time: an array, an object that holds one, lines, or values one after another.

Memory does not grow with the file. What the strict parser takes costs one pass; where it fails, brackets are
followed to the element's end, so that a broken element refuses itself alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from json import JSONDecoder
from typing import Any, Final

from claims.intake.json_depth import DEPTH_LIMIT, depth_of
from claims.intake.rows import RAW_KEPT, ROW_LIMIT

TOO_LONG = f"The entry is longer than {ROW_LIMIT:,} characters. Take it out, or split it."
TOO_DEEP = f"The entry is nested more than {DEPTH_LIMIT} levels deep. Send a flatter one."

_CHUNK = 1 << 19
_SPACE = re.compile(r"[\s,\ufeff\x1e]*+")
_BRACKET = re.compile(r'["{}\[\]/]')
_BRACKET_OR_COMMA = re.compile(r'["{}\[\]/,]')
_IN_STRING = re.compile(r'(?:[^"\\]++|\\.)*+', re.DOTALL)
_LINE_REST = re.compile(r"[^\S\n]*,?[^\S\n]*(?:\n|\Z)")
_KEY = re.compile(r'"((?:[^"\\\n]|\\.){0,200}+)"\s*:')
_FIRST_KEY = re.compile(r'\{\s*("[^"\\]{1,60}")')
_GAP_AT_END = re.compile(r"\}\s*,\s*\{\s*\Z")
_LONGEST_GAP = 200


class Unread:
    """The type of `UNREAD`."""


UNREAD: Final = Unread()


@dataclass(slots=True)
class Element:
    """One element as written, which begins in line ``line`` of the file.

    ``value`` is what the decoder made of it; `UNREAD` where it is not JSON: a lenient reader may try ``text`` again.
    ``reason`` is "", or a sentence why it is refused unread; ``text`` is then only its beginning.
    """

    line: int
    text: str
    value: Any = UNREAD
    reason: str = ""


def elements(
    read: Callable[[int], str], decoder: JSONDecoder, *, inside: frozenset[str] = frozenset(), lines: bool | None = None
) -> Iterator[Element]:
    """The elements of the outermost array, or of the values that stand one after another, in order.

    ``read`` gives the next text, "" at the end (`json_text.text_of`). An outermost object that is not one of many
    lines is looked into: the elements of the arrays that its keys in ``inside`` hold are given in its place.
    ``lines`` says that each line is an element whatever it begins with; None finds out. Commas too many or too few
    between elements do not matter, nor do comments. Raises only what ``read`` raises.
    """
    return _Splitter(read, decoder, inside).split(lines)


class _Splitter:
    """``text`` is at hand, read up to ``at``, which stands in line ``line``; ``is_all`` when no more will come."""

    def __init__(self, read: Callable[[int], str], decoder: JSONDecoder, inside: frozenset[str]) -> None:
        self.read, self.decoder, self.inside = read, decoder, inside
        self.text, self.at, self.line, self.is_all = "", 0, 1, False
        # No comment is closed in the text at hand, which is found out once.
        self.is_unclosed = False
        # The first key of the last whole element: where it stands again, another one begins.
        self.first_key = ""

    def split(self, lines: bool | None) -> Iterator[Element]:
        self.gap()
        if lines is None:
            lines = self.looks_like_lines()
        while self.at < len(self.text):
            mark = self.text[self.at]
            if mark == "[" and not lines:
                self.move(self.at + 1)
                yield from self.array()
            elif mark == "{" and not lines and (start := self.array_within(1)) is not None:
                yield from self.object(start)
            else:
                yield self.element(by_line=lines or mark not in "{[")
            self.gap()

    def array(self) -> Iterator[Element]:
        """What stands in an array, from behind its bracket to behind its end."""
        self.gap()
        while self.at < len(self.text):
            if self.text[self.at] == "]":
                self.move(self.at + 1)
                return
            yield self.element()
            self.gap()

    def object(self, start: int | None) -> Iterator[Element]:
        """What stands in the arrays of an object, the first of which has its bracket at ``start``."""
        while start is not None:
            self.move(start + 1)
            yield from self.array()
            self.gap()
            start = self.array_within(0)
        self.follow(1, is_broken=False)

    def array_within(self, skip: int) -> int | None:
        """Where the next array begins that a key in `inside` holds, ``skip`` characters on; None without one near."""
        if not self.inside:
            return None
        self.have(ROW_LIMIT)
        at = self.at + skip
        while key := _KEY.match(self.text, self.behind_gap(at)):
            at = self.behind_gap(key.end())
            if key[1] in self.inside and self.text.startswith("[", at):
                return at
            try:
                _, at = self.decoder.raw_decode(self.text, at)
            except (ValueError, RecursionError):
                return None
        return None

    def element(self, *, by_line: bool = False) -> Element:
        while True:
            is_broken = True
            try:
                value, end = self.decoder.raw_decode(self.text, self.at)
            except ValueError as error:
                # What only breaks off where the text at hand ends is long rather than broken.
                near_end = getattr(error, "pos", 0) > len(self.text) - _LONGEST_GAP
                is_broken = self.is_all or not (near_end or "Unterminated" in str(error))
            except RecursionError:
                pass
            else:
                if end < len(self.text) or self.is_all:
                    if by_line and not _LINE_REST.match(self.text, end):
                        break
                    return self.whole(value, end)
            if not self.have(2 * ROW_LIMIT):
                break
        return self.broken_line() if by_line else self.follow(0, is_broken=is_broken)

    def whole(self, value: Any, end: int) -> Element:
        element = Element(self.line, self.text[self.at : end], value)
        if len(element.text) > ROW_LIMIT:
            element = Element(self.line, element.text[:RAW_KEPT], reason=TOO_LONG)
        elif element.text.count("{") + element.text.count("[") > DEPTH_LIMIT and depth_of(element.text) > DEPTH_LIMIT:
            element = Element(self.line, element.text[:RAW_KEPT], reason=TOO_DEEP)
        elif key := _FIRST_KEY.match(element.text):
            self.first_key = key[1]
        self.move(end)
        return element

    def broken_line(self) -> Element:
        """The rest of the line, unread."""
        self.have(ROW_LIMIT + 1)
        line, start = self.line, self.at
        end = self.text.find("\n", start)
        if end < 0 and self.is_all:
            end = len(self.text)
        is_long = end < 0 or end - start > ROW_LIMIT
        text = self.text[start : start + RAW_KEPT] if is_long else self.text[start:end]
        while end < 0:
            self.move(len(self.text))
            self.more()
            end = len(self.text) if self.is_all else self.text.find("\n")
        self.move(end)
        return Element(line, text, reason=TOO_LONG if is_long else "")

    def follow(self, depth: int, *, is_broken: bool) -> Element:
        """The text up to where its brackets close, ``depth`` of which are open already, unread.

        ``is_broken`` when brackets may be missing: the next element is then also known by its first key.
        """
        line, head, at, in_string = self.line, "", self.at, False
        opened, deepest, beyond = ["{"] * depth, depth, 0
        first = self.first_key or (key[1] if (key := _FIRST_KEY.match(self.text, self.at)) else "")
        reason = ""
        while True:
            if not reason and at - self.at > ROW_LIMIT:
                if is_broken and (cut := self.next_element(first)) is not None:
                    at, deepest = cut, 0
                    break
                reason, head = TOO_LONG, self.text[self.at : self.at + RAW_KEPT]
            if in_string:
                start, at = at, _IN_STRING.match(self.text, at).end()  # type: ignore[union-attr]
                in_string = not self.text.startswith('"', at)
                if not in_string:
                    inner = max(start, at - _LONGEST_GAP)
                    if first and self.text.startswith(first, at) and (gap := _GAP_AT_END.search(self.text, inner, at)):
                        # A quotation mark too many turned everything inside out: no string ends like this.
                        at = gap.start() + 1
                        break
                    at += 1
                    continue
                found = None
            else:
                found = (_BRACKET if opened else _BRACKET_OR_COMMA).search(self.text, at)
            if found is None:
                # A backslash at the end is half of a pair.
                at = at if in_string else len(self.text)
                if self.is_all:
                    cut = None if reason or not is_broken else self.next_element(first)
                    at = len(self.text) if cut is None else cut
                    break
                if reason:
                    self.move(at)
                at -= self.at
                self.more()
                continue
            at = found.end()
            mark = found.group()
            if mark == '"':
                in_string = True
            elif mark == "/":
                at = max(self.behind_comment(at - 1), at)
            elif mark in "{[" and (opened or at == self.at + 1):
                deepest = max(deepest, len(opened) + 1)
                if len(opened) < ROW_LIMIT:
                    opened.append(mark)
                else:
                    beyond += 1
            elif beyond and mark != ",":
                beyond -= 1
            elif mark == "," or not opened:
                # Something that has no brackets, up to what follows it.
                at = max(at - 1, self.at + 1)
                break
            elif opened.pop() + mark not in ("{}", "[]") and not reason and (cut := self.next_element(first)):
                at = cut
                break
            elif not opened:
                break
        if deepest > DEPTH_LIMIT and not reason:
            reason, head = TOO_DEEP, self.text[self.at : self.at + RAW_KEPT]
        text = head if reason else self.text[self.at : at]
        self.move(at)
        return Element(line, text, reason=reason)

    def next_element(self, first: str) -> int | None:
        """Where the element at hand ends if another one follows, by the first key that elements have."""
        found = first and re.compile(r"\}(?=[\s,]*\{\s*" + re.escape(first) + ")").search(self.text, self.at)
        return found.end() if found else None

    def looks_like_lines(self) -> bool:
        """Whether the first line is an object for itself and another begins in the next."""
        self.have(ROW_LIMIT)
        if not self.text.startswith("{", self.at):
            return False
        first, _, rest = self.text[self.at :].partition("\n")
        return first.rstrip().endswith("}") and rest.lstrip().startswith("{")

    def gap(self) -> None:
        """Go on to what is neither space, comma nor comment."""
        while True:
            end = self.behind_gap(self.at)
            # What reaches to the end of the text at hand may go on beyond it.
            if (end < len(self.text) and self.text[end] != "/") or not self.have(ROW_LIMIT):
                self.move(end)
                if end < len(self.text) or self.is_all:
                    return
                self.more()

    def behind_gap(self, at: int) -> int:
        while True:
            at = _SPACE.match(self.text, at).end()  # type: ignore[union-attr]
            if not self.text.startswith("/", at) or (end := self.behind_comment(at)) == at:
                return at
            at = end

    def behind_comment(self, at: int) -> int:
        """Where a comment that begins here ends; ``at`` itself where none does."""
        if self.text.startswith("//", at):
            return self.text.find("\n", at) + 1 or len(self.text)
        if not self.text.startswith("/*", at) or self.is_unclosed:
            return at
        end = self.text.find("*/", at + 2)
        self.is_unclosed = end < 0
        return end + 2 if end >= 0 else at

    def have(self, wanted: int) -> bool:
        """Read on until so many characters are at hand. False when there was no need or is no more."""
        before = len(self.text) - self.at
        while len(self.text) - self.at < wanted and not self.is_all:
            self.more()
        return len(self.text) - self.at > before

    def more(self) -> None:
        """Read on, and drop what has been read: places move by what `at` was."""
        text = self.read(_CHUNK)
        self.is_all = not text
        self.text, self.at, self.is_unclosed = self.text[self.at :] + text, 0, False

    def move(self, end: int) -> None:
        self.line += self.text.count("\n", self.at, end)
        self.at = end
