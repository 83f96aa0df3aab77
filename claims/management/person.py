"""Who acts, when a command does what people do."""

from django.core.management.base import CommandError

from factcheck.core.capabilities import Role
from factcheck.core.models import User


def the_person(username: str) -> User:
    """Whoever is called so, or without a name the only administrator. Raises CommandError when that is not plain."""
    people = User.objects.filter(is_active=True)
    if username:
        person = people.filter(username=username).first()
        if person is None:
            raise CommandError(f"Nobody is called {username}, or they may not sign in any more. Use --user USERNAME.")
        return person
    administrators = list(people.filter(role=Role.ADMINISTRATOR)[:2])
    if len(administrators) != 1:
        found = "no administrator" if not administrators else "more than one administrator"
        raise CommandError(f"There is {found}: say who it is, by --user USERNAME.")
    return administrators[0]
