"""What the figures of a topic come to, as the charts are given it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from claims.charts.parts import Part, PartsBar, parts_bar
from claims.charts.rivals import Rivals, rivals
from claims.charts.timeline import Line, Mark, Timeline, timeline
from claims.figures.shown import Breakdown, Measure, Point, Relation, Silence
from factcheck.core.templatetags.parts import sign_of
from factcheck.core.templatetags.words import number
from reviews.queries.figure_marks import FigureMark

# Figures of so few days stand beside each other: a line through time would be no line.
_DAYS_OF_A_LINE = 3
# As short as quotations have them.
_BOUNDS = {"at_least": "at least", "more_than": "over", "approx": "about", "at_most": "up to", "less_than": "under"}


def lines_of(measure: Measure, silences: Collection[Silence], marks: Mapping[int, FigureMark]) -> list[Line]:
    """A line for each party that gave a figure of the measure with a date, and one for each that says it gives none."""
    lines = [
        Line(series.label, [_mark(point, marks.get(point.claim_id)) for point in series.points if point.as_of])
        for series in measure.series
    ]
    spoken = {series.label for series in measure.series}
    silent = {
        silence.party: Line(silence.party, [], note="gives no figure")
        for silence in silences
        if silence.unit in ("", measure.unit) and silence.party not in spoken
    }
    return [line for line in lines if line.marks] + list(silent.values())


def chart_of(lines: Collection[Line], measure: Measure) -> tuple[str, Timeline | Rivals | None]:
    """A chart of lines with the template that draws it: over time where there are days enough, else side by side."""
    days = {mark.at for line in lines for mark in line.marks}
    if len(days) < _DAYS_OF_A_LINE:
        return "figures/_rivals.html", rivals(list(lines), unit=measure.label)
    return "figures/_timeline.html", timeline(list(lines), unit=measure.label)


def parts_chart(made: Breakdown, unit: str) -> PartsBar | None:
    """A breakdown as a bar."""
    rest = f"{number(made.short_by)} {unit} of the total in no part." if made.short_by > 0 else ""
    arrows = {"at_least": "up", "more_than": "up", "at_most": "down", "less_than": "down"}
    return parts_bar(
        [Part(part.label, part.value, amount_words(part)) for part in made.parts],
        made.total.value,
        sum_words=f"parts: {amount_words(made, 'sum')}",
        total_words=f"total: {amount_words(made.total)}",
        note=rest,
        arrow=arrows.get(made.total.bound, ""),
    )


def amount_words(figure: Any, name: str = "value") -> str:
    """A value with its bound: "over 1,500", "200 to 300"."""
    value, upper = number(getattr(figure, name)), getattr(figure, f"{name}_max")
    bound = str(getattr(figure, "sum_bound" if name == "sum" else "bound"))
    if bound == "between" and upper is not None:
        return f"{value} to {number(upper)}"
    return f"{_BOUNDS[bound]} {value}" if bound in _BOUNDS else value


def _mark(point: Point, mark: FigureMark | None) -> Mark:
    rating = mark.rating if mark else None
    return Mark(
        at=day_of(point.as_of),
        value=point.value,
        top=point.value_max,
        bound=str(point.bound),
        words=f"may be {amount_words(point)}" if point.hedged else amount_words(point),
        note=point.basis_words,
        is_hedged=point.hedged,
        is_told=point.second_hand or not point.in_line,
        is_denied=point.denied,
        is_repeat=point.relation is Relation.REPEAT,
        sign=sign_of(rating) if rating else "",
        sign_words=rating.label if rating else "",
        href=reverse("review", args=[mark.review_id]) if mark else f"{reverse('claims')}?claim={point.claim_id}",
    )


def day_of(as_of: str) -> date:
    """The first day of an ISO date, month or year."""
    return date.fromisoformat(as_of + "0001-01-01"[len(as_of) :])
