"""Giving a person another password."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotAllowed
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import may


@transaction.atomic
def set_password(user: User, *, by: User, password: str) -> User:
    """Set a person's password: one's own, or anybody's as an administrator. Their sessions end.

    Raises NotAllowed for anybody else and for a service account, which signs in with tokens only; Invalid for
    a weak password.
    """
    if by.pk != user.pk and not may(by, Can.MANAGE_PEOPLE):
        raise NotAllowed(f"As a {by.role} you may not change the password of {user}.")
    if user.is_service:
        raise NotAllowed(f"{user} is a service account and has no password.")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(*(Fault(message, "/password") for message in error.messages)) from error
    user.set_password(password)
    user.save(update_fields=["password"])
    record(EventKind.PASSWORD_SET, by=by, about=user)
    return user
