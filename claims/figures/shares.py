"""Percentages of what total? A share of something that nobody counted can be neither checked nor compared."""

from collections.abc import Iterable, Sequence

from claims.extraction.candidate import Bound
from claims.figures.amounts import plain, said
from claims.figures.finding import FigureFinding, FindingKind
from claims.figures.series import Placed
from claims.figures.units import counted_in
from factcheck.core.text import fold


def of_shares(placed: Sequence[Placed]) -> list[FigureFinding]:
    """A finding for each percentage whose total nobody of its network gives.

    Of people or things whose number is itself in dispute (deaths, arrests) the total must be said; of "voters" or
    "adults" it need not.
    """
    found: dict[str, FigureFinding] = {}
    for each in placed:
        fact = each.fact
        if fact.nature != "share" or each.speaker.denied:
            continue
        of = each.of
        unit = counted_in(of)
        if (of and not unit) or _total(each, unit, placed):
            continue
        about = f"{FindingKind.SHARE_OF_UNKNOWN}|{plain(fact.value)}|{each.scope.key}|{fold(of)}"
        if about not in found:
            found[about] = _finding(about, each, of, unit, placed)
    return list(found.values())


def _total(each: Placed, unit: str, placed: Iterable[Placed]) -> bool:
    """Whether the speaker's network gives a number of what the share is of, for the same place."""
    return any(
        other.speaker.key == each.speaker.key and not other.speaker.denied
        for other in _counts(each, unit, placed)
        if other.scope.key == each.scope.key
    )


def _counts(each: Placed, unit: str, placed: Iterable[Placed]) -> list[Placed]:
    return [other for other in placed if unit and other.unit == unit and other.fact.nature == "count"]


def _finding(key: str, each: Placed, of: str, unit: str, placed: Sequence[Placed]) -> FigureFinding:
    fact = each.fact
    share = f"{said(fact.value, Bound(fact.bound), fact.value_max)} percent"
    if not of:
        words = f"{each.speaker.name} says “{share}” and does not say of what."
    else:
        words = (
            f"{share} of what total? {each.speaker.name} speaks of “{of}”, and neither they nor anybody affiliated "
            f"with them gives a number of {unit} there."
        )
        others: dict[tuple[str, str], Placed] = {}
        for other in _counts(each, unit, placed):
            if other.scope.key == each.scope.key and not other.speaker.denied:
                others.setdefault((other.speaker.key, plain(other.fact.value)), other)
        if others:
            given = ", ".join(
                f"{said(other.fact.value, Bound(other.fact.bound), other.fact.value_max)} ({other.speaker.name})"
                for other in others.values()
            )
            words = f"{words} Others give {given}."
    return FigureFinding(
        FindingKind.SHARE_OF_UNKNOWN,
        key,
        words[0].upper() + words[1:],
        (fact.figure,),
        (fact.told.claim,),
        (("value", plain(fact.value)), ("of", of), ("counts", unit)),
    )
