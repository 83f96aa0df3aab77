"""People named by username, as the members of something."""

from collections.abc import Sequence

from factcheck.core.errors import Fault, Invalid
from factcheck.core.models import User


def members_called(usernames: Sequence[str], *, at: str = "/members") -> list[User]:
    """The active people with these usernames. Raises Invalid with a pointer, below `at`, for each that nobody has."""
    found = {person.username: person for person in User.objects.filter(username__in=usernames, is_active=True)}
    faults = [
        Fault(f"There is nobody called {name[:150]} here.", f"{at}/{number}")
        for number, name in enumerate(usernames)
        if name not in found
    ]
    if faults:
        raise Invalid(*faults)
    return list(found.values())
