"""Other names of a party, and whom it is affiliated with."""

import pytest

from claims.actions.affiliate_party import add_alias, affiliate
from claims.actions.resolve_party import resolve_party
from claims.models import Affiliation, Alias
from factcheck.core.errors import Conflict, Invalid, NotAllowed
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User


def recorded(kind: EventKind) -> int:
    return Event.objects.filter(kind=kind).count()


def test_an_alias_leads_to_its_party(cast: dict[str, User]) -> None:
    party = resolve_party("PMOI/MEK")
    add_alias(party, "the  MEK", by=cast["erin"])
    assert resolve_party("THE MEK") == party
    assert recorded(EventKind.PARTY_NAMED) == 1
    add_alias(party, "The MEK", by=cast["erin"])
    assert recorded(EventKind.PARTY_NAMED) == 1


def test_a_name_of_another_party_is_refused(cast: dict[str, User]) -> None:
    party, other = resolve_party("NCRI"), resolve_party("MEK")
    with pytest.raises(Conflict, match="stands for MEK already"):
        add_alias(party, "MEK", by=cast["erin"])
    assert resolve_party("MEK") == other
    assert recorded(EventKind.PARTY_NAMED) == 0


@pytest.mark.parametrize("name", ["", " \n", "M\x00K"])
def test_a_name_that_is_none_is_refused(cast: dict[str, User], name: str) -> None:
    party = resolve_party("MEK")
    with pytest.raises(Invalid):
        add_alias(party, name, by=cast["erin"])
    assert Alias.objects.count() == 1


def test_an_affiliation_is_recorded_once_and_its_basis_can_change(cast: dict[str, User]) -> None:
    party, of = resolve_party("NCRI"), resolve_party("MEK")
    affiliate(party, of=of, basis="It says so.", by=cast["erin"])
    affiliate(party, of=of, basis="It  says so.", by=cast["cleo"])
    assert recorded(EventKind.PARTY_AFFILIATED) == 1
    affiliate(party, of=of, basis="A statement of 4 December.", by=cast["cleo"])
    assert Affiliation.objects.get().basis == "A statement of 4 December."
    assert recorded(EventKind.PARTY_AFFILIATED) == 2


def test_an_affiliation_needs_a_basis_and_two_parties(cast: dict[str, User]) -> None:
    party, of = resolve_party("NCRI"), resolve_party("MEK")
    with pytest.raises(Invalid) as no_basis:
        affiliate(party, of=of, basis=" ", by=cast["erin"])
    assert no_basis.value.faults[0].pointer == "/basis"
    with pytest.raises(Invalid):
        affiliate(party, of=party, basis="It is itself.", by=cast["erin"])
    assert not Affiliation.objects.exists()


@pytest.mark.parametrize("username", ["ada", "rita"])
def test_only_editors_and_administrators_may(cast: dict[str, User], username: str) -> None:
    party, of = resolve_party("NCRI"), resolve_party("MEK")
    with pytest.raises(NotAllowed):
        add_alias(party, "the NCRI", by=cast[username])
    with pytest.raises(NotAllowed):
        affiliate(party, of=of, basis="It says so.", by=cast[username])
    assert not Affiliation.objects.exists()
    assert Alias.objects.count() == 2
