"""What is known of a claim besides its words: where, as of when, its address, tags and wishes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.actions.add_claim import add_claim
from claims.actions.claim_parts import Number
from claims.actions.edit_claim import edit_claim
from claims.models import Claim
from factcheck.core.errors import Invalid
from factcheck.core.models import Event, User
from tests.claims.importing import imported_file

Cast = dict[str, User]
ABOUT: dict[str, Any] = {
    "url": "https://news.example/a", "place": "Shiraz", "as_of": "2019-12", "tags": [" toll", "iran", "toll "],
    "priority": 1, "due_on": date(2030, 1, 2), "reach": 1_200_000,
}  # fmt: skip


def fields(claim: Claim) -> dict[str, Any]:
    claim.refresh_from_db()
    return {name: getattr(claim, name) for name in ABOUT}


def test_it_is_kept_with_a_new_claim(cast: Cast) -> None:
    claim = add_claim(by=cast["erin"], text="It rained", **ABOUT)
    assert fields(claim) == {**ABOUT, "tags": ["toll", "iran"]}


def test_what_is_given_changes_and_the_rest_stays(cast: Cast) -> None:
    erin = cast["erin"]
    claim = add_claim(by=erin, text="It rained", **ABOUT)
    edit_claim(claim.pk, by=erin, priority=None, tags=["rain"])
    assert fields(claim) == {**ABOUT, "tags": ["rain"], "priority": None}
    event = Event.objects.filter(claim_id=claim.pk, kind="claim.edited").get()
    assert event.data == {
        "priority": {"before": 1, "after": None},
        "tags": {"before": ["toll", "iran"], "after": ["rain"]},
    }
    edit_claim(claim.pk, by=erin, due_on=None, url="", place="", as_of="", reach=0)
    assert fields(claim) == {
        "url": "", "place": "", "as_of": "", "tags": ["rain"], "priority": None, "due_on": None, "reach": 0,
    }  # fmt: skip
    edit_claim(claim.pk, by=erin, reach=None)
    assert fields(claim)["reach"] is None
    version = claim.version
    edit_claim(claim.pk, by=erin, due_on=None, url="", place="", as_of="", tags=["rain"], priority=None, reach=None)
    claim.refresh_from_db()
    assert claim.version == version


def test_where_and_as_of_when_stand_with_the_figure_while_there_is_one(cast: Cast) -> None:
    erin = cast["erin"]
    claim = add_claim(
        by=erin, text="230 died", place="Shiraz", as_of="2019", number=Number(Decimal(230), "deaths", as_of="2019-12")
    )

    def where() -> list[tuple[str, str]]:
        claim.refresh_from_db()
        return [(claim.place, claim.as_of), *claim.figures.values_list("place", "as_of")]

    assert where() == [("", ""), ("Shiraz", "2019-12")]
    edit_claim(claim.pk, by=erin, place="Tehran")
    assert where() == [("", ""), ("Tehran", "2019-12")]
    edit_claim(claim.pk, by=erin, as_of="")
    assert where() == [("", ""), ("Tehran", "")]
    edit_claim(claim.pk, by=erin, drop_figure=True)
    assert where() == [("Tehran", "")]
    edit_claim(claim.pk, by=erin, number=Number(Decimal(240), "deaths"), as_of="2020")
    assert where() == [("", ""), ("Tehran", "2020")]
    assert claim.figures.get().precision == "year"


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"url": "javascript:alert(1)"}, "/url"),
        ({"url": "https://news.example/" + "a" * 2000}, "/url"),
        ({"url": "https://news.example/\0"}, "/url"),
        ({"place": "\ud800"}, "/place"),
        ({"place": "x" * 201}, "/place"),
        ({"as_of": "2019-13"}, "/as_of"),
        ({"tags": ["x" * 61]}, "/tags/0"),
        ({"tags": ["a", "\0"]}, "/tags/1"),
        ({"tags": [str(number) for number in range(1000)]}, "/tags"),
        ({"priority": 4}, "/priority"),
        ({"priority": 0}, "/priority"),
        ({"reach": -1}, "/reach"),
        ({"reach": 10**15 + 1}, "/reach"),
    ],
)
def test_what_cannot_be_kept_is_refused(cast: Cast, given: dict[str, Any], pointer: str) -> None:
    claim = add_claim(by=cast["erin"], text="It rained", **ABOUT)
    before = (fields(claim), Event.objects.count(), Claim.objects.count())
    with pytest.raises(Invalid) as of_new:
        add_claim(by=cast["erin"], text="It snowed", **given)
    with pytest.raises(Invalid) as of_known:
        edit_claim(claim.pk, by=cast["erin"], **given)
    assert [error.value.faults[0].pointer for error in (of_new, of_known)] == [pointer, pointer]
    assert (fields(claim), Event.objects.count(), Claim.objects.count()) == before


def test_what_a_file_was_let_through_with_is_no_fault_of_who_corrects_it(cast: Cast) -> None:
    work = imported_file(cast["erin"], 'claim,url,tags\nIt rained,https://a_b.example./x y,"one"\n')
    for claim in work.claims.all():
        edit_claim(claim.pk, by=cast["erin"], text="It snowed", url=claim.url)
        claim.refresh_from_db()
        assert claim.text == "It snowed"
