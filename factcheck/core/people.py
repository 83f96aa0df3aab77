"""Adding people to the desk."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from factcheck.core.audit import record
from factcheck.core.capabilities import Role
from factcheck.core.errors import Conflict, Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.text import UnstorableText, refuse_unstorable


def add_person(
    username: str, *, by: User | None, name: str, role: Role, password: str, email: str = "", is_service: bool = False
) -> User:
    """A new person. `by` is None only from the command line, where the first administrator comes from.

    Raises Invalid, with a pointer for each field, for a weak password, a bad username or address, or a name that is
    missing or too long; Conflict when the username is taken.
    """
    user = User(username=username, name=name.strip(), role=role, email=email, is_service=is_service)
    faults = []
    try:
        user.clean_fields(exclude={"password"})
    except ValidationError as error:
        faults += [Fault(words, f"/{field}") for field, each in error.message_dict.items() for words in each]
    try:
        refuse_unstorable(name)
    except UnstorableText as error:
        faults.append(Fault(f"The name holds {error.what}. Remove it.", "/name"))
    try:
        if not is_service:
            validate_password(password, user)
    except ValidationError as error:
        faults += [Fault(words, "/password") for words in error.messages]
    if faults:
        raise Invalid(*faults)
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
