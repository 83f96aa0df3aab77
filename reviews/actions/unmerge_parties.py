"""A merge of two parties is taken back."""

from django.db import transaction
from django.utils import timezone

from claims.actions._party_rows import FEW, put_back, put_many_back, restore
from claims.models import Alias, Party, PartyMerge
from claims.naming import loose
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import fold
from reviews.actions._interested import hand_back_interested
from reviews.actions._person import words_of
from reviews.actions.merge_parties import INTERESTS, REASON_LIMIT
from reviews.queries.parties import party_for

_NAME_LIMIT = 300


@transaction.atomic
def unmerge_parties(merge_id: int, *, by: User, reason: str = "") -> PartyMerge:
    """Give a merged party back what was moved from it, and what was removed as it would have stood twice.

    What came to the other party since stays there. What was changed or removed since cannot go back:
    `PartyMerge.missing` says how many of what. Many rows go back within moments, by a worker; until they are, the two
    count as affiliated. Raises WrongState for one that is undone already, Conflict where the party that took it in was
    merged further, NotFound and NotAllowed.
    """
    require(by, Can.MANAGE_PARTIES)
    words = words_of(reason, "/reason", limit=REASON_LIMIT)
    merge = PartyMerge.objects.select_related("party", "into").filter(pk=merge_id).first()
    if merge is None:
        raise NotFound(f"There is no merge {merge_id}.")
    _refuse_merged_further(merge, by)
    locked = list(
        Party.objects.select_for_update(no_key=True).filter(pk__in=[merge.party_id, merge.into_id]).order_by("pk")
    )
    # A worker may be moving its rows: after this it finds them going the other way.
    merge = PartyMerge.objects.select_for_update(of=("self",)).select_related("party", "into").get(pk=merge_id)
    _refuse_merged_further(merge, by)
    if merge.undone_at is not None:
        raise WrongState(f"The merge of {merge.party} into {merge.into} is undone already.")
    party = next(each for each in locked if each.pk == merge.party_id)
    merge.undone_by, merge.undone_at = by, timezone.now()
    data = {"name": party.name, "into": merge.into.name, "party": party.pk, "of": merge.into_id, "merge": merge.pk}
    record(EventKind.PARTIES_UNMERGED, by=by, about=merge.into, data={**data, "reason": words})
    few = (*FEW, INTERESTS)
    put_back(merge, few)
    restore(merge, few)
    _keep_its_name(party)
    merge.is_moving = put_many_back(merge)
    merge.save(update_fields=["undone_by", "undone_at", "missing", "is_moving"])
    party.merged_into = None
    party.save(update_fields=["merged_into"])
    hand_back_interested([party.pk, merge.into_id])
    if merge.is_moving:
        after_commit("claims.move_party_rows", merge_id=merge.pk)
    return merge


def _refuse_merged_further(merge: PartyMerge, by: User) -> None:
    """Raise Conflict where the party that took the other in is one no longer, NotFound where nobody may know of it."""
    into = Party.objects.select_related("merged_into").get(pk=merge.into_id)
    last = into
    while last.merged_into is not None:
        last = Party.objects.select_related("merged_into").get(pk=last.merged_into.pk)
    party_for(by, last.pk)
    if into.merged_into is not None:
        raise Conflict(f"{into} was merged into {into.merged_into} since. Take that merge back first.")


def _keep_its_name(party: Party) -> None:
    """Have the party's own name stand for it, unless it stands for another by now."""
    given = {"name": party.name, "party": party, "loose": loose(party.name)}
    Alias.objects.get_or_create(folded=fold(party.name)[:_NAME_LIMIT], defaults=given)
