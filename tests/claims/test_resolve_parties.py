"""Finding the parties of many names together."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.actions.affiliate_party import add_alias
from claims.actions.resolve_parties import resolve_parties
from claims.actions.resolve_party import resolve_party
from claims.models import Alias, Party, PartyKind
from factcheck.core.models import User

pytestmark = pytest.mark.django_db


def test_names_are_found_made_and_told_apart() -> None:
    known = resolve_party("Reuters", kind=PartyKind.OUTLET)
    found = resolve_parties(["REUTERS", "Reuters ", "an official", "«AP»", "AP"], anonymous=["an official"])
    assert found["REUTERS"] == found["Reuters "] == known.pk
    assert found["«AP»"] == found["AP"]
    assert {name: Party.objects.get(pk=pk).is_anonymous for name, pk in found.items() if name != "REUTERS"} == {
        "Reuters ": False,
        "an official": True,
        "«AP»": False,
        "AP": False,
    }
    # The first of several spellings names the party, and the one that was there keeps its name and kind.
    assert set(Party.objects.values_list("name", "kind")) == {
        ("Reuters", "outlet"),
        ("an official", "unknown"),
        ("«AP»", "unknown"),
    }
    assert resolve_parties(found) == found


def test_it_agrees_with_finding_one_by_one(cast: dict[str, User]) -> None:
    names = ["وزارت كشور", "وزارت کشور", "x" * 400, "x" * 350, "A  B", "a b", "MEK", "the MEK"]
    add_alias(resolve_party("MEK"), "the MEK", by=cast["erin"])
    together = resolve_parties(names, kind=PartyKind.OUTLET)
    assert together == {name: resolve_party(name).pk for name in names}
    assert set(Alias.objects.exclude(party__name="MEK").values_list("party__kind", flat=True)) == {"outlet"}


def test_a_name_without_a_visible_character_has_no_party() -> None:
    assert resolve_parties(["", "  \n", "\u200d"]) == {}
    assert not Party.objects.exists()


def test_many_names_take_as_many_statements_as_few() -> None:
    def statements(names: list[str]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert len(resolve_parties(names)) == len(names)
        return len(captured)

    few, many = statements(["a", "b"]), statements([f"party {number}" for number in range(1500)])
    assert few == many <= 7
    assert statements([f"party {number}" for number in range(1500)]) == 1
