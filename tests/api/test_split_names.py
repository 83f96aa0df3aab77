"""While somebody is to decide between two assessments, no call says whose they are."""

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from factcheck.core.models import User
from reviews.actions.add_comment import add_comment
from reviews.actions.adjudicate import adjudicate
from reviews.actions.derive_evidence import derive_evidence
from reviews.models import AttributionFinding, Review
from tests.factories import AS_OF, assess, assigned, make_evidence, make_review

Api = Callable[..., APIClient]


@pytest.fixture
def split(cast: dict[str, User]) -> Review:
    """A split review: both gave evidence, said what it was taken from and commented; Cleo is to decide."""
    erin = cast["erin"]
    review = assigned(make_review(erin), erin, cast["ada"], cast["ben"])
    for name in ("ada", "ben"):
        item = make_evidence(review, cast[name], note="So.")
        derive_evidence(review.pk, item.pk, by=cast[name], from_party="The council", basis="It cites it.")
        add_comment(review.pk, by=cast[name], body="I think so.")
    assess(review, cast["ada"], "unproven", rationale="It rests on unnamed officials.")
    assess(review, cast["ben"], "half-true", rationale="Half of it is shown.")
    return assigned(review, erin, cast["cleo"])


def addresses(review: Review) -> list[str]:
    sources = review.evidence.values_list("source", flat=True)
    here = f"/api/v1/reviews/{review.pk}"
    return [
        here, f"{here}/events", f"{here}/comments", f"/api/v1/claims/{review.claim_id}/events",
        *(f"/api/v1/sources/{source}" for source in sources),
    ]  # fmt: skip


@pytest.mark.parametrize("reader", ["cleo", "erin", "noor", "adam"])
def test_reviewers_go_unnamed_until_it_is_decided(reader: str, split: Review, cast: dict[str, User], api: Api) -> None:
    client = api(reader)
    for address in addresses(split):
        told = client.get(address).content.decode()
        for name in ("ada", "ben"):
            assert f'"{name}"' not in told, address
            assert cast[name].name not in told, address
            assert f'"user":{cast[name].pk}' not in told.replace(" ", ""), address
    shown = client.get(f"/api/v1/reviews/{split.pk}").json()
    assert [part["user"] for part in shown["assignments"]] == ["cleo", "A", "B"]
    assert {one["by"] for one in shown["assessments"]} == {"A", "B"}
    assert {one["added_by"] for one in shown["evidence"]} == {"A", "B"}
    adjudicate(
        split.pk, by=cast["cleo"], rating="unproven", attribution=AttributionFinding.CONFIRMED, as_of=AS_OF,
        reason="So.",
    )  # fmt: skip
    told = "".join(client.get(address).content.decode() for address in addresses(split)[:2])
    assert '"ada"' in told
    assert '"ben"' in told


def test_one_reads_ones_own_name(split: Review, api: Api) -> None:
    shown = api("ada").get(f"/api/v1/reviews/{split.pk}").json()
    assert [part["user"] for part in shown["assignments"]] == ["cleo", "ada", "B"]
    events = api("ada").get(f"/api/v1/reviews/{split.pk}/events").json()
    assert {event["by"] for event in events if event["kind"] == "assessment.submitted"} == {"ada", "reviewer"}
    # That both are in names nobody: it would be whoever was last.
    assert [event["by"] for event in events if event["kind"] == "review.split"] == ["reviewer"]
