"""Merges of claims one after the other: each may move others that came along, in any order."""

from collections.abc import Iterable

from django.db import connection

from claims.models import Claim

# Any number no other lock of the project uses. People merge, and seldom: nobody waits long.
_MERGE_LOCK = 7_302_519


def begin_merge() -> None:
    """Wait until no other merge is under way; held to the commit. Before any claim is locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_MERGE_LOCK])


def lock_claims(claim_ids: Iterable[int]) -> None:
    """Lock claims in the order of their numbers, as whatever else locks several does."""
    list(Claim.objects.filter(pk__in=set(claim_ids)).order_by("pk").select_for_update().values_list("pk", flat=True))
