"""Roles and what each may do: the one table of rights.

Pure, so that the workflow, both apps and the documentation can read it. Rules that depend on the thing at hand
(who holds a part, who may see a round) stand in `access` of each app and are asked there.
"""

from enum import StrEnum


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    READER = "reader"


class Can(StrEnum):
    """A right, in the words of an answer that refuses it: "Readers may not <right>."."""

    SEE_DESK = "see the desk"
    ADD_DOCUMENT = "add documents"
    IMPORT = "import files"
    MANAGE_FEEDS = "add or change feeds"
    TRIAGE = "keep, drop or change claims"
    MANAGE_PARTIES = "change, merge or tell apart parties"
    JUDGE_FINDINGS = "confirm or dismiss findings"
    REUSE_VERDICTS = "reuse verdicts"
    OPEN_REVIEW = "send claims to the queue"
    ASSIGN = "assign reviews"
    TAKE = "take reviews"
    GATHER = "add evidence"
    ASSESS = "submit assessments"
    SEE_ROUND = "see a round before it is in"
    ADJUDICATE = "adjudicate"
    SEND_BACK = "send reviews back"
    HOLD = "hold, resume or close reviews"
    PUBLISH = "publish, correct, retract or reopen"
    RUN_QUEUE = "set priorities, due dates and desks"
    COMMENT = "comment on reviews"
    SHARE_FILTERS = "share saved filters"
    SEE_REPORTS = "see reports"
    MAKE_SCALES = "make scales and set policies"
    MANAGE_TOPICS = "restrict topics and choose their members"
    MANAGE_PEOPLE = "manage people"
    SEE_HISTORY_STATE = "see whether the history is whole"


_READER = frozenset({Can.SEE_DESK})
# A reviewer adjudicates and sends back only where an editor named them adjudicator (reviews.eligibility).
_REVIEWER = _READER | {Can.TAKE, Can.GATHER, Can.ASSESS, Can.ADJUDICATE, Can.SEND_BACK, Can.COMMENT, Can.JUDGE_FINDINGS}
_EDITOR = _REVIEWER | {
    Can.ADD_DOCUMENT,
    Can.IMPORT,
    Can.MANAGE_FEEDS,
    Can.TRIAGE,
    Can.MANAGE_PARTIES,
    Can.REUSE_VERDICTS,
    Can.OPEN_REVIEW,
    Can.ASSIGN,
    Can.SEE_ROUND,
    Can.HOLD,
    Can.PUBLISH,
    Can.RUN_QUEUE,
    Can.SHARE_FILTERS,
    Can.SEE_REPORTS,
    Can.MAKE_SCALES,
    Can.MANAGE_TOPICS,
}

ROLE_CAN: dict[Role, frozenset[Can]] = {
    Role.READER: _READER,
    Role.REVIEWER: _REVIEWER,
    Role.EDITOR: _EDITOR,
    Role.ADMINISTRATOR: _EDITOR | {Can.MANAGE_PEOPLE, Can.SEE_HISTORY_STATE},
}


def roles_that(can: Can) -> list[Role]:
    """Every role that has a right, in the order of `Role`."""
    return [role for role in Role if can in ROLE_CAN[role]]
