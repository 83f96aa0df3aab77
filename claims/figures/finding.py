"""Findings: what does not fit, each with a key that holds while the same values stand."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    PARTS_LEAVE_REST = "parts_leave_rest"
    PARTS_FALL_SHORT = "parts_fall_short"
    PARTS_EXCEED_TOTAL = "parts_exceed_total"
    COUNTED_TWICE = "counted_twice"
    SHARE_OF_UNKNOWN = "share_of_unknown"
    FIGURE_FELL = "figure_fell"
    RIVALS_DIFFER = "rivals_differ"
    CONFIRMS_ITSELF = "confirms_itself"


TITLES = {
    FindingKind.PARTS_LEAVE_REST: "Parts do not name the whole total",
    FindingKind.PARTS_FALL_SHORT: "Parts fall short of their total",
    FindingKind.PARTS_EXCEED_TOTAL: "Parts exceed their total",
    FindingKind.COUNTED_TWICE: "Places may be counted twice",
    FindingKind.SHARE_OF_UNKNOWN: "Percentage of an unknown total",
    FindingKind.FIGURE_FELL: "A figure fell without explanation",
    FindingKind.RIVALS_DIFFER: "Rival figures",
    FindingKind.CONFIRMS_ITSELF: "Confirmed by its own network",
}


@dataclass(frozen=True)
class FigureFinding:
    """Something a person confirms or dismisses. `words` say it in full; `data` has its numbers as JSON values.

    `key` is made of the values compared, never of keys of rows: it holds when a figure is written anew, and a repeat
    changes nothing. `figures` and `claims` are what it rests on, in the order in which the words name them.
    """

    kind: FindingKind
    key: str
    words: str
    figures: tuple[int, ...]
    claims: tuple[int, ...]
    data: tuple[tuple[str, str], ...] = ()
