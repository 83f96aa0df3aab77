"""Making, versioning, choosing and retiring scales, and policies."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from claims.models import Topic
from factcheck.core.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.models import Event, User
from reviews.actions.add_scale import SIGNS, Place, add_scale
from reviews.actions.choose_scale import choose_scale
from reviews.actions.retire_scale import retire_scale
from reviews.actions.set_policy import set_policy
from reviews.actions.version_scale import place_of, version_scale
from reviews.models import POLICY_NUMBERS, Desk, Policy, Scale
from reviews.queries.scales import policy_rows
from tests.factories import make_review
from tests.situations import restrict

ROOT = Path(__file__).resolve().parents[2]
Cast = dict[str, User]
THREE = [
    Place("Supported", "The evidence bears it out.", 2, claimreview_value=3),
    Place("Partly supported", "Some of it is borne out.", 1, claimreview_value=2),
    Place("Not supported", "The evidence is against it.", 0, claimreview_value=1),
    Place("Open", "Nobody can say."),
]


def seven() -> Scale:
    return Scale.objects.get(is_default=True)


def test_a_scale_gets_positions_slugs_and_colours_in_order(cast: Cast) -> None:
    scale = add_scale(by=cast["erin"], name=" Three  point ", ratings=THREE, tolerance=1, note=" For figures. ")
    assert (str(scale), scale.tolerance, scale.note) == ("Three point, version 1", 1, "For figures.")
    assert (scale.is_default, scale.made_by, scale.made_at is None) == (False, cast["erin"], False)
    assert list(scale.ratings.values_list("position", "slug", "colour", "value", "claimreview_value")) == [
        (1, "supported", "r1", 2, 3),
        (2, "partly-supported", "r3", 1, 2),
        (3, "not-supported", "r5", 0, 1),
        (4, "open", "r6", None, None),
    ]
    assert Event.objects.get(kind="scale.added").data == {"name": "Three point", "version": 1}


@pytest.mark.parametrize(
    ("fields", "pointers"),
    [
        ({"name": "  "}, ["/name"]),
        ({"name": "a\0b"}, ["/name"]),
        ({"name": "a" * 101}, ["/name"]),
        ({"note": "a" * 501}, ["/note"]),
        ({"tolerance": -1}, ["/tolerance"]),
        ({"tolerance": 2}, ["/tolerance"]),
        ({"tolerance": float("nan")}, ["/tolerance"]),
        ({"ratings": []}, ["/ratings", "/ratings"]),
        ({"ratings": THREE[2:]}, ["/ratings", "/ratings"]),
        ({"ratings": THREE[::-1]}, ["/ratings", "/ratings"]),
        ({"ratings": [replace(THREE[0], value=float("inf")), *THREE[1:]]}, ["/ratings"]),
        ({"ratings": [*THREE, *[Place(f"More {number}", "So.") for number in range(6)]]}, ["/ratings"]),
        ({"ratings": [*THREE, THREE[3]]}, ["/ratings/4/slug"]),
        ({"ratings": [*THREE, Place(" ", "")]}, ["/ratings/4/label", "/ratings/4/definition"]),
        ({"ratings": [*THREE, Place("So", "So", slug="So so")]}, ["/ratings/4/slug"]),
        ({"ratings": [*THREE, Place("So", "So", colour="red")]}, ["/ratings/4/colour"]),
        ({"ratings": [*THREE, Place("So", "So", sign="skull")]}, ["/ratings/4/sign"]),
        ({"ratings": [*THREE, Place("So", "So", needed_origins=10)]}, ["/ratings/4/needed_origins"]),
        ({"ratings": [*THREE, Place("So", "So", claimreview_value=0)]}, ["/ratings/4/claimreview_value"]),
    ],
)
def test_each_thing_that_is_wrong_is_named(fields: dict[str, Any], pointers: list[str], cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        add_scale(by=cast["erin"], **{"name": "New", "ratings": THREE, **fields})
    assert [fault.pointer for fault in refused.value.faults] == pointers
    assert not Event.objects.exists()
    assert set(Scale.objects.values_list("name", flat=True)) == {"Seven-point"}


def test_numbers_in_claimreview_fall_with_the_scale(cast: Cast) -> None:
    risen = [replace(place, claimreview_value=number) for number, place in enumerate(THREE[:3])]
    with pytest.raises(Invalid, match="fall with the scale"):
        add_scale(by=cast["erin"], name="New", ratings=risen)
    none = [replace(place, claimreview_value=None) for place in THREE]
    assert add_scale(by=cast["erin"], name="New", ratings=none).ratings.count() == 4


def test_a_name_is_taken_once(cast: Cast) -> None:
    add_scale(by=cast["erin"], name="Three", ratings=THREE)
    with pytest.raises(Conflict, match="There is Three, version 1 already"):
        add_scale(by=cast["erin"], name="Three", ratings=THREE)


def test_a_version_copies_what_is_not_given_and_takes_the_place_of_the_default(cast: Cast) -> None:
    old = seven()
    review = make_review(cast["erin"])
    before = [place_of(rating) for rating in old.ratings.all()]
    new = version_scale(old.pk, by=cast["erin"], tolerance=1)
    assert (new.name, new.version, new.tolerance, new.replaces, new.is_default) == (old.name, 3, 1, old, True)
    assert [place_of(rating) for rating in new.ratings.all()] == before
    review.refresh_from_db()
    old.refresh_from_db()
    assert review.scale == old
    assert not old.is_default
    assert make_review(cast["erin"]).scale == new
    event = Event.objects.get(kind="scale.versioned")
    assert event.data == {"name": old.name, "version": 3, "replaces": old.pk, "is_default": True}
    with pytest.raises(Conflict, match="version 3 already"):
        version_scale(old.pk, by=cast["erin"], tolerance=2)


def test_a_version_that_changes_nothing_is_refused_and_leaves_the_default(cast: Cast) -> None:
    old = seven()
    with pytest.raises(Invalid, match="Nothing is changed"):
        version_scale(old.pk, by=cast["erin"], ratings=[place_of(rating) for rating in old.ratings.all()])
    assert seven() == old
    assert not Event.objects.exists()


def test_a_version_of_another_scale_is_not_made_the_default(cast: Cast) -> None:
    scale = add_scale(by=cast["erin"], name="Three", ratings=THREE)
    new = version_scale(scale.pk, by=cast["erin"], ratings=THREE[:3])
    assert not new.is_default
    assert new.ratings.count() == 3
    assert seven() != new


def test_the_chosen_scale_is_that_of_reviews_opened_from_then_on(cast: Cast) -> None:
    before = make_review(cast["erin"])
    scale = add_scale(by=cast["erin"], name="Three", ratings=THREE)
    choose_scale(scale.pk, by=cast["erin"])
    choose_scale(scale.pk, by=cast["erin"])
    assert Event.objects.filter(kind="scale.chosen").count() == 1
    assert make_review(cast["erin"]).scale == scale
    before.refresh_from_db()
    assert before.scale != scale


def test_a_retired_scale_is_not_chosen_and_the_house_s_is_not_retired(cast: Cast) -> None:
    erin, house = cast["erin"], seven()
    scale = add_scale(by=erin, name="Three", ratings=THREE)
    with pytest.raises(WrongState, match="Choose another first"):
        retire_scale(house.pk, by=erin)
    set_policy(by=erin, scale=scale.pk)
    with pytest.raises(WrongState, match="A policy names Three, version 1"):
        retire_scale(scale.pk, by=erin)
    set_policy(by=erin)
    retire_scale(scale.pk, by=erin)
    retire_scale(scale.pk, by=erin)
    assert Event.objects.filter(kind="scale.retired").count() == 1
    with pytest.raises(WrongState, match="is retired"):
        choose_scale(scale.pk, by=erin)
    with pytest.raises(Invalid, match="no scale"):
        set_policy(by=erin, scale=scale.pk)


def test_the_database_refuses_change_of_a_scale_in_use(cast: Cast) -> None:
    scale = seven()
    scale.ratings.filter(position=1).update(definition="Not in use yet.")
    make_review(cast["erin"])
    for change in (
        lambda: scale.ratings.filter(position=1).update(definition="Other words."),
        lambda: scale.ratings.filter(position=7).delete(),
        lambda: scale.ratings.create(position=8, slug="more", label="More", definition="So."),
        lambda: Scale.objects.filter(pk=scale.pk).update(tolerance=2),
    ):
        with pytest.raises(DatabaseError, match="a scale that a review has is not changed"), transaction.atomic():
            change()


@pytest.mark.parametrize("name", ["ada", "rita"])
def test_only_editors_make_scales_and_set_policies(name: str, cast: Cast) -> None:
    person, scale = cast[name], seven()
    for refused in (
        lambda: add_scale(by=person, name="New", ratings=THREE),
        lambda: version_scale(scale.pk, by=person, tolerance=1),
        lambda: choose_scale(scale.pk, by=person),
        lambda: retire_scale(scale.pk, by=person),
        lambda: set_policy(by=person),
    ):
        with pytest.raises(NotAllowed, match="make scales and set policies"):
            refused()


def test_there_is_no_scale_of_an_unknown_number(cast: Cast) -> None:
    for verb in (version_scale, choose_scale, retire_scale):
        with pytest.raises(NotFound):
            verb(999_999, by=cast["erin"])


def test_each_sign_is_an_icon_that_is_there() -> None:
    sprite = (ROOT / "templates/parts/_sprite.html").read_text()
    assert [sign for sign in SIGNS if f'id="i-{sign}"' not in sprite] == []


def test_the_seven_point_scale_keeps_to_the_rules_of_new_ones(cast: Cast) -> None:
    ratings = list(seven().ratings.all())
    values = [rating.value for rating in ratings if rating.value is not None]
    assert all(one > other for one, other in pairwise(values))
    add_scale(by=cast["erin"], name="Copy", ratings=[place_of(rating) for rating in ratings])


def test_a_policy_is_set_whole_and_once_a_thing(cast: Cast) -> None:
    erin = cast["erin"]
    Topic.objects.create(slug="one", title="One")
    Desk.objects.create(slug="iran", name="Iran")
    numbers = dict.fromkeys(POLICY_NUMBERS, 3)
    first = set_policy(
        by=erin, topic="one", works_at="iran", scale=seven().pk, assessments_needed=1, numbers=numbers
    )  # fmt: skip
    assert all(getattr(first, name) == 3 for name in POLICY_NUMBERS)
    again = set_policy(by=erin, topic="one", numbers={"due_days": 2})
    assert again.pk == first.pk
    assert (again.due_days, again.lease_hours, again.works_at, again.scale, again.assessments_needed) == (
        2, None, None, None, None,
    )  # fmt: skip
    set_policy(by=erin, desk="iran")
    set_policy(by=erin)
    set_policy(by=erin)
    assert Policy.objects.count() == 3
    assert [str(policy) for policy in policy_rows(cast["rita"])] == [
        "policy of the house", "policy of Iran", "policy of One",
    ]  # fmt: skip
    assert Event.objects.filter(kind="policy.set").count() == 5


@pytest.mark.parametrize(
    ("fields", "pointers"),
    [
        ({"topic": "one", "desk": "iran"}, ["/desk"]),
        ({"works_at": "iran"}, ["/works_at"]),
        ({"topic": "one", "works_at": "nowhere"}, ["/works_at"]),
        ({"topic": "one", "works_at": "shut"}, ["/works_at"]),
        ({"assessments_needed": 3}, ["/assessments_needed"]),
        ({"scale": 999_999}, ["/scale"]),
        ({"numbers": {"due_days": 0, "lease_hours": 8761}}, ["/due_days", "/lease_hours"]),
        ({"numbers": {"coffee": 1}}, ["/coffee"]),
    ],
)
def test_what_a_policy_cannot_say_is_named(fields: dict[str, Any], pointers: list[str], cast: Cast) -> None:
    Topic.objects.create(slug="one", title="One")
    Desk.objects.create(slug="iran", name="Iran")
    Desk.objects.create(slug="shut", name="Shut", is_open=False)
    with pytest.raises(Invalid) as refused:
        set_policy(by=cast["erin"], **fields)
    assert [fault.pointer for fault in refused.value.faults] == pointers
    assert not Policy.objects.exists()


def test_nobody_sets_the_policy_of_a_topic_that_does_not_exist_for_them(cast: Cast) -> None:
    topic = restrict(cast["cleo"])
    with pytest.raises(NotFound):
        set_policy(by=cast["erin"], topic=topic.slug)
    with pytest.raises(NotFound):
        set_policy(by=cast["erin"], desk="nowhere")
    assert set_policy(by=cast["cleo"], topic=topic.slug).topic == topic
