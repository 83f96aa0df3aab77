"""The tables of the work."""

from reviews.models.evidence import Evidence, EvidenceStance
from reviews.models.notices import Channel, Notice
from reviews.models.publications import Correction, CorrectionKind, Publication, PublicationStatus
from reviews.models.reviews import ROUND_PARTS, Assignment, Interest, Part, Review
from reviews.models.scales import Rating, Scale
from reviews.models.verdicts import Assessment, AttributionFinding, Verdict, VerdictBasis

__all__ = [
    "ROUND_PARTS",
    "Assessment",
    "Assignment",
    "AttributionFinding",
    "Channel",
    "Correction",
    "CorrectionKind",
    "Evidence",
    "EvidenceStance",
    "Interest",
    "Notice",
    "Part",
    "Publication",
    "PublicationStatus",
    "Rating",
    "Review",
    "Scale",
    "Verdict",
    "VerdictBasis",
]
