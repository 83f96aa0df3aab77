"""Asking the table of rights."""

from django.contrib.auth.models import AnonymousUser

from factcheck.core.capabilities import ROLE_CAN, Can, Role
from factcheck.core.errors import NotAllowed
from factcheck.core.models import User

Person = User | AnonymousUser


def may(person: Person, can: Can) -> bool:
    """Whether the role of an active person holds a right; anonymous callers hold none."""
    return isinstance(person, User) and person.is_active and can in ROLE_CAN[Role(person.role)]


def require(person: Person, can: Can) -> User:
    """The person, who holds the right. Raises NotAllowed, naming role and right, otherwise."""
    if not isinstance(person, User) or not person.is_active:
        raise NotAllowed("Sign in to do this.")
    if not may(person, can):
        raise NotAllowed(f"As a {person.role} you may not {can}.")
    return person
