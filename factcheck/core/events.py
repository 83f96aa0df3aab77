"""Every fact that is recorded, on one page."""

from enum import StrEnum


class EventKind(StrEnum):
    DOCUMENT_ADDED = "document.added"
    DOCUMENT_EXTRACTED = "document.extracted"
    IMPORT_FAILED = "import.failed"
    CLAIM_ADDED = "claim.added"
    CLAIM_EDITED = "claim.edited"
    CLAIM_KEPT = "claim.kept"
    CLAIM_DROPPED = "claim.dropped"
    CLAIM_UNDECIDED = "claim.undecided"
    TOPIC_ADDED = "topic.added"
    PARTY_NAMED = "party.named"
    PARTY_AFFILIATED = "party.affiliated"
    SOURCE_DERIVED = "source.derived"
    REVIEW_OPENED = "review.opened"
    REVIEW_ASSIGNED = "review.assigned"
    REVIEW_TAKEN = "review.taken"
    REVIEW_RELEASED = "review.released"
    REVIEW_HELD = "review.held"
    REVIEW_RESUMED = "review.resumed"
    REVIEW_CLOSED = "review.closed"
    REVIEW_REOPENED = "review.reopened"
    EVIDENCE_ADDED = "evidence.added"
    EVIDENCE_WITHDRAWN = "evidence.withdrawn"
    ASSESSMENT_SUBMITTED = "assessment.submitted"
    REVIEW_AGREED = "review.agreed"
    REVIEW_SPLIT = "review.split"
    REVIEW_ADJUDICATED = "review.adjudicated"
    REVIEW_SENT_BACK = "review.sent_back"
    VERDICT_PUBLISHED = "verdict.published"
    VERDICT_CORRECTED = "verdict.corrected"
    VERDICT_RETRACTED = "verdict.retracted"
    PERSON_ADDED = "person.added"
    PASSWORD_SET = "person.password_set"  # noqa: S105  (the name of a fact)
    TOKEN_MADE = "token.made"  # noqa: S105  (the name of a fact)
    TOKEN_REVOKED = "token.revoked"  # noqa: S105
