"""Which of several forms of a page a client wants (RFC 9110, section 12.5.1). Pure."""

import re
from collections.abc import Sequence

_QUALITY = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\Z", re.ASCII)
# A comma or semicolon inside a quoted parameter is no separator.
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """The media type of `offered` that the Accept header prefers.

    Of equal qualities the one that the client names more exactly wins, then the one offered first. An empty
    or unusable header, and one that names nothing offered, gives the first: a page is better than an error.
    None when the first is refused by `q=0` and no other is wanted.
    """
    ranges = _ranges(accept)
    if not ranges:
        return offered[0]
    graded = [(*_grade(kind, ranges), -place, kind) for place, kind in enumerate(offered)]
    quality, _, _, best = max(graded)
    if quality > 0:
        return best
    first_quality, named, _, first = graded[0]
    return None if named and first_quality == 0 else first


def _ranges(accept: str) -> list[tuple[str, float]]:
    """Media ranges with their qualities; what is not one is left out."""
    found = []
    for item in _QUOTED.sub("", accept).split(","):
        kind, *parameters = (part.strip().lower() for part in item.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = float(value) if _QUALITY.match(value.strip()) else -1.0
        if quality >= 0 and kind.count("/") == 1:
            found.append((kind, quality))
    return found


def _grade(kind: str, ranges: list[tuple[str, float]]) -> tuple[float, int]:
    """Quality of a media type by the most exact range that matches, and how exact that is (0: none)."""
    exactness = {"*/*": 1, f"{kind.partition('/')[0]}/*": 2, kind: 3}
    matching = [(exactness[name], quality) for name, quality in ranges if name in exactness]
    if not matching:
        return 0.0, 0
    exact = max(level for level, _ in matching)
    return max(quality for level, quality in matching if level == exact), exact
