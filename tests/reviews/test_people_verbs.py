"""Entries of people, their interests and their desks."""

from typing import Any

import pytest

from claims.actions.affiliate_party import add_alias, affiliate
from claims.actions.claim_parts import Link
from claims.models import Party
from factcheck.core.capabilities import Role
from factcheck.core.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.models import Event, User
from reviews.actions.add_desk import add_desk
from reviews.actions.assign_review import assign_review
from reviews.actions.change_desk import change_desk
from reviews.actions.change_person import change_person
from reviews.actions.declare_interest import declare_interest
from reviews.actions.open_review import open_review
from reviews.actions.withdraw_interest import withdraw_interest
from reviews.models import Review
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_claim, make_review

# --- entries -----------------------------------------------------------------------------------------------


def test_what_changes_is_kept_with_what_it_was(cast: dict[str, User]) -> None:
    changed = change_person(
        "ada", by=cast["adam"], name=" Ada  O. ", role=Role.EDITOR, languages=["fa", "en", "fa"], load_limit=3
    )
    assert (changed.name, changed.role, changed.languages, changed.load_limit) == ("Ada O.", "editor", ["en", "fa"], 3)
    event = Event.objects.get(kind="person.changed")
    assert (event.by, event.about_id) == (cast["adam"], str(changed.pk))
    assert event.data == {
        "changes": {
            "name": ["Ada Okafor", "Ada O."], "role": ["reviewer", "editor"], "languages": [[], ["en", "fa"]],
            "load_limit": [None, 3],
        }
    }  # fmt: skip
    change_person("ada", by=cast["adam"], languages=["fa", "en"])
    assert Event.objects.filter(kind="person.changed").count() == 1
    assert change_person("ada", by=cast["adam"], load_limit=0).load_limit is None


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"languages": ["en", "English"]}, "/languages/1"),
        ({"languages": ["en"] * 31}, "/languages"),
        ({"load_limit": -1}, "/load_limit"),
        ({"load_limit": 1000}, "/load_limit"),
        ({"name": " "}, "/name"),
        ({"name": "a\0b"}, "/name"),
        ({"name": "a" * 201}, "/name"),
    ],
)
def test_what_cannot_be_kept_is_refused(cast: dict[str, User], fields: dict[str, Any], pointer: str) -> None:
    with pytest.raises(Invalid) as refusal:
        change_person("ada", by=cast["adam"], **fields)
    assert [fault.pointer for fault in refusal.value.faults] == [pointer]
    assert not Event.objects.exists()


def test_everybody_says_which_languages_they_read_and_nothing_else(cast: dict[str, User]) -> None:
    assert change_person("ada", by=cast["ada"], languages=["fa"]).languages == ["fa"]
    for by, username, fields in (
        ("ada", "ben", {"languages": ["fa"]}),
        ("erin", "ben", {"languages": ["fa"]}),
        ("ada", "ada", {"role": Role.ADMINISTRATOR}),
        ("ada", "ada", {"load_limit": 99}),
        ("erin", "erin", {"is_active": False}),
        ("ada", "ada", {"name": "The boss"}),
    ):
        with pytest.raises(NotAllowed):
            change_person(username, by=cast[by], **fields)
    with pytest.raises(NotFound):
        change_person("nobody", by=cast["adam"], languages=[])


@pytest.mark.parametrize("fields", [{"is_active": False}, {"role": Role.READER}])
def test_who_may_assess_no_more_hands_back_what_is_not_done(cast: dict[str, User], fields: dict[str, Any]) -> None:
    open_part, done = in_state(State.IN_REVIEW, cast), in_state(State.IN_REVIEW, cast)
    assess(done, cast["ada"])
    change_person("ada", by=cast["adam"], **fields)
    held = cast["ada"].assignments.filter(released_at__isnull=True)
    assert [part.review_id for part in held] == [done.pk]
    open_part.refresh_from_db()
    assert (open_part.state, open_part.free_parts) == ("in_review", 1)
    # Another role that may assess keeps them.
    change_person("ben", by=cast["adam"], role=Role.EDITOR)
    assert cast["ben"].assignments.filter(released_at__isnull=True).count() == 2


def test_somebody_is_left_to_manage_people(cast: dict[str, User]) -> None:
    for fields in ({"is_active": False}, {"role": Role.EDITOR}):
        with pytest.raises(WrongState, match="Nobody would be left"):
            change_person("adam", by=cast["adam"], **fields)
    change_person("erin", by=cast["adam"], role=Role.ADMINISTRATOR)
    change_person("adam", by=User.objects.get(username="erin"), is_active=False)
    with pytest.raises(WrongState):
        change_person("erin", by=User.objects.get(username="erin"), role=Role.READER)


# --- interests ---------------------------------------------------------------------------------------------


def review_of_council(cast: dict[str, User]) -> Review:
    claim = make_claim(cast["erin"], links=[Link("the Council", "announced")])
    return open_review(claim.pk, by=cast["erin"])


@pytest.mark.parametrize("named", ["the council", "NCRI", "the Office of the Council"])
def test_parts_of_claims_by_a_party_of_interest_go_back_at_once(cast: dict[str, User], named: str) -> None:
    """By whatever name it is called, and through whom it is affiliated with."""
    erin, ada = cast["erin"], cast["ada"]
    council = assigned(review_of_council(cast), erin, ada)
    party = Party.objects.get(name="the Council")
    add_alias(party, "NCRI", by=erin)
    affiliate(Party.objects.create(name="Office"), of=party, basis="It says so.", by=erin)
    add_alias(Party.objects.get(name="Office"), "the Office of the Council", by=erin)
    other = assigned(make_review(erin), erin, ada)
    declare_interest("ada", named, by=ada, note="My brother works there.")
    held = ada.assignments.filter(released_at__isnull=True)
    assert [part.review_id for part in held] == [other.pk]
    council.refresh_from_db()
    assert council.state == State.QUEUED
    with pytest.raises(NotAllowed, match="declared an interest"):
        assign_review(council.pk, by=erin, username="ada")


def test_an_assessment_that_is_in_stays(cast: dict[str, User]) -> None:
    review = assigned(review_of_council(cast), cast["erin"], cast["ada"], cast["ben"])
    assess(review, cast["ada"])
    declare_interest("ada", "the council", by=cast["ada"])
    assert cast["ada"].assignments.get().released_at is None


def test_an_interest_may_be_in_somebody_whom_no_claim_names_yet(cast: dict[str, User]) -> None:
    assert str(declare_interest("ada", "My  employer", by=cast["ada"]).party) == "My employer"
    with pytest.raises(Conflict, match="declared already"):
        declare_interest("ada", "my employer", by=cast["ada"])
    for party, note in ((" ", ""), ("A party", "x" * 301), ("a\0b", "")):
        with pytest.raises(Invalid):
            declare_interest("ada", party, by=cast["ada"], note=note)


def test_an_interest_is_declared_and_withdrawn_by_oneself_or_who_manages_people(cast: dict[str, User]) -> None:
    with pytest.raises(NotAllowed):
        declare_interest("ada", "The council", by=cast["erin"])
    interest = declare_interest("ada", "The council", by=cast["adam"])
    assert interest.declared_by == cast["adam"]
    for by in ("erin", "ben"):
        with pytest.raises(NotFound):
            withdraw_interest(interest.pk, by=cast[by], reason="It is none.")
    with pytest.raises(Invalid):
        withdraw_interest(interest.pk, by=cast["ada"], reason=" ")
    withdraw_interest(interest.pk, by=cast["ada"], reason="I left the council.")
    assert not cast["ada"].interests.exists()
    event = Event.objects.get(kind="interest.withdrawn")
    assert event.data["reason"] == "I left the council."
    with pytest.raises(NotFound):
        withdraw_interest(interest.pk, by=cast["ada"], reason="Twice.")


# --- desks -------------------------------------------------------------------------------------------------


def test_a_desk_has_a_name_and_members(cast: dict[str, User]) -> None:
    desk = add_desk(" Middle  East ", by=cast["adam"], members=["ada", "ben"])
    assert (desk.slug, desk.name, desk.is_open) == ("middle-east", "Middle East", True)
    change_desk(desk.slug, by=cast["adam"], members=["ben", "noor"], is_open=False)
    assert sorted(person.username for person in desk.members.all()) == ["ben", "noor"]
    event = Event.objects.get(kind="desk.changed")
    assert event.data["changes"] == {"is_open": [True, False], "members": [["ada", "ben"], ["ben", "noor"]]}
    change_desk(desk.slug, by=cast["adam"], name="Middle East", is_open=False)
    assert Event.objects.filter(kind="desk.changed").count() == 1


def test_a_desk_that_cannot_be_is_refused(cast: dict[str, User]) -> None:
    add_desk("Health", by=cast["adam"])
    other = add_desk("Climate", by=cast["adam"])
    with pytest.raises(Conflict):
        add_desk("health", by=cast["adam"])
    with pytest.raises(Conflict):
        change_desk(other.slug, by=cast["adam"], name="Health")
    with pytest.raises(Invalid) as refusal:
        change_desk(other.slug, by=cast["adam"], members=["ada", "nobody"])
    assert [fault.pointer for fault in refusal.value.faults] == ["/members/1"]
    with pytest.raises(Invalid):
        add_desk(" ", by=cast["adam"])
    with pytest.raises(NotFound):
        change_desk("sports", by=cast["adam"], is_open=True)
    for by in ("erin", "ada", "rita"):
        with pytest.raises(NotAllowed):
            add_desk("Sports", by=cast[by])
        with pytest.raises(NotAllowed):
            change_desk("health", by=cast[by], is_open=False)
