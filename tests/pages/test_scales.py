"""The pages of scales and policies: what is typed comes back, refusals stand at their row, buttons say why not."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Topic
from factcheck.core.models import User
from reviews.actions.add_scale import Place, add_scale
from reviews.models import Desk, Policy, Scale
from tests.pages.drawing import Findings
from tests.situations import restrict

AsPerson = Callable[[str], Client]
TWO = {
    "r0-label": "Right", "r0-definition": "It is so.", "r0-value": "1", "r0-claimreview_value": "5",
    "r2-label": "Wrong", "r2-definition": "It is not.", "r2-value": "0", "r2-claimreview_value": "1",
}  # fmt: skip


def test_a_scale_is_made_of_the_rows_that_are_filled(cast: dict[str, User], as_person: AsPerson) -> None:
    answer = as_person("erin").post(reverse("scale_add"), {"name": "Two-point", "tolerance": "0.5", **TWO})
    scale = Scale.objects.get(name="Two-point")
    assert answer.headers["Location"] == reverse("scale", args=[scale.pk])
    assert scale.tolerance == 0.5
    assert list(scale.ratings.values_list("label", "value", "claimreview_value", "colour")) == [
        ("Right", 1, 5, "r1"),
        ("Wrong", 0, 1, "r5"),
    ]


def test_what_is_wrong_stands_at_its_row_and_nothing_typed_is_lost(cast: dict[str, User], as_person: AsPerson) -> None:
    sent = {"name": "Two-point", **TWO, "r2-definition": "", "r4-label": "Odd", "r4-value": "x", "note": "Kept words"}
    answer = as_person("erin").post(reverse("scale_add"), sent)
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter a number." in body
    assert "Kept words" in body
    answer = as_person("erin").post(reverse("scale_add"), {**sent, "r4-value": "", "r4-definition": "So."})
    body = answer.content.decode()
    assert answer.status_code == 422
    # The second filled row is the third on the page.
    row = body.split('name="r2-definition"')[1].split('name="r3-label"')[0]
    assert "Say what the rating means." in row
    assert 'value="Odd"' in body
    assert not Scale.objects.filter(name="Two-point").exists()


def test_a_version_begins_as_the_scale_is(cast: dict[str, User], as_person: AsPerson) -> None:
    erin, old = as_person("erin"), Scale.objects.get(is_default=True)
    form = erin.get(reverse("scale_version", args=[old.pk])).context
    sent = {}
    for row in form["rows"]:
        sent |= {f"{row.prefix}-{name}": "" if value is None else value for name, value in row.initial.items()}
    refused = erin.post(reverse("scale_version", args=[old.pk]), {"tolerance": old.tolerance, "note": old.note, **sent})
    assert refused.status_code == 422
    assert "Nothing is changed" in refused.content.decode()
    answer = erin.post(reverse("scale_version", args=[old.pk]), {"tolerance": 1, "note": old.note, **sent})
    new = Scale.objects.get(is_default=True)
    assert answer.headers["Location"] == reverse("scale", args=[new.pk])
    assert (new.version, new.tolerance, new.ratings.count()) == (3, 1, old.ratings.count())
    page = erin.get(reverse("scale", args=[old.pk])).content.decode()
    assert f"There is {new}" in page
    assert "New version" not in page


def test_a_button_that_cannot_is_answered_with_the_reason(cast: dict[str, User], as_person: AsPerson) -> None:
    erin, house = as_person("erin"), Scale.objects.get(is_default=True)
    answer = erin.post(reverse("scale_retire", args=[house.pk]), follow=True)
    assert "Choose another first" in answer.content.decode()
    assert "Use for new reviews" not in answer.content.decode()


@pytest.mark.parametrize("name", ["scales", "policies"])
def test_who_only_reads_is_offered_nothing_to_press(name: str, cast: dict[str, User], as_person: AsPerson) -> None:
    body = as_person("rita").get(reverse(name)).content.decode()
    assert "New scale" not in body
    assert "Set for" not in body
    assert Findings(body).ids  # it is drawn


def test_a_policy_is_set_for_what_the_query_names(cast: dict[str, User], as_person: AsPerson) -> None:
    erin = as_person("erin")
    topic = Topic.objects.create(slug="one", title="One")
    desk = Desk.objects.create(slug="iran", name="Iran")
    scale = add_scale(by=cast["erin"], name="Two", ratings=[Place("A", "A.", 1), Place("B", "B.", 0)])
    address = f"{reverse('policy')}?topic=one"
    assert "Desk that reviews its claims" in erin.get(address).content.decode()
    erin.post(address, {"works_at": "iran", "scale": scale.pk, "assessments_needed": "2", "due_days_urgent": "1"})
    made = Policy.objects.get()
    assert (made.topic, made.desk, made.works_at, made.scale, made.assessments_needed, made.due_days_urgent) == (
        topic, None, desk, scale, 2, 1,
    )  # fmt: skip
    assert 'value="1"' in erin.get(address).content.decode()
    assert "Desk that reviews" not in erin.get(f"{reverse('policy')}?desk=iran").content.decode()
    assert erin.post(f"{reverse('policy')}?desk=iran", {"lease_hours": "0"}).status_code == 422
    assert "One" in as_person("rita").get(reverse("policies")).content.decode()


def test_the_policy_of_a_topic_of_others_is_not_there(cast: dict[str, User], as_person: AsPerson) -> None:
    topic = restrict(cast["cleo"])
    address = f"{reverse('policy')}?topic={topic.slug}"
    as_person("cleo").post(address, {"due_days": "4"})
    assert topic.title in as_person("cleo").get(reverse("policies")).content.decode()
    for name in ("erin", "adam"):
        assert as_person(name).get(address).status_code == 404
        assert topic.title not in as_person(name).get(reverse("policies")).content.decode()
    answer = as_person("erin").get(f"{reverse('policy')}?topic=one&desk=two")
    assert answer.status_code == 404
