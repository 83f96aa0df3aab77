"""A person keeps a question to the queue under a name."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Max

from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, Fault, Invalid
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable
from reviews.models import SavedFilter
from reviews.queries.queue_filters import SAVED, asked

NAME_LIMIT = 60
MOST = 30


@transaction.atomic
def save_filter(*, by: User, name: str, asked_for: Mapping[str, str], is_shared: bool = False) -> SavedFilter:
    """Keep filters of the queue, by the names that it declares, for oneself or, with the right, for everybody.

    Raises Invalid for a name that is empty or too long, for filters that are not declared or cannot be read, and beyond
    `MOST` of them; Conflict where the person has one of this name; NotAllowed for sharing without the right.
    """
    require(by, Can.SEE_DESK)
    if is_shared:
        require(by, Can.SHARE_FILTERS)
    words = _name(name)
    kept = _declared(by, asked_for)
    # Two requests at once would otherwise both find room for one more.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = SavedFilter.objects.filter(person=by)
    if mine.count() >= MOST:
        raise Invalid(Fault(f"You have {MOST} saved filters. Remove one first.", "/name"))
    position = (mine.aggregate(last=Max("position"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            return SavedFilter.objects.create(person=by, name=words, asked=kept, is_shared=is_shared, position=position)
    except IntegrityError as error:
        raise Conflict(f"You have a filter called {words} already. Choose another name, or remove that one.") from error


def _name(name: str) -> str:
    try:
        refuse_unstorable(name)
    except UnstorableText as error:
        raise Invalid(Fault(f"The name holds {error.what}. Remove it.", "/name")) from error
    words = " ".join(name.split())
    if not words or len(words) > NAME_LIMIT:
        raise Invalid(Fault(f"A filter needs a name of 1 to {NAME_LIMIT} characters, not {len(words)}.", "/name"))
    return words


def _declared(by: User, asked_for: Mapping[str, str]) -> dict[str, str]:
    unknown = sorted(set(asked_for) - set(SAVED))
    if unknown:
        names = ", ".join(name[:40] for name in unknown)
        raise Invalid(Fault(f"The queue has no filter {names}. Use {', '.join(SAVED)}.", "/asked"))
    ask, faults = asked(by, asked_for)
    if faults:
        raise Invalid(*(Fault(fault.detail, f"/asked/{fault.pointer}") for fault in faults))
    return ask.query(*SAVED)
