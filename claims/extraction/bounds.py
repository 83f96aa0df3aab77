"""Words that say how to read a number: "at least", "nearly", "or more"."""

from claims.extraction.candidate import Bound
from claims.extraction.tokens import Token

_WORDS: dict[Bound, str] = {
    Bound.AT_LEAST: "no fewer than; no less than; not less than; not fewer than; a minimum of; minimum of; at least;"
    " at the very least; no lower than; at a minimum; دست کم; حداقل; دست‌کم",
    Bound.AT_MOST: "no more than; not more than; a maximum of; maximum of; as many as; as much as; as high as; at most;"
    " at the most; up to; a cap of; capped at; limit of; no higher than; as few as; as little as",
    Bound.MORE_THAN: "more than; greater than; higher than; larger than; upwards of; upward of; in excess of;"
    " well over; far over;"
    " just over; slightly over; over; well above; just above; above; north of; exceeding; exceeded; exceeds;"
    " exceed; surpassed; surpassing; surpasses; surpass; topped; topping; tops; passed; past; passing; crossed;"
    " crossing; beyond; longer than; older than; better than; a little over; >; بیش از; بیشتر از; أكثر من",
    Bound.LESS_THAN: "less than; fewer than; lower than; smaller than; under; just under; slightly under; well under;"
    " below; just below; well below; shy of; just shy of; short of; south of; a little under; younger than; <; کمتر از",
    Bound.APPROX: "close to; closer to; nearer to; nearer; an estimated; estimated; estimated at; estimate of;"
    " estimates of; something like; around; about; some; approximately; roughly; nearly; almost; circa; c.; ca.; ~; ≈;"
    " in the region of; in the order of; on the order of; in the neighbourhood of; or so; perhaps; maybe; virtually;"
    " practically; not quite; as good as; approaching; nigh on; حدود; نزدیک به",
}
_BY_LAST: dict[str, list[tuple[list[str], Bound]]] = {}
for _bound, _phrases in _WORDS.items():
    for _phrase in _phrases.split(";"):
        _BY_LAST.setdefault(_phrase.split()[-1], []).append((_phrase.split(), _bound))
for _held in _BY_LAST.values():
    _held.sort(key=lambda item: -len(item[0]))
# A mark that may stand between the words and the number: at least “400”.
_MARKS = "“\"‘'("
_AFTER: tuple[tuple[tuple[str, ...], Bound], ...] = (
    (("+",), Bound.MORE_THAN),
    (("-", "plus"), Bound.MORE_THAN),
    (("‑", "plus"), Bound.MORE_THAN),
    (("plus",), Bound.MORE_THAN),
    (("-", "odd"), Bound.APPROX),
    (("odd",), Bound.APPROX),
    (("or", "more"), Bound.AT_LEAST),
    (("or", "so"), Bound.APPROX),
    (("or", "thereabouts"), Bound.APPROX),
    (("or", "less"), Bound.AT_MOST),
    (("or", "fewer"), Bound.AT_MOST),
    (("or", "under"), Bound.AT_MOST),
    (("and", "over"), Bound.AT_LEAST),
    (("or", "above"), Bound.AT_LEAST),
    (("or", "over"), Bound.AT_LEAST),
)


def bound_before(tokens: list[Token], first: int) -> tuple[Bound | None, int]:
    """The bound words directly before tokens[first] and the index where they begin."""
    at = first
    if at > 1 and tokens[at - 1].text in _MARKS:
        at -= 1
    if at > 1 and tokens[at - 1].low in ("only", "just", "another") and tokens[at - 2].low != "not":
        begin = at - 1
    else:
        begin = at
    for place in dict.fromkeys((at, begin)):
        if place == 0:
            continue
        for phrase, bound in _BY_LAST.get(tokens[place - 1].low.rsplit("-", 1)[-1], ()):
            start = place - len(phrase)
            if start >= 0 and (len(phrase) == 1 or [t.low for t in tokens[start:place]] == phrase):
                if phrase == ["past"] and start and tokens[start - 1].low in ("the", "this", "last"):
                    return None, first
                return _negated(tokens, start, bound)
    return None, first


def _negated(tokens: list[Token], start: int, bound: Bound) -> tuple[Bound | None, int]:
    """ "Not over 40" is at most 40, "not quite" stays as it is."""
    if start and tokens[start - 1].low == "not":
        if bound is Bound.MORE_THAN:
            return Bound.AT_MOST, start - 1
        if bound is Bound.LESS_THAN:
            return Bound.AT_LEAST, start - 1
    return bound, start


def bound_after(tokens: list[Token], stop: int) -> tuple[int, Bound | None]:
    """ "200-plus", "200+", "200 or more": the index after the bound words that follow a number, and the bound."""
    low = tuple(t.low for t in tokens[stop : stop + 3])
    for words, bound in _AFTER:
        if low[: len(words)] == words:
            if words == ("plus",) and low[1:2] and low[1][:1].isdigit():
                continue
            return stop + len(words), bound
    return stop, None
