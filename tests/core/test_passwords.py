"""Who may set whose password, and what is kept of it."""

import pytest

from factcheck.core.capabilities import Role
from factcheck.core.errors import Invalid, NotAllowed
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from factcheck.core.passwords import set_password
from factcheck.core.people import add_person

NEW = "a-longer-password-than-before"


@pytest.mark.parametrize("by", ["ada", "adam"])
def test_a_person_sets_their_own_and_an_administrator_anybodys(cast: dict[str, User], by: str) -> None:
    set_password(cast["ada"], by=cast[by], password=NEW)
    assert User.objects.get(username="ada").check_password(NEW)
    event = Event.objects.get(kind=EventKind.PASSWORD_SET)
    assert (event.by, event.about_id) == (cast[by], str(cast["ada"].pk))
    assert NEW not in str(event.data)


@pytest.mark.parametrize("by", ["ben", "erin", "rita"])
def test_nobody_else_may(cast: dict[str, User], by: str) -> None:
    with pytest.raises(NotAllowed):
        set_password(cast["ada"], by=cast[by], password=NEW)
    assert not User.objects.get(username="ada").check_password(NEW)
    assert not Event.objects.filter(kind=EventKind.PASSWORD_SET).exists()


def test_a_weak_password_is_refused(cast: dict[str, User]) -> None:
    with pytest.raises(Invalid) as refused:
        set_password(cast["ada"], by=cast["ada"], password="short")
    assert refused.value.faults[0].pointer == "/password"
    assert not User.objects.get(username="ada").check_password("short")


def test_a_service_account_has_none(cast: dict[str, User]) -> None:
    client = add_person("client", by=cast["adam"], name="Client", role=Role.READER, password="", is_service=True)
    with pytest.raises(NotAllowed, match="service account"):
        set_password(client, by=cast["adam"], password=NEW)
    assert not User.objects.get(username="client").has_usable_password()
