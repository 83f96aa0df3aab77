"""Adding people to the desk."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from factcheck.core.audit import record
from factcheck.core.capabilities import Role
from factcheck.core.errors import Conflict, Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User


def add_person(
    username: str, *, by: User | None, name: str, role: Role, password: str, email: str = "", is_service: bool = False
) -> User:
    """A new person. `by` is None only from the command line, where the first administrator comes from.

    Raises Invalid for a weak password or a bad username, Conflict when the username is taken.
    """
    user = User(username=username, name=name, role=role, email=email, is_service=is_service)
    try:
        user.username_validator(username)
        if not is_service:
            validate_password(password, user)
    except ValidationError as error:
        raise Invalid(*(Fault(message, "/password") for message in error.messages)) from error
    if is_service:
        user.set_unusable_password()
    else:
        user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            record(EventKind.PERSON_ADDED, by=by, about=user, data={"role": role.value})
    except IntegrityError as error:
        raise Conflict(f"The username {username} is taken.") from error
    return user
