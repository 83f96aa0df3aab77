"""A new desk."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import slug as slug_of
from reviews.actions._members import members_called
from reviews.actions._person import words_of
from reviews.models import Desk

NAME_LIMIT = 100


@transaction.atomic
def add_desk(name: str, *, by: User, members: Sequence[str] = ()) -> Desk:
    """A desk with the people who work at it, by username; its slug is made from the name.

    Raises Invalid without a name or for an unknown person, Conflict when the name is taken.
    """
    require(by, Can.MANAGE_PEOPLE)
    words = words_of(name, "/name", limit=NAME_LIMIT, what="Give the desk a name.")
    people = members_called(members)
    try:
        with transaction.atomic():
            desk = Desk.objects.create(slug=slug_of(words)[:60], name=words)
    except IntegrityError as error:
        raise Conflict(f"There is a desk called {words} already.") from error
    desk.members.set(people)
    data = {"name": desk.name, "members": sorted(person.username for person in people)}
    record(EventKind.DESK_ADDED, by=by, about=desk, data=data)
    return desk
