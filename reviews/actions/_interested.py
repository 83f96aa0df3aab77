"""Who may not go on, once two parties turn out to be one or to belong together: shared by verbs about parties."""

from collections.abc import Iterable
from functools import partial

from claims.queries.networks import network_of
from factcheck.core.models import User
from reviews.actions._hand_back_all import hand_back_all
from reviews.eligibility import interests_in
from reviews.models import Review

REASON = "the parties of a declared interest changed"


def hand_back_interested(parties: Iterable[int]) -> None:
    """Take back unfinished parts from whoever declared an interest in one of these parties, or in one that belongs to
    them, and holds a part in what concerns it now.

    Their rows are locked first, as whoever takes a part locks them: a part is taken before this or sees what it did.
    """
    network = network_of(parties)
    people = User.objects.filter(pk__in=_interested_in(network)).select_for_update(no_key=True).order_by("pk")
    for person in people:
        hand_back_all(person, reason=REASON, where=partial(_concerns, person))


def _concerns(person: User, review: Review) -> bool:
    return bool(interests_in(person, review))


def _interested_in(network: set[int]) -> list[int]:
    found = User.objects.filter(interests__party__in=network, is_active=True)
    return list(found.order_by().values_list("pk", flat=True).distinct())
