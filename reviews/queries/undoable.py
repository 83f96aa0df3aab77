"""Which acts of a person can be undone."""

from collections.abc import Iterable

from factcheck.core.models import Event, User
from factcheck.core.permissions import may
from reviews.undoing import OF_CLAIMS, OF_REVIEWS, UNDOABLE


def newest_event() -> int:
    """The number of the newest event of all, to ask afterwards what came since; 0 where there is none."""
    return Event.objects.order_by("-id").values_list("pk", flat=True).first() or 0


def acts_since(mark: int, person: User, *, reviews: Iterable[int] = (), claims: Iterable[int] = ()) -> list[int]:
    """The numbers of the events by a person since `mark`, on these reviews or claims, that they may undo."""
    kinds = {
        "review_id__in": [kind.value for kind, found in OF_REVIEWS.items() if may(person, found.right)],
        "claim_id__in": [kind.value for kind, found in OF_CLAIMS.items() if may(person, found.right)],
    }
    about = {"review_id__in": list(reviews), "claim_id__in": list(claims)}
    return [
        pk
        for name, ids in about.items()
        if ids and kinds[name]
        for pk in Event.objects.filter(pk__gt=mark, by=person, kind__in=kinds[name], **{name: ids})
        .order_by("id")
        .values_list("pk", flat=True)
    ]


def own_acts(person: User, numbers: Iterable[int]) -> list[Event]:
    """Those of these events that are acts of this person which can be undone, the newest first."""
    found = Event.objects.filter(pk__in=set(numbers), by=person, kind__in=[kind.value for kind in UNDOABLE])
    return list(found.order_by("-id"))


def moved_on(event: Event, *, apart_from: Iterable[int]) -> bool:
    """Whether something that bears on an act happened after it, apart from what was done in one go with it."""
    rule = UNDOABLE[event.kind]  # type: ignore[index]  # a kind is the string that the table has
    later = Event.objects.filter(pk__gt=event.pk, kind__in=[kind.value for kind in rule.unless])
    later = later.filter(review_id=event.review_id) if event.review_id else later.filter(claim_id=event.claim_id)
    if rule.of_part:
        later = later.filter(data__part=event.data["part"], data__round=event.data["round"])
    return later.exclude(pk__in=list(apart_from)).exists()
