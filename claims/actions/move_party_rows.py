"""A worker moves the rows of merged parties, a batch at a time, and puts those of unmerged ones back."""

from django.db import connection, transaction

from claims.actions._party_rows import MANY, has_rows, move_many, put_many_back
from claims.models import PartyMerge
from factcheck.core.audit import record
from factcheck.core.events import EventKind

_STRAYS = " OR ".join(
    f"EXISTS (SELECT FROM {each.table} WHERE {each.column} = merge.party_id)" for each in MANY
)  # fmt: skip
_UNDER_WAY = f"""
SELECT id FROM claims_partymerge WHERE is_moving
UNION
SELECT id FROM claims_partymerge merge WHERE undone_at IS NULL AND ({_STRAYS})
ORDER BY id LIMIT %s
"""  # noqa: S608  (the names of tables are all that goes in)


@transaction.atomic
def move_party_rows(merge_id: int) -> bool:
    """Move a batch of the rows of a merge the way that they are to go; whether more are left.

    May run twice and beside another: the merge is locked, and whoever finds it so leaves. A row that was written for a
    merged party by somebody who had looked it up before is moved like the others.
    """
    merge = PartyMerge.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=merge_id).first()
    if merge is None:
        return False
    if merge.undone_at is None:
        if not (merge.is_moving or any(has_rows(each, merge.party_id) for each in MANY)):
            return False
        merge.is_moving = move_many(merge)
    elif merge.is_moving:
        merge.is_moving = put_many_back(merge)
    else:
        return False
    merge.save(update_fields=["is_moving", "missing"])
    record(EventKind.PARTY_CHANGED, by=None, about=merge.into, data={"merge": merge.pk, "did": "moved what it said"})
    return merge.is_moving


def merges_under_way(most: int) -> list[int]:
    """Merges with rows that are not yet where they belong, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_UNDER_WAY, [most])
        return [pk for (pk,) in cursor.fetchall()]
