"""Which claims somebody has had to do with: those that no program changes or takes away by itself."""

from collections.abc import Collection

from django.db.models import PROTECT, Exists, OuterRef

from claims.models import Claim, ClaimState, Reading
from factcheck.core.events import EventKind
from factcheck.core.models import Event


def protecting() -> dict[str, Exists]:
    """For each relation that forbids to delete a claim, by its name: whether a claim has a row in it.

    Read from the models, so that a table of the upper app counts as well.
    """
    found = {}
    for relation in Claim._meta.related_objects:
        if relation.on_delete is PROTECT:
            name = relation.get_accessor_name() or relation.name
            rows = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
            found[name] = Exists(rows.order_by())
    return found


def touched(claims: Collection[Claim]) -> set[int]:
    """The keys of those claims that are not just as an extractor left them.

    The caller has locked their rows. A claim is touched when any of this is so:

    - no extractor found it: a person added it, or an import brought it;
    - its version or its state is not the one that the last reading left it with;
    - any event speaks of it but that it was read again, also one that the database wrote of a change past the verbs;
    - a row that forbids to delete it refers to it: a review, a claim merged into it, and whatever comes to be.

    Three statements, however many claims there are.
    """
    keys = [claim.pk for claim in claims]
    readings = {reading.claim_id: reading for reading in Reading.objects.filter(claim__in=keys)}
    found = {claim.pk for claim in claims if not _is_as_left(claim, readings.get(claim.pk))}
    told_of = Event.objects.filter(claim_id__in=keys).exclude(kind=EventKind.CLAIM_READ_AGAIN).order_by()
    found |= {pk for pk in told_of.values_list("claim_id", flat=True).distinct() if pk is not None}
    named = Claim.objects.filter(pk__in=keys).order_by()
    used = named.none()
    for exists in protecting().values():
        used |= named.filter(exists)
    return found | set(used.values_list("pk", flat=True))


def _is_as_left(claim: Claim, reading: Reading | None) -> bool:
    if not claim.extractor or claim.added_by_id is not None or claim.imported_in_id is not None:
        return False
    left = ClaimState.DROPPED if reading is not None and reading.is_gone else ClaimState.UNDECIDED
    return claim.state == left and claim.version == (reading.left_at if reading is not None else 1)
