"""Figures of one story: what counts the same, who said what when, what does not add up. Pure."""

from claims.figures.facts import Fact, Told, Voice
from claims.figures.finding import FigureFinding, FindingKind
from claims.figures.read import Reading, read_figures
from claims.figures.shown import Breakdown, Measure, Part, Point, Relation, Series, Silence, SumVerdict

__all__ = [
    "Breakdown",
    "Fact",
    "FigureFinding",
    "FindingKind",
    "Measure",
    "Part",
    "Point",
    "Reading",
    "Relation",
    "Series",
    "Silence",
    "SumVerdict",
    "Told",
    "Voice",
    "read_figures",
]
