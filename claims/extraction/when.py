"""As of when each claim of a sentence is: by the date in it, beside it, or on which it was announced."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extraction.candidate import AsOf, Precision
from claims.extraction.complements import has_predicate
from claims.extraction.date_mentions import DateMention
from claims.extraction.date_roles import Role
from claims.extraction.tokens import Token
from claims.extraction.units import word_set

_COMPARED = word_set("down up from compared than versus against")
_NOW = word_set("now currently today so")
_OPENING = 12  # characters before a date that opens a sentence: "On the night of"
_AUX = word_set("were was had have are has")
_NORMAL = word_set("normal usual typical average ordinary")


@dataclass(frozen=True)
class Stretch:
    """One claim to be dated: its offsets, its tokens, and the offsets of the run of words that it was cut from."""

    start: int
    end: int
    tokens: list[Token]
    run: tuple[int, int]
    attributed: bool = False

    def holds(self, mention: DateMention) -> bool:
        return self.start <= mention.start < self.end


def announced(mentions: Sequence[DateMention]) -> AsOf | None:
    """The date on which a statement was made: its first day, else its first date, without remarks on something else."""
    at = [mention for mention in mentions if mention.role is Role.AT]
    return next((m.as_of for m in at if m.as_of.precision is Precision.DAY), at[0].as_of if at else None)


def dates_of(
    stretches: Sequence[Stretch], mentions: Sequence[DateMention], around: AsOf | None, begin: int
) -> list[AsOf | None]:
    """The date of each stretch of one sentence, in their order; `around` is that of what surrounds the sentence, which
    begins at `begin`.

    A date in a claim comes first, then one that leads it in, then that of the claim before it or, where it has no verb
    of its own, after it. A date outside all claims is that of the announcement.
    """
    outside = [m for m in mentions if not any(s.run[0] <= m.start < s.run[1] for s in stretches)]
    said = announced(outside) or around
    opening = next((m.as_of for m in mentions if m.start - begin < _OPENING and m.role is Role.AT), None)
    out: list[AsOf | None] = []
    for at, stretch in enumerate(stretches):
        inner = [m for m in mentions if stretch.run[0] <= m.start < stretch.run[1]]
        own = _own(stretch, inner) or _enclosing(stretch, stretches, inner) or _leading(stretch, stretches, inner)
        out.append(
            own
            or _before(at, stretches, out, mentions)
            or _after(at, stretches, mentions)
            or opening
            or (said if stretch.attributed else around)
        )
    return out


def _own(stretch: Stretch, inner: Sequence[DateMention]) -> AsOf | None:
    roles = (Role.AT, Role.WITHIN, Role.AGAINST) if _led_by_comparison(stretch) else (Role.AT, Role.WITHIN)
    held = [m for m in inner if stretch.holds(m) and m.role in roles]
    if not held:
        return None
    return next((m.as_of for m in held if m.as_of.precision is Precision.DAY), held[0].as_of)


def _enclosing(stretch: Stretch, stretches: Sequence[Stretch], inner: Sequence[DateMention]) -> AsOf | None:
    for other in stretches:
        if other is not stretch and other.start <= stretch.start and stretch.end <= other.end:
            found = _own(other, inner)
            if found is not None:
                return found
    return None


def _leading(stretch: Stretch, stretches: Sequence[Stretch], inner: Sequence[DateMention]) -> AsOf | None:
    """ "On Monday, ...": a date of the same run before the claim, in no other claim."""
    free = [
        m
        for m in inner
        if m.start < stretch.start and m.role is Role.AT and not any(other.holds(m) for other in stretches)
    ]
    return free[-1].as_of if free else None


def _before(
    at: int, stretches: Sequence[Stretch], out: Sequence[AsOf | None], mentions: Sequence[DateMention]
) -> AsOf | None:
    """The date of the claim before, when this one goes on from it: always in one run, else a month or a year."""
    if not at or _compares(stretches[at]):
        return None
    stretch, previous = stretches[at], stretches[at - 1]
    held = [m for m in mentions if m.start < stretch.start and m.start >= previous.run[0]]
    found = out[at - 1]
    if found is None or not any(m.as_of == found for m in held):
        return None
    if stretch.run == previous.run:
        leads = any(m.as_of == found and m.start <= previous.start + 2 for m in held)
        return found if leads or not _begins_anew(stretch) else None
    return found if found.precision is not Precision.DAY and not _begins_anew(stretch) else None


def _after(at: int, stretches: Sequence[Stretch], mentions: Sequence[DateMention]) -> AsOf | None:
    """The date of the claim after this one, when that has no verb of its own: "12 died and 30 injured on Monday"."""
    if at + 1 >= len(stretches) or stretches[at].run != stretches[at + 1].run:
        return None
    following = stretches[at + 1]
    if _compares(following) or {t.low for t in stretches[at].tokens} & _NOW:
        return None
    if has_predicate(following.tokens, 0, len(following.tokens)) and not _elliptic(following.tokens):
        return None
    return _own(following, [m for m in mentions if m.as_of.precision is Precision.DAY])


def _elliptic(tokens: list[Token]) -> bool:
    """ "And 30 were injured": the number stands for the people counted before."""
    first = next((k for k, t in enumerate(tokens[:3]) if t.kind == "number"), None)
    return first is not None and first + 1 < len(tokens) and tokens[first + 1].low in _AUX


def _compares(stretch: Stretch) -> bool:
    return _led_by_comparison(stretch) or bool({t.low for t in stretch.tokens} & _NORMAL)


def _led_by_comparison(stretch: Stretch) -> bool:
    """ "Down from 4,300 in May": the date is that of this figure, not of the one it is compared with."""
    return bool({t.low for t in stretch.tokens[:2]} & _COMPARED)


def _begins_anew(stretch: Stretch) -> bool:
    """Whether a claim says something about now, whatever the date before it."""
    return bool({t.low for t in stretch.tokens} & (_NOW - {"so"}))
