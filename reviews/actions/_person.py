"""Which person a verb about people is done to: shared by those verbs."""

from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotAllowed, NotFound
from factcheck.core.models import User
from factcheck.core.permissions import may, require
from factcheck.core.text import UnstorableText, refuse_unstorable


def locked_person(username: str, *, by: User) -> User:
    """Oneself, or, for who manages people, anybody; their row is locked, so that two such verbs follow each other.

    Raises NotAllowed for somebody else's, NotFound where nobody has this name.
    """
    require(by, Can.SEE_DESK)
    if username != by.username:
        require(by, Can.MANAGE_PEOPLE)
    person = User.objects.select_for_update(no_key=True).filter(username=username).first()
    if person is None:
        raise NotFound(f"There is nobody called {username[:150]} here.")
    return person


def refuse_service(person: User) -> None:
    """Raise NotAllowed for a service account: it holds no parts and is never away."""
    if person.is_service:
        raise NotAllowed(f"{person} is a service account: it holds no parts.")


def manages(by: User, owner_id: int) -> bool:
    """Whether `by` is the person themselves or manages people."""
    return by.pk == owner_id or may(by, Can.MANAGE_PEOPLE)


def words_of(given: str, pointer: str, *, limit: int, what: str = "") -> str:
    """The words on one line. Raises Invalid when they are too long, cannot be stored, or, with `what`, are missing."""
    try:
        refuse_unstorable(given)
    except UnstorableText as error:
        raise Invalid(Fault(f"This holds {error.what}. Remove it and send again.", pointer)) from error
    plain = " ".join(given.split())
    if what and not plain:
        raise Invalid(Fault(what, pointer))
    if len(plain) > limit:
        raise Invalid(Fault(f"This has {len(plain)} characters; at most {limit} are kept. Shorten it.", pointer))
    return plain
