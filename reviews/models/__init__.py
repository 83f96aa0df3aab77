"""The tables of the work."""

from reviews.models.comebacks import Comeback, ComebackCause
from reviews.models.comments import Comment
from reviews.models.desks import Desk
from reviews.models.drafts import Draft
from reviews.models.evidence import Evidence, EvidenceStance, QuoteState
from reviews.models.filters import SavedFilter
from reviews.models.notices import Channel, Notice
from reviews.models.people import Interest, Leave
from reviews.models.policies import POLICY_NUMBERS, Policy
from reviews.models.publications import Correction, CorrectionKind, Publication, PublicationStatus
from reviews.models.reviews import ROUND_PARTS, Assignment, Part, Review
from reviews.models.scales import Colour, Rating, Scale
from reviews.models.stays import Stay
from reviews.models.verdicts import Assessment, AttributionFinding, Confidence, Verdict, VerdictBasis

__all__ = [
    "POLICY_NUMBERS",
    "ROUND_PARTS",
    "Assessment",
    "Assignment",
    "AttributionFinding",
    "Channel",
    "Colour",
    "Comeback",
    "ComebackCause",
    "Comment",
    "Confidence",
    "Correction",
    "CorrectionKind",
    "Desk",
    "Draft",
    "Evidence",
    "EvidenceStance",
    "Interest",
    "Leave",
    "Notice",
    "Part",
    "Policy",
    "Publication",
    "PublicationStatus",
    "QuoteState",
    "Rating",
    "Review",
    "SavedFilter",
    "Scale",
    "Stay",
    "Verdict",
    "VerdictBasis",
]
