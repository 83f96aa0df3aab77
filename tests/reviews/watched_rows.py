"""The tables whose rows are watched, what of them is not, and a change past the verbs of each."""

from typing import Any

import psycopg
from django.db import connection

from factcheck.core.events import EventKind
from factcheck.core.models import Event
from tests.conftest import worker_environment

_ALL = ("row_added", "row_changed", "row_emptied", "row_removed")
_KEPT = ("row_changed", "row_emptied", "row_removed")
# table: columns that leave nothing, triggers
WATCHED: dict[str, tuple[set[str], tuple[str, ...]]] = {
    "core_user": ({"last_login"}, _ALL),
    "core_apitoken": ({"last_used_at"}, _ALL),
    "claims_claim": ({"duplicate_of_id", "fingerprint", "words", "row_key"}, _ALL),
    "claims_attribution": (set(), _ALL),
    "claims_figure": (set(), _ALL),
    "claims_reading": (set(), _ALL),
    "claims_topic": (set(), _ALL),
    "claims_topic_members": (set(), _ALL),
    "claims_party": (set(), ("row_changed", "row_emptied")),
    "claims_alias": ({"loose"}, _KEPT),
    "claims_affiliation": (set(), _ALL),
    "claims_document": (set(), _KEPT),
    "claims_source": (
        {"copy_state", "copy_problem", "copy_asked_at", "copy_tries", "upload_path", "upload_name", "upload_by_id"},
        _KEPT,
    ),
    "claims_snapshot": (set(), _KEPT),
    "claims_derivation": (set(), _ALL),
    "claims_matchdismissal": (set(), _ALL),
    "claims_finding": ({"kind", "words", "data", "figures", "claims", "gone_at"}, _KEPT),
    "claims_othertopic": (set(), _ALL),
    "claims_partymerge": (set(), _ALL),
    "claims_movedrows": (set(), _ALL),
    "claims_partyproposal": (set(), _KEPT),
    "reviews_review": ({"rank", "reach", "places", "free_parts", "nudged"}, _ALL),
    "reviews_assignment": ({"lease_until", "warned_at"}, _ALL),
    "reviews_evidence": ({"snapshot_id", "quote_state", "quote_start"}, _ALL),
    "reviews_assessment": (set(), _ALL),
    "reviews_verdict": (set(), _ALL),
    "reviews_verdict_assessments": (set(), _ALL),
    "reviews_publication": (set(), _ALL),
    "reviews_correction": (set(), _ALL),
    "reviews_comment": (set(), _ALL),
    "reviews_scale": (set(), _ALL),
    "reviews_rating": (set(), _ALL),
    "reviews_policy": (set(), _ALL),
    "reviews_desk": (set(), _ALL),
    "reviews_desk_members": (set(), _ALL),
    "reviews_interest": (set(), _ALL),
    "reviews_leave": (set(), _ALL),
}

# A statement for each table that changes a row past the verbs; the owner's rules against it are off meanwhile.
CHANGES = {
    "core_user": "role = 'administrator' WHERE username = 'rita'",
    "core_apitoken": "scopes = '{read,write}'",
    "claims_claim": "text = text || '!'",
    "claims_attribution": "name = name || '!'",
    "claims_figure": "value = value + 1",
    "claims_reading": "left_at = left_at + 1",
    "claims_topic": "is_restricted = NOT is_restricted",
    "claims_topic_members": "user_id = (SELECT id FROM core_user WHERE username = 'rita')",
    "claims_party": "name = name || '!'",
    "claims_alias": "folded = folded || '!'",
    "claims_affiliation": "basis = basis || '!'",
    "claims_document": "title = title || '!'",
    "claims_source": "title = title || '!'",
    "claims_snapshot": "sha256 = repeat('1', 64)",
    "claims_derivation": "basis = basis || '!'",
    "claims_matchdismissal": "reason = 'In other words'",
    "claims_finding": "reason = reason || '!'",
    "claims_othertopic": "at = now()",
    "claims_partymerge": "reason = reason || '!'",
    "claims_movedrows": "keys = keys || '{99}'",
    "claims_partyproposal": "words = words || '!'",
    "reviews_review": "priority = 1",
    "reviews_assignment": "assigned_at = now()",
    "reviews_evidence": "note = note || '!'",
    "reviews_assessment": "rationale = rationale || '!'",
    "reviews_verdict": "rationale = rationale || '!'",
    "reviews_verdict_assessments": "assessment_id = (SELECT a.id FROM reviews_assessment a WHERE NOT EXISTS ("
    "SELECT FROM reviews_verdict_assessments o WHERE o.verdict_id = w.verdict_id AND o.assessment_id = a.id) LIMIT 1)"
    " WHERE w.id = (SELECT min(id) FROM reviews_verdict_assessments)",
    "reviews_publication": "slug = slug || '-'",
    "reviews_correction": "why = why || '!'",
    "reviews_comment": "body = body || '!'",
    "reviews_scale": "tolerance = tolerance + 1",
    "reviews_rating": "definition = definition || '!'",
    "reviews_policy": "due_days = 99",
    "reviews_desk": "name = name || '!'",
    "reviews_desk_members": "user_id = (SELECT id FROM core_user WHERE username = 'rita')",
    "reviews_interest": "note = note || '!'",
    "reviews_leave": "note = note || '!'",
}


def noted() -> list[dict[str, Any]]:
    return list(Event.objects.filter(kind=EventKind.ROW_CHANGED).order_by("id").values_list("data", flat=True))


def raw(*statements: str, user: str = "") -> None:
    """In one transaction of a connection of its own, as whoever types SQL does it."""
    address = worker_environment()["DATABASE_URL"]
    if user:
        address = address.replace(f"user={owner()}", f"user={user}")
    with psycopg.connect(address) as session:
        for statement in statements:
            session.execute(statement)


def owner() -> str:
    return str(connection.settings_dict["USER"])
