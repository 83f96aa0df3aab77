"""The figures of a topic as CSV."""

import csv
from collections.abc import Iterable
from io import StringIO

from claims.figures.amounts import plain
from claims.intake.errors_csv import defused
from reviews.queries.topic_figures import Row

COLUMNS = (
    "measure", "series", "speaker", "said by", "value", "upper value", "bound", "unit", "place", "as of", "relation",
    "second-hand", "hedged", "denied", "basis", "claim", "figure", "review", "state", "rating", "words",
)  # fmt: skip


def figures_csv(rows: Iterable[Row]) -> str:
    """A line for each figure, below the names of the columns; no cell is a live formula. What holds says `yes`."""
    file = StringIO()
    written = csv.writer(file)
    written.writerow(COLUMNS)
    for row in rows:
        written.writerow(defused(cell) for cell in _cells(row))
    return file.getvalue()


def _cells(row: Row) -> list[str]:
    point, mark = row.point, row.mark
    return [
        row.measure.label,
        row.series.label,
        point.speaker,
        " > ".join(point.said_by),
        plain(point.value),
        plain(point.value_max) if point.value_max is not None else "",
        point.bound.value,
        point.unit_words,
        row.measure.place,
        point.as_of,
        point.relation.value,
        "yes" if point.second_hand else "",
        "yes" if point.hedged else "",
        "yes" if point.denied else "",
        point.basis_words,
        str(point.claim_id),
        str(point.figure_id),
        str(mark.review_id) if mark else "",
        mark.state if mark else "",
        mark.rating.label if mark and mark.rating else "",
        point.words,
    ]
