"""Imports whose rows are in restricted topics are hidden, and shown again when these are open."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from claims.models import Claim, Import, ImportRow, Topic
from claims.queries.topics import claims_in

_NO_TOPIC = 0


def hide_imports(topic: Topic) -> None:
    """Set `is_restricted` of every import that brought a claim into a topic, or linked a row to one there.

    Asked anew of all topics: a row in another restricted one keeps the import hidden. Of the import's own topic its
    visibility follows anyway. The caller is in the transaction that changed who sees the topic.
    """
    inside = claims_in(topic)
    concerned = Import.objects.filter(
        Q(pk__in=inside.filter(imported_in__isnull=False).values("imported_in"))
        | Q(pk__in=ImportRow.objects.filter(claim__in=inside.values("pk")).values("work"))
    )
    # In the order of their keys, as workers on several imports lock them one by one.
    locked = concerned.select_for_update(no_key=True, of=("self",)).order_by("pk")
    added, linked = Claim.objects.filter(imported_in=OuterRef("pk")), ImportRow.objects.filter(work=OuterRef("pk"))
    Import.objects.filter(pk__in=list(locked.values_list("pk", flat=True))).update(
        is_restricted=Exists(_restricted(added, "topic"))
        | Exists(_restricted(added, "document__topic"))
        | Exists(_restricted(linked, "claim__topic"))
        | Exists(_restricted(linked, "claim__document__topic"))
    )


def _restricted(rows: QuerySet[Any], path: str) -> QuerySet[Any]:
    """Those of `rows` whose topic, at `path`, is restricted and not that of their import."""
    own = Coalesce(OuterRef("topic"), _NO_TOPIC)
    return rows.filter(**{f"{path}__is_restricted": True}).exclude(**{path: own})
