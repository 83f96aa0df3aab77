"""An interest is no more."""

from django.db import transaction

from factcheck.core.audit import record
from factcheck.core.errors import NotFound
from factcheck.core.events import EventKind
from factcheck.core.models import User
from reviews.actions._person import locked_person, manages, words_of
from reviews.models import Interest


@transaction.atomic
def withdraw_interest(interest_id: int, *, by: User, reason: str) -> None:
    """Take a declared interest away, one's own or, for who manages people, anybody's, with the reason.

    The reason stays in the history. Raises NotFound for somebody else's, Invalid without a reason.
    """
    owner = Interest.objects.filter(pk=interest_id).values_list("user_id", "user__username").first()
    if owner is None or not manages(by, owner[0]):
        raise NotFound(f"There is no interest {interest_id}.")
    words = words_of(reason, "/reason", limit=500, what="Say why it is one no longer.")
    locked_person(owner[1], by=by)
    interest = Interest.objects.filter(pk=interest_id).first()
    if interest is None:
        raise NotFound(f"There is no interest {interest_id}.")
    data = {"person": owner[0], "party": interest.party_id, "note": interest.note, "reason": words}
    record(EventKind.INTEREST_WITHDRAWN, by=by, about=interest, data=data)
    interest.delete()
