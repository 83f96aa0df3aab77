"""What changed between two versions of a text: paragraph by paragraph, and inside those that changed word by word."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import Indel


class Kind(StrEnum):
    """What happened to a stretch of text. A changed one holds parts that are same, removed or added."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"
    SPACING = "spacing"


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that changed, or a stretch of paragraphs that are the same, removed or added.

    ``parts`` give the words with what happened to them; those that are not added make the old text, those that are
    not removed the new. Of SPACING, only white space or line ends differ, and the one part has the new text.
    ``paragraphs`` counts what the stretch spans, so that a long one can be folded.
    """

    kind: Kind
    parts: tuple[tuple[Kind, str], ...]
    paragraphs: int = 1


# Two sequences are aligned bit by bit, in time and memory that grow with the product of their lengths; above this
# (12 MB, 0.1 s) a coarser answer is given, which is a true one too.
_CELLS = 100_000_000
# Paragraphs that changed are paired by the words they share; both bound what that may take.
_PAIRS = 4_000
_WORDS_COUNTED = 1_000_000
_ALIKE = 0.4
_WORD = re.compile(r"\s+|[^\W_]+(?:[\u200c\u200d'’.,٫٬-][^\W_]+|[\u0300-\u036f\u064b-\u065f]+)*|.", re.DOTALL)


def text_diff(old: str, new: str) -> list[Change]:
    """Compare two versions of a text.

    The parts of all changes that are not ADDED join to ``old``, those not REMOVED to ``new``, but for SPACING, whose
    part is the new, and line ends after a paragraph with which one of them ends. Takes under 2 s for two texts of
    1 MB that have nothing in common: where texts are too large or too unlike, a paragraph is told as removed and
    added whole.
    """
    before, after = _paragraphs(old), _paragraphs(new)
    left, right = _numbered([" ".join(each.split()) for each in before], [" ".join(each.split()) for each in after])
    budget = _Budget()
    changes: list[Change] = []
    at_old = at_new = 0
    for start_old, start_new, length in [*_joined(_matches(left, right)), (len(before), len(after), 0)]:
        changes += _replaced(before[at_old:start_old], after[at_new:start_new], budget)
        at_old, at_new = start_old + length, start_new + length
        changes += _kept(before[start_old:at_old], after[start_new:at_new])
    return changes


@dataclass(slots=True)
class _Budget:
    """What may still be spent on one comparison."""

    cells: int = 3 * _CELLS
    words: int = _WORDS_COUNTED


def _paragraphs(text: str) -> list[str]:
    """Lines with their ends; blank ones belong to the line before them."""
    found: list[str] = []
    for line in text.splitlines(keepends=True) if text else ():
        if found and not line.strip():
            found[-1] += line
        else:
            found.append(line)
    return found


def _numbered(left: Sequence[str], right: Sequence[str]) -> tuple[list[int], list[int]]:
    """The same number for the same text."""
    numbers: dict[str, int] = {}
    return (
        [numbers.setdefault(each, len(numbers)) for each in left],
        [numbers.setdefault(each, len(numbers)) for each in right],
    )


def _matches(left: list[int], right: list[int]) -> Iterator[tuple[int, int, int]]:
    """Stretches that stand in both, in order: start in the left, start in the right, length."""
    ahead = 0
    while ahead < min(len(left), len(right)) and left[ahead] == right[ahead]:
        ahead += 1
    behind = 0
    while behind < min(len(left), len(right)) - ahead and left[-1 - behind] == right[-1 - behind]:
        behind += 1
    if ahead:
        yield 0, 0, ahead
    end_old, end_new = len(left) - behind, len(right) - behind
    at_old = at_new = ahead
    for anchor_old, anchor_new in [*_anchors(left[ahead:end_old], right[ahead:end_new]), (None, None)]:
        stop_old = end_old if anchor_old is None else ahead + anchor_old
        stop_new = end_new if anchor_new is None else ahead + anchor_new
        yield from _between(left, right, (at_old, stop_old), (at_new, stop_new))
        if anchor_old is not None:
            yield stop_old, stop_new, 1
        at_old, at_new = stop_old + 1, stop_new + 1
    if behind:
        yield end_old, end_new, behind


def _joined(matches: Iterable[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Stretches that follow one another in both, as one."""
    old = new = length = 0
    for at_old, at_new, more in matches:
        if (at_old, at_new) == (old + length, new + length):
            length += more
        else:
            if length:
                yield old, new, length
            old, new, length = at_old, at_new, more
    if length:
        yield old, new, length


def _anchors(left: list[int], right: list[int]) -> list[tuple[int, int]]:
    """Where both are too long to align whole: the longest rising run of what stands once in each (patience diff)."""
    if len(left) * len(right) <= _CELLS:
        return []
    count_left, count_right = Counter(left), Counter(right)
    place = {each: at for at, each in enumerate(right) if count_right[each] == 1}
    once = [(at, place[each]) for at, each in enumerate(left) if count_left[each] == 1 and each in place]
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_, at) in enumerate(once):
        length = bisect_left(tails, at)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [at]
        ends[length : length + 1] = [index]
    rising: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        rising.append(once[index])
        index = previous[index]
    return rising[::-1]


def _between(
    left: list[int], right: list[int], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[tuple[int, int, int]]:
    if 0 < (old[1] - old[0]) * (new[1] - new[0]) <= _CELLS:
        for step in Indel.opcodes(left[slice(*old)], right[slice(*new)]):
            if step.tag == "equal":
                yield old[0] + step.src_start, new[0] + step.dest_start, step.src_end - step.src_start


def _kept(before: list[str], after: list[str]) -> Iterator[Change]:
    """Paragraphs with the same words: runs that are the same, and those whose spacing differs."""
    for same, run in groupby(zip(before, after, strict=True), key=_is_same):
        pairs = list(run)
        if same:
            yield Change(Kind.SAME, ((Kind.SAME, "".join(new for _, new in pairs)),), len(pairs))
        else:
            yield from (Change(Kind.SPACING, ((Kind.SPACING, new),)) for _, new in pairs)


def _is_same(pair: tuple[str, str]) -> bool:
    """Equal, but for line ends where one of the two ends its text."""
    old, new = pair
    ends = not (old.endswith(("\n", "\r")) and new.endswith(("\n", "\r")))
    return old == new or (ends and old.rstrip("\r\n") == new.rstrip("\r\n"))


def _replaced(before: list[str], after: list[str], budget: _Budget) -> Iterator[Change]:
    """Paragraphs that stand in one only: those that are alike as changed, the others as removed and added."""
    at_old = at_new = 0
    for old, new in [*_pairs(before, after, budget), (len(before), len(after))]:
        if gone := before[at_old:old]:
            yield Change(Kind.REMOVED, ((Kind.REMOVED, "".join(gone)),), len(gone))
        if come := after[at_new:new]:
            yield Change(Kind.ADDED, ((Kind.ADDED, "".join(come)),), len(come))
        if old < len(before):
            yield Change(Kind.CHANGED, _words_changed(before[old], after[new], budget))
        at_old, at_new = old + 1, new + 1


def _pairs(before: list[str], after: list[str], budget: _Budget) -> list[tuple[int, int]]:
    """Which old paragraph became which new one, in order, so that they share as many words as can be."""
    rows, columns = len(before), len(after)
    if not rows or not columns or rows * columns > _PAIRS:
        return []
    left = [Counter(_WORD.findall(each.lower())) for each in before]
    right = [Counter(_WORD.findall(each.lower())) for each in after]
    cost = columns * sum(map(len, left)) + rows * sum(map(len, right))
    if cost > budget.words:
        return []
    budget.words -= cost
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    alike = [[_likeness(old, new) for new in right] for old in left]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            paired = alike[row][column] + best[row + 1][column + 1] if alike[row][column] >= _ALIKE else 0.0
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    found: list[tuple[int, int]] = []
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            found.append((row, column))
            row, column = row + 1, column + 1
    return found


def _likeness(old: Counter[str], new: Counter[str]) -> float:
    """The share of words in both (Sørensen-Dice), spaces not counted: 0 to 1."""
    shared = total = 0
    for word, count in old.items():
        if not word.isspace():
            total += count
            shared += min(count, new[word]) * 2
    total += sum(count for word, count in new.items() if not word.isspace())
    return shared / total if total else 0.0


def _words_changed(old: str, new: str, budget: _Budget) -> tuple[tuple[Kind, str], ...]:
    """The parts of a changed paragraph; neighbours of one kind are one part."""
    parts = groupby(_steps(old, new, budget), key=lambda part: part[0])
    return tuple((kind, "".join(words for _, words in run)) for kind, run in parts)


def _steps(old: str, new: str, budget: _Budget) -> Iterator[tuple[Kind, str]]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    cells = len(before) * len(after)
    if cells > min(_CELLS, budget.cells):
        yield Kind.REMOVED, old
        yield Kind.ADDED, new
        return
    budget.cells -= cells
    removed = added = same = ""
    for step in [*Indel.opcodes(*_numbered(before, after)), None]:
        if step and step.tag == "equal":
            same = "".join(before[step.src_start : step.src_end])
            # A space that stayed between two words that did not would make a change of many words unreadable.
            if (removed or added) and same.isspace():
                continue
        if step is None or len(same.strip()) or not (removed or added):
            yield from _either(removed, added)
            removed = added = ""
            if same:
                yield Kind.SAME, same
            same = ""
        if step and step.tag != "equal":
            removed += same + "".join(before[step.src_start : step.src_end])
            added += same + "".join(after[step.dest_start : step.dest_end])
            same = ""


def _either(removed: str, added: str) -> Iterator[tuple[Kind, str]]:
    """What went and what came; white space at the end of both stayed."""
    end = removed[len(removed.rstrip()) :]
    if not end or not added.endswith(end):
        end = ""
    if len(removed) > len(end):
        yield Kind.REMOVED, removed[: len(removed) - len(end)]
    if len(added) > len(end):
        yield Kind.ADDED, added[: len(added) - len(end)]
    if end:
        yield Kind.SAME, end
