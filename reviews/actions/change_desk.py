"""A desk gets another name or other people, is closed, or opens again."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Conflict, NotFound
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.actions._members import members_called
from reviews.actions._person import words_of
from reviews.actions.add_desk import NAME_LIMIT
from reviews.models import Desk


@transaction.atomic
def change_desk(
    slug: str,
    *,
    by: User,
    name: str | None = None,
    is_open: bool | None = None,
    members: Sequence[str] | None = None,
) -> Desk:
    """Change what is given, leave the rest; nothing is written when nothing differs.

    `members` are all who work at it from now on. Who leaves keeps the parts they hold: a desk routes work and hides
    nothing. Raises NotFound, Invalid, and Conflict when the name is taken.
    """
    require(by, Can.MANAGE_PEOPLE)
    desk = Desk.objects.select_for_update().filter(slug=slug).first()
    if desk is None:
        raise NotFound(f"There is no desk {slug}.")
    before = _shown(desk)
    if name is not None:
        desk.name = words_of(name, "/name", limit=NAME_LIMIT, what="Give the desk a name.")
    if is_open is not None:
        desk.is_open = is_open
    try:
        with transaction.atomic():
            desk.save(update_fields=["name", "is_open"])
    except IntegrityError as error:
        raise Conflict(f"There is a desk called {desk.name} already.") from error
    if members is not None:
        desk.members.set(members_called(members))
    after = _shown(desk)
    changes = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    if changes:
        record(EventKind.DESK_CHANGED, by=by, about=desk, data={"name": desk.name, "changes": changes})
    return desk


def _shown(desk: Desk) -> dict[str, Any]:
    members = sorted(desk.members.values_list("username", flat=True))
    return {"name": desk.name, "is_open": desk.is_open, "members": members}
