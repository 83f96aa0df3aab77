"""The scale that a desk starts with, in both its versions: what the newer asks for, and whom it leaves alone."""

from importlib import import_module

import pytest
from django.apps import apps

from factcheck.core.errors import Invalid
from factcheck.core.models import User
from reviews.actions.add_scale import Place, add_scale
from reviews.actions.choose_scale import choose_scale
from reviews.actions.set_policy import set_policy
from reviews.actions.version_scale import place_of, version_scale
from reviews.models import Policy, Review, Scale
from tests.factories import assess, assigned, make_review

pytestmark = pytest.mark.django_db
Cast = dict[str, User]
migration = import_module("reviews.migrations.0015_seven_point_version_2")
TWO = [
    Place("Yes", "It is so.", 1, claimreview_value=2),
    Place("No", "It is not so.", 0, claimreview_value=1),
]


def version(number: int) -> Scale:
    return Scale.objects.get(name="Seven-point", version=number)


def taken_back() -> None:
    """As before the migration."""
    migration.backward(apps, None)
    assert list(Scale.objects.filter(name="Seven-point").values_list("version", "is_default")) == [(1, True)]


def of_reviewers(cast: Cast) -> Review:
    return assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])


def test_the_house_rates_on_the_version_that_asks_for_evidence() -> None:
    new = version(2)
    assert (new.is_default, new.replaces, new.made_by, new.tolerance) == (True, version(1), None, 0)
    assert dict(new.ratings.values_list("slug", "needed_origins")) == {
        "true": 2, "mostly-true": 2, "half-true": 2, "mostly-false": 2, "false": 2, "unproven": 0, "outdated": 1,
    }  # fmt: skip
    before, after = ([place_of(rating) for rating in scale.ratings.all()] for scale in (version(1), new))
    assert [place.__dict__ | {"needed_origins": 0} for place in after] == [place.__dict__ for place in before]


def test_a_review_of_the_older_version_keeps_it_and_what_it_asks(cast: Cast) -> None:
    taken_back()
    older = of_reviewers(cast)
    migration.forward(apps, None)
    newer = of_reviewers(cast)
    assert (older.scale, newer.scale) == (version(1), version(2))
    assert assess(older, cast["ada"], "true", override_reason="").rating.scale == version(1)
    with pytest.raises(Invalid) as refused:
        assess(newer, cast["ada"], "true", override_reason="")
    assert [str(fault.detail) for fault in refused.value.faults] == [
        "No source is attached. This rating needs 2 independent origins."
    ]
    with pytest.raises(Invalid, match="This rating needs 1 independent origin"):
        assess(newer, cast["ada"], "outdated", override_reason="")
    assert assess(newer, cast["ada"], "unproven", override_reason="").rating.scale == version(2)


def test_a_scale_of_the_house_stays_its_choice(cast: Cast) -> None:
    taken_back()
    ours = choose_scale(add_scale(by=cast["erin"], name="Two-point", ratings=TWO).pk, by=cast["erin"])
    migration.forward(apps, None)
    assert Scale.objects.get(is_default=True) == ours
    assert not version(2).is_default


def test_a_second_version_of_the_house_is_left_alone(cast: Cast) -> None:
    taken_back()
    ours = version_scale(version(1).pk, by=cast["erin"], tolerance=1)
    for step in (migration.forward, migration.backward):
        step(apps, None)
        assert list(Scale.objects.order_by("pk")) == [version(1), ours]
        assert Scale.objects.get(is_default=True) == ours


def test_a_version_in_use_stays_when_it_is_taken_back_and_is_chosen_again(cast: Cast) -> None:
    make_review(cast["erin"])
    migration.backward(apps, None)
    assert (version(1).is_default, version(2).is_default) == (True, False)
    migration.forward(apps, None)
    assert (version(1).is_default, version(2).is_default, version(2).ratings.count()) == (False, True, 7)


def test_a_version_that_a_policy_names_stays(cast: Cast) -> None:
    set_policy(by=cast["erin"], scale=version(2).pk)
    migration.backward(apps, None)
    assert Policy.objects.get().scale == version(2)
    assert version(1).is_default
