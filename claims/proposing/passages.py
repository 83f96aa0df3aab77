"""Passages that two texts share, word for word."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

from claims.proposing.facts import LONGEST_TEXT, LONGEST_WORDS, Matter, Page, Proposal, Rule
from claims.proposing.level import level

# Words in a row that nobody writes alike by chance.
SHORTEST = 12
# Words in a row by which a place is taken for a quotation of the claim.
_QUOTED = 5
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class _Words:
    """The words of a page, where each stands, and whether it stands in a quotation of the claim."""

    page: Page
    words: list[str]
    spans: list[tuple[int, int]]
    places: dict[tuple[str, ...], int]


def passages(pages: Collection[Page], matter: Matter) -> Iterator[Proposal]:
    """Propose, for each two pages that share a passage, that the later was taken from the earlier.

    The longest passage stands for all. Quotations of the claim itself are none: whoever writes of it has them. Pages
    of one publisher are one origin anyway. Where it is not known which came first, the words say so.
    """
    quoted = {gram for words in matter.words for gram in _grams(_WORD.findall(level(words)), _QUOTED)}
    read = [_read(page, quoted) for page in sorted(pages, key=lambda page: page.key) if page.text]
    for one, other in combinations(read, 2):
        if one.page.publisher is not None and one.page.publisher == other.page.publisher:
            continue
        later, earlier, is_known = _in_order(one, other)
        found = _longest(later, earlier)
        if found is not None:
            first, last = found
            yield _proposal(later, earlier.page.key, first, last, is_known=is_known)


def _read(page: Page, quoted: Collection[tuple[str, ...]]) -> _Words:
    text = page.text[:LONGEST_TEXT]
    found = list(_WORD.finditer(level(text)))
    words = [each.group() for each in found]
    covered = [False] * len(words)
    for size in {len(gram) for gram in quoted}:
        for i in range(len(words) - size + 1):
            if tuple(words[i : i + size]) in quoted:
                covered[i : i + size] = [True] * size
    places: dict[tuple[str, ...], int] = {}
    last_covered = -1
    for end, is_covered in enumerate(covered):
        last_covered = end if is_covered else last_covered
        first = end - SHORTEST + 1
        if first > last_covered and first >= 0:
            places.setdefault(tuple(words[first : end + 1]), first)
    return _Words(page, words, [each.span() for each in found], places)


def _grams(words: list[str], size: int) -> Iterator[tuple[str, ...]]:
    """Runs of so many words; of fewer words they themselves are one."""
    if words:
        size = min(size, len(words))
        yield from (tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def _in_order(one: _Words, other: _Words) -> tuple[_Words, _Words, bool]:
    """The later, the earlier, and whether that is known."""
    days = one.page.published_on, other.page.published_on
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return other, one, False
    return (one, other, True) if days[0] > days[1] else (other, one, True)


def _longest(later: _Words, earlier: _Words) -> tuple[int, int] | None:
    """The first and last word of the longest passage of `later` that stands in `earlier`; the first of equal ones."""
    best: tuple[int, int] | None = None
    run: tuple[int, int, int] | None = None  # first and last word here, last word there
    for gram, first in sorted(later.places.items(), key=lambda item: item[1]):
        there = earlier.places.get(gram)
        if there is None:
            continue
        last = first + SHORTEST - 1
        goes_on = run is not None and last == run[1] + 1 and there + SHORTEST - 1 == run[2] + 1
        run = (run[0] if run is not None and goes_on else first, last, there + SHORTEST - 1)
        if best is None or run[1] - run[0] > best[1] - best[0]:
            best = run[0], run[1]
    return best


def _proposal(later: _Words, earlier: str, first: int, last: int, *, is_known: bool) -> Proposal:
    start, end = later.spans[first][0], later.spans[last][1]
    order = "it was published later" if is_known else "which of them was first is not known"
    words = later.page.text[start : min(end, start + LONGEST_WORDS)]
    return Proposal(
        rule=Rule.PASSAGE,
        source=later.page.key,
        from_source=earlier,
        from_party=None,
        basis=f"Both have the same {last - first + 1} words in a row; {order}.",
        words=words,
        marked=words,
        start=start,
    )
