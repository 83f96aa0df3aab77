"""An editor says that two parties are one."""

from django.db import transaction
from django.db.models import Q

from claims.actions._party_rows import FEW, IN_THE_WAY, Referring, clear_the_way, move_few, move_many
from claims.models import NamingKind, Party, PartyMerge, PartyProposal, ProposalState
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid, WrongState
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions._interested import hand_back_interested
from reviews.actions._locked_parties import locked_parties
from reviews.actions._person import words_of
from reviews.models import Interest

INTERESTS = Referring("interests", Interest)
_INTERESTS_IN_THE_WAY = (
    INTERESTS,
    "DELETE FROM reviews_interest row WHERE party_id = %(party)s AND EXISTS (SELECT FROM reviews_interest other"
    " WHERE other.party_id = %(into)s AND other.user_id = row.user_id)",
)
REASON_LIMIT = 500


@transaction.atomic
def merge_parties(party_id: int, *, into: int, reason: str, by: User) -> PartyMerge:
    """Have everything that refers to a party refer to another from now on; `unmerge_parties` takes it back.

    Names, affiliations, derivations and interests move at once, and unfinished parts go back from whoever has an
    interest in what the two are together. What they said and published moves at once as far as it fits in one batch,
    the rest within moments, by a worker; until then the two count as affiliated. What was published stays as it was.
    Raises Invalid without a reason, for one party with itself and for unnamed ones, WrongState for two that were told
    apart, Conflict while an earlier merge of the same two is still going back, NotFound and NotAllowed.
    """
    require(by, Can.MANAGE_PARTIES)
    if party_id == into:
        raise Invalid(Fault("A party cannot be merged into itself. Choose another.", "/into"))
    words = words_of(reason, "/reason", limit=REASON_LIMIT, what="Say how you know that the two are one.")
    party, other = locked_parties(party_id, into, by=by)
    for each in (party, other):
        if each.is_anonymous:
            raise Invalid(
                Fault(f"{each} is unnamed: in each text it may be somebody else. Nothing was merged.", "/into")
            )
    _refuse_told_apart(party, other)
    if PartyMerge.objects.filter(party=party, is_moving=True).exists():
        raise Conflict(f"An earlier merge of {party} is still going back. Try again in a moment.")
    merge = PartyMerge.objects.create(party=party, into=other, reason=words, by=by)
    data = {"name": party.name, "into": other.name, "party": party.pk, "of": other.pk, "merge": merge.pk}
    record(EventKind.PARTIES_MERGED, by=by, about=other, data={**data, "reason": words})
    clear_the_way(merge, (*IN_THE_WAY, _INTERESTS_IN_THE_WAY))
    move_few(merge, (*FEW, INTERESTS))
    merge.is_moving = move_many(merge)
    merge.save(update_fields=["removed", "is_moving"])
    party.merged_into = other
    party.save(update_fields=["merged_into"])
    hand_back_interested([other.pk])
    if merge.is_moving:
        after_commit("claims.move_party_rows", merge_id=merge.pk)
    return merge


def _refuse_told_apart(party: Party, other: Party) -> None:
    mine, theirs = (list(each.aliases.values_list("folded", flat=True)) for each in (party, other))
    told = PartyProposal.objects.filter(
        Q(folded__in=mine, other_folded__in=theirs) | Q(folded__in=theirs, other_folded__in=mine),
        kind=NamingKind.SAME,
        state=ProposalState.DISMISSED,
    ).select_related("judged_by")
    if (one := told.first()) is not None:
        raise WrongState(
            f"{one.judged_by} said that {one.name} and {one.other} are not the same: {one.reason}"
            " Take that dismissal back first."
        )
