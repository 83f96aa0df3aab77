"""The figures of a topic with what became of their claims."""

from dataclasses import dataclass

from claims.access import topic_for
from claims.figures import Measure, Point, Series
from claims.models import Topic
from claims.queries.figures import TopicFigures, figures_of
from factcheck.core.models import User
from reviews.queries.figure_marks import FigureMark, marks_of


@dataclass(frozen=True)
class MarkedFigures:
    """The figures of a topic, and the mark of each claim that had a review, by the claim's id."""

    topic: Topic
    figures: TopicFigures
    marks: dict[int, FigureMark]


@dataclass(frozen=True)
class Row:
    """One figure as a table shows it."""

    measure: Measure
    series: Series
    point: Point
    mark: FigureMark | None


def marked_figures(person: User, slug: str) -> MarkedFigures:
    """The figures of a topic as a person may know them. Raises NotFound where it does not exist for them."""
    topic = topic_for(person, slug)
    figures = figures_of(person, topic)
    return MarkedFigures(topic, figures, marks_of(person, figures.claim_ids))


def rows_of(marked: MarkedFigures) -> list[Row]:
    """Every figure, by measure and line, in the order in which they are drawn."""
    return [
        Row(measure, series, point, marked.marks.get(point.claim_id))
        for measure in marked.figures.measures
        for series in measure.series
        for point in series.points
    ]
