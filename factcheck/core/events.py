"""Every fact that is recorded, on one page."""

from enum import StrEnum


class EventKind(StrEnum):
    DOCUMENT_ADDED = "document.added"
    DOCUMENT_EXTRACTED = "document.extracted"
    DOCUMENT_CHANGED = "document.changed"
    IMPORT_RECEIVED = "import.received"
    IMPORT_DONE = "import.done"
    IMPORT_FAILED = "import.failed"
    IMPORT_CANCELLED = "import.cancelled"
    IMPORT_TAKEN_BACK = "import.taken_back"
    IMPORT_ROW_CORRECTED = "import.row_corrected"
    MAPPING_SAVED = "mapping.saved"
    MAPPING_DELETED = "mapping.deleted"
    FEED_ADDED = "feed.added"
    FEED_CHANGED = "feed.changed"
    FEED_FAILING = "feed.failing"
    FEED_RECOVERED = "feed.recovered"
    SNAPSHOT_TAKEN = "snapshot.taken"
    CLAIM_ADDED = "claim.added"
    CLAIM_EDITED = "claim.edited"
    CLAIM_KEPT = "claim.kept"
    CLAIM_DROPPED = "claim.dropped"
    CLAIM_UNDECIDED = "claim.undecided"
    CLAIM_READ_AGAIN = "claim.read_again"
    CLAIM_MERGED = "claim.merged"
    CLAIM_UNMERGED = "claim.unmerged"
    MATCH_DISMISSED = "claim.match_dismissed"
    CLAIM_PROPOSAL_DISMISSED = "claim.topic_dismissed"
    TOPIC_ADDED = "topic.added"
    TOPIC_RESTRICTED = "topic.restricted"
    TOPIC_OPENED = "topic.opened"
    TOPIC_MEMBERS_CHANGED = "topic.members_changed"
    FINDING_JUDGED = "finding.judged"
    PARTY_NAMED = "party.named"
    PARTY_AFFILIATED = "party.affiliated"
    PARTY_CHANGED = "party.changed"
    PARTIES_MERGED = "party.merged"
    PARTIES_UNMERGED = "party.unmerged"
    PARTIES_TOLD_APART = "party.told_apart"
    SOURCE_DERIVED = "source.derived"
    SOURCE_CHANGED = "source.changed"
    DERIVATION_PROPOSED = "source.derivation_proposed"
    DERIVATION_JUDGED = "source.derivation_judged"
    REVIEW_OPENED = "review.opened"
    REVIEW_ASSIGNED = "review.assigned"
    REVIEW_TAKEN = "review.taken"
    REVIEW_RELEASED = "review.released"
    REVIEW_RETURNED = "review.returned"
    REVIEW_PRIORITISED = "review.prioritised"
    REVIEW_DUE_CHANGED = "review.due_changed"
    REVIEW_MOVED = "review.moved"
    REVIEW_REMINDED = "review.reminded"
    REVIEW_ESCALATED = "review.escalated"
    REVIEW_LEASE_ENDING = "review.lease_ending"
    REVIEW_HELD = "review.held"
    REVIEW_RESUMED = "review.resumed"
    REVIEW_CLOSED = "review.closed"
    REVIEW_REOPENED = "review.reopened"
    REVIEW_CAME_BACK = "review.came_back"
    EVIDENCE_ADDED = "evidence.added"
    EVIDENCE_WITHDRAWN = "evidence.withdrawn"
    EVIDENCE_QUOTED = "evidence.quoted"
    ASSESSMENT_SUBMITTED = "assessment.submitted"
    REVIEW_AGREED = "review.agreed"
    REVIEW_SPLIT = "review.split"
    REVIEW_ADJUDICATED = "review.adjudicated"
    REVIEW_SENT_BACK = "review.sent_back"
    VERDICT_PUBLISHED = "verdict.published"
    VERDICT_CORRECTED = "verdict.corrected"
    VERDICT_RETRACTED = "verdict.retracted"
    VERDICT_STANDS = "verdict.stands"
    VERDICT_REUSED = "verdict.reused"
    REVIEW_BY_SET = "verdict.review_by_set"
    COMMENT_ADDED = "comment.added"
    COMMENT_WITHDRAWN = "comment.withdrawn"
    SCALE_ADDED = "scale.added"
    SCALE_VERSIONED = "scale.versioned"
    SCALE_CHOSEN = "scale.chosen"
    SCALE_RETIRED = "scale.retired"
    POLICY_SET = "policy.set"
    DESK_ADDED = "desk.added"
    DESK_CHANGED = "desk.changed"
    PERSON_ADDED = "person.added"
    PERSON_CHANGED = "person.changed"
    INTEREST_DECLARED = "interest.declared"
    INTEREST_WITHDRAWN = "interest.withdrawn"
    LEAVE_SET = "leave.set"
    LEAVE_BEGUN = "leave.begun"
    LEAVE_ENDED = "leave.ended"
    PASSWORD_SET = "person.password_set"  # noqa: S105  (the name of a fact)
    TOKEN_MADE = "token.made"  # noqa: S105  (the name of a fact)
    TOKEN_REVOKED = "token.revoked"  # noqa: S105
    ROW_CHANGED = "row.changed"


# Facts that nobody is told of in a notice: the history and the lists show them. They make no outbox entry.
UNTOLD = frozenset(
    {
        EventKind.DOCUMENT_ADDED,
        EventKind.IMPORT_RECEIVED,
        EventKind.IMPORT_CANCELLED,
        EventKind.IMPORT_TAKEN_BACK,
        EventKind.IMPORT_ROW_CORRECTED,
        EventKind.MAPPING_SAVED,
        EventKind.MAPPING_DELETED,
        EventKind.FEED_ADDED,
        EventKind.FEED_CHANGED,
        EventKind.SNAPSHOT_TAKEN,
        EventKind.CLAIM_ADDED,
        EventKind.CLAIM_EDITED,
        EventKind.CLAIM_KEPT,
        EventKind.CLAIM_DROPPED,
        EventKind.CLAIM_UNDECIDED,
        EventKind.CLAIM_READ_AGAIN,
        EventKind.CLAIM_MERGED,
        EventKind.CLAIM_UNMERGED,
        EventKind.MATCH_DISMISSED,
        EventKind.CLAIM_PROPOSAL_DISMISSED,
        EventKind.TOPIC_ADDED,
        EventKind.TOPIC_OPENED,
        EventKind.PARTY_NAMED,
        EventKind.PARTY_AFFILIATED,
        EventKind.PARTY_CHANGED,
        EventKind.PARTIES_MERGED,
        EventKind.PARTIES_UNMERGED,
        EventKind.PARTIES_TOLD_APART,
        EventKind.FINDING_JUDGED,
        EventKind.SOURCE_DERIVED,
        EventKind.SOURCE_CHANGED,
        EventKind.REVIEW_OPENED,
        EventKind.REVIEW_PRIORITISED,
        EventKind.REVIEW_DUE_CHANGED,
        EventKind.REVIEW_MOVED,
        # Who took it did it themselves.
        EventKind.REVIEW_TAKEN,
        # Blind: a colleague must not hear that work has come in.
        EventKind.EVIDENCE_ADDED,
        EventKind.EVIDENCE_WITHDRAWN,
        EventKind.EVIDENCE_QUOTED,
        EventKind.ASSESSMENT_SUBMITTED,
        EventKind.DERIVATION_PROPOSED,
        EventKind.DERIVATION_JUDGED,
        EventKind.COMMENT_WITHDRAWN,
        EventKind.VERDICT_STANDS,
        EventKind.VERDICT_REUSED,
        EventKind.REVIEW_BY_SET,
        EventKind.SCALE_ADDED,
        EventKind.SCALE_VERSIONED,
        EventKind.SCALE_CHOSEN,
        EventKind.SCALE_RETIRED,
        EventKind.POLICY_SET,
        EventKind.DESK_ADDED,
        EventKind.DESK_CHANGED,
        EventKind.PERSON_ADDED,
        EventKind.PERSON_CHANGED,
        EventKind.PASSWORD_SET,
        EventKind.TOKEN_MADE,
        EventKind.TOKEN_REVOKED,
        EventKind.INTEREST_DECLARED,
        EventKind.INTEREST_WITHDRAWN,
        EventKind.LEAVE_SET,
        EventKind.LEAVE_ENDED,
    }
)
