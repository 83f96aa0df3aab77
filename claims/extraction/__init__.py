"""Finding claims in a text by rules: deterministic, without a model, a network or a framework."""

from claims.extraction.candidate import (
    AsOf,
    Basis,
    Bound,
    Candidate,
    Extraction,
    FigureNature,
    Kind,
    Precision,
    Quantity,
    Speaker,
    Stance,
)
from claims.extraction.extractor import EXTRACTOR, VERSION, extract

__all__ = [
    "EXTRACTOR",
    "VERSION",
    "AsOf",
    "Basis",
    "Bound",
    "Candidate",
    "Extraction",
    "FigureNature",
    "Kind",
    "Precision",
    "Quantity",
    "Speaker",
    "Stance",
    "extract",
]
