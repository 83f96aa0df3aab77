"""The figures of a topic on its page: the chosen measure drawn and listed, its breakdowns, what does not fit."""

from dataclasses import dataclass, field
from urllib.parse import quote

from django.http import QueryDict
from django.urls import reverse

from claims.charts.parts import PartsBar
from claims.charts.rivals import Rivals
from claims.charts.timeline import Timeline
from claims.figures.shown import Breakdown, Measure, Point, Relation, Series
from claims.models import Finding, FindingState, Topic
from claims.queries.figures import TopicFigures
from factcheck.core.templatetags.words import number
from reviews.pages.figure_charts import amount_words, chart_of, lines_of, parts_chart
from reviews.queries.figure_marks import FigureMark
from reviews.queries.topic_figures import MarkedFigures

MOST_NAMED = 6  # measures that have a name of their own above the chart; the others are chosen from a list


@dataclass(frozen=True)
class Row:
    """One figure in the table. `number` and `shape` are those of its line in the chart, 0 where it has none."""

    point: Point
    series: Series
    amount: str
    mark: FigureMark | None
    number: int = 0
    shape: str = ""


@dataclass(frozen=True)
class Sum:
    """A breakdown with its drawing."""

    made: Breakdown
    chart: PartsBar | None
    rows: list[tuple[str, str]]
    tone: str


@dataclass(frozen=True)
class TopicBoard:
    """What the page of a topic shows of its figures; `measure` is None where there are none."""

    figures: TopicFigures
    measure: Measure | None = None
    segments: list[dict[str, object]] = field(default_factory=list)
    others: list[dict[str, object]] = field(default_factory=list)
    chart: Timeline | Rivals | None = None
    chart_template: str = ""
    rows: list[Row] = field(default_factory=list)
    repeats: list[Row] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What there is, in a sentence."""
        if self.measure is None:
            return ""
        values = sorted({row.point.value for row in (*self.rows, *self.repeats) if not row.point.denied})
        spread = f" from {number(values[0])} to {number(values[-1])}" if len(values) > 1 else ""
        who, said = len(self.measure.series), len(self.rows) + len(self.repeats)
        return (
            f"{said} {'figure' if said == 1 else 'figures'} of {self.measure.label}{spread},"
            f" by {who} {'speaker' if who == 1 else 'speakers'}."
        )

    @property
    def joined(self) -> list[Series]:
        """Lines that more than one party speak in."""
        return [series for series in self.measure.series if series.because] if self.measure else []

    @property
    def open_findings(self) -> list[Finding]:
        return [finding for finding in self.figures.findings if finding.state is FindingState.OPEN]

    @property
    def judged_findings(self) -> list[Finding]:
        return [finding for finding in self.figures.findings if finding.state is not FindingState.OPEN]


def topic_board(found: MarkedFigures, asked: QueryDict) -> TopicBoard:
    """The board of a topic; `measure` in the query string chooses what is drawn, else what has most figures."""
    figures, topic, marks = found.figures, found.topic, found.marks
    measures = sorted(figures.measures, key=lambda measure: -_size(measure))
    if not measures:
        return TopicBoard(figures)
    chosen = next((measure for measure in measures if measure.key == asked.get("measure")), measures[0])
    template, chart = chart_of(lines_of(chosen, figures.silences, marks), chosen)
    drawn = chart.lines if isinstance(chart, Timeline) else chart.rows if chart else []
    keys = {line.label: (line.number, line.shape) for line in drawn}
    rows = [
        Row(point, series, amount_words(point), marks.get(point.claim_id), *keys.get(series.label, (0, "")))
        for series in chosen.series
        for point in series.points
    ]
    rows.sort(key=lambda row: (row.point.as_of == "", row.point.as_of, row.point.figure_id))
    # What is counted once stands behind a button: one figure makes no line.
    named = [measure for measure in measures if measure is chosen or _size(measure) > 1][:MOST_NAMED]
    named = named if chosen in named else [chosen, *named[:-1]]
    return TopicBoard(
        figures=figures,
        measure=chosen,
        segments=[_segment(topic, measure, chosen) for measure in named],
        others=[_segment(topic, measure, chosen) for measure in measures if measure not in named],
        chart=chart,
        chart_template=template,
        rows=[row for row in rows if row.point.relation is not Relation.REPEAT],
        repeats=[row for row in rows if row.point.relation is Relation.REPEAT],
        sums=[_sum(made, chosen.unit) for made in chosen.parts],
    )


def _size(measure: Measure) -> int:
    return sum(len(series.points) for series in measure.series)


def _segment(topic: Topic, measure: Measure, chosen: Measure) -> dict[str, object]:
    return {
        "words": measure.label,
        "count": _size(measure),
        "href": f"{reverse('topic', args=[topic.slug])}?measure={quote(measure.key)}",
        "current": measure is chosen,
    }


def _sum(made: Breakdown, unit: str) -> Sum:
    tones = {"consistent": "yes", "short": "warn", "exceeds": "danger"}
    rows = [(part.label, amount_words(part)) for part in made.parts]
    return Sum(made, parts_chart(made, unit), rows, tones[made.verdict.value])
