"""What a reviewer has typed and not submitted: theirs alone, and never overwritten unseen."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from factcheck.core.errors import Invalid, NotAllowed, Stale, WrongState
from factcheck.core.models import Event, User
from reviews.actions.expire_leases import expire_leases
from reviews.actions.hold_review import resume_review
from reviews.actions.save_draft import save_draft
from reviews.models import Draft, Review
from reviews.workflow import State
from tests.factories import assess, assigned, held_until, in_state, make_review

HTMX = {"HX-Request": "true"}


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    """A review in which Ada and Ben hold the parts."""
    return in_state(State.IN_REVIEW, cast)


def test_a_draft_is_kept_unfinished_and_as_a_whole(review: Review, cast: dict[str, User]) -> None:
    events = Event.objects.count()
    first = save_draft(review.pk, by=cast["ada"], rating="false", rationale="The minis", as_of=date(2020, 1, 1))
    again = save_draft(review.pk, by=cast["ada"], rationale="The ministry ", expected_version=first.version)
    assert (again.pk, again.version, again.rating, again.rationale) == (first.pk, 2, "", "The ministry ")
    assert again.as_of is None
    assert Event.objects.count() == events
    assert Review.objects.get(pk=review.pk).version == review.version


def test_two_windows_do_not_overwrite_each_other(review: Review, cast: dict[str, User]) -> None:
    ada = cast["ada"]
    save_draft(review.pk, by=ada, rationale="In one window", expected_version=0)
    for version in (0, 7):
        with pytest.raises(Stale, match="Another window of yours"):
            save_draft(review.pk, by=ada, rationale="In the other", expected_version=version)
    assert Draft.objects.get().rationale == "In one window"
    # The answer to the first was lost on the way: sending the same again is no conflict.
    assert save_draft(review.pk, by=ada, rationale="In one window", expected_version=0).version == 1
    assert save_draft(review.pk, by=ada, rationale="In the other", expected_version=1).version == 2


def test_submitting_uses_the_draft_up_but_not_one_that_was_not_seen(review: Review, cast: dict[str, User]) -> None:
    ada = cast["ada"]
    save_draft(review.pk, by=ada, rationale="Typed on the telephone")
    save_draft(review.pk, by=cast["ben"], rationale="Ben's own")
    with pytest.raises(Stale, match="Another window of yours"):
        assess(review, ada, rationale="Typed at the desk", expected_draft=0)
    assert not review.assessments.exists()
    assess(review, ada, rationale="Typed at the desk", expected_draft=1)
    assert [draft.rationale for draft in Draft.objects.all()] == ["Ben's own"]
    with pytest.raises(NotAllowed, match="Your part of this round is in"):
        save_draft(review.pk, by=ada, rationale="A late one")


def test_what_is_sent_as_it_was_saved_is_no_conflict(review: Review, cast: dict[str, User]) -> None:
    fields: dict[str, Any] = {
        "rating": "unproven",
        "attribution": "confirmed",
        "rationale": "So.\r\n",
        "override_reason": "x" * 20,
    }
    save_draft(review.pk, by=cast["ada"], as_of=date(2020, 1, 1), **fields)
    assess(review, cast["ada"], rationale="So.", override_reason="x" * 20, expected_draft=0)
    assert not Draft.objects.exists()


def test_typing_renews_the_lease(review: Review, cast: dict[str, User]) -> None:
    held = review.assignments.get(user=cast["ada"])
    held.lease_until = timezone.now() + timedelta(minutes=1)
    held.save()
    save_draft(review.pk, by=cast["ada"], rationale="Still here")
    held.refresh_from_db()
    assert held.lease_until > timezone.now() + timedelta(hours=1)


def test_a_lease_that_ends_and_a_hold_lose_nothing(
    review: Review, cast: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    save_draft(review.pk, by=cast["ada"], rationale="Half a thought")
    held_until(review, cast["erin"])
    save_draft(review.pk, by=cast["ada"], rationale="Half a thought more")
    url = reverse("review", args=[review.pk])
    assert "Half a thought more" in as_person("ada").get(url).content.decode()
    resume_review(review.pk, by=cast["erin"])
    review.assignments.filter(user=cast["ada"]).update(lease_until="2020-01-01T00:00:00Z")
    assert expire_leases() == 1
    with pytest.raises(NotAllowed, match="handed back"):
        save_draft(review.pk, by=cast["ada"], rationale="Too late")
    page = as_person("ada").get(url).content.decode()
    assert "Half a thought more" in page
    assert "The part is no longer yours" in page


def test_what_cannot_be_kept_is_refused(review: Review, cast: dict[str, User]) -> None:
    with pytest.raises(Invalid) as refused:
        save_draft(review.pk, by=cast["ada"], rationale="a\0b", private_note="\ud800")
    assert [fault.pointer for fault in refused.value.faults] == ["/rationale", "/private_note"]
    Review.objects.filter(pk=review.pk).update(state="split")
    with pytest.raises(WrongState):
        save_draft(review.pk, by=cast["ada"], rationale="So.")


def test_nobody_else_meets_a_draft(cast: dict[str, User], api: Callable[..., APIClient]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    addresses = [reverse(name, args=[review.pk]) for name in ("api_review", "api_draft", "api_events")]
    clients = {name: api(name) for name in ("ben", "erin", "cleo", "noor", "adam", "rita")}

    def seen() -> dict[str, list[tuple[int, bytes, str]]]:
        asked = {name: [client.get(url) for url in addresses] for name, client in clients.items()}
        return {
            name: [(each.status_code, each.content, each.headers.get("ETag", "")) for each in answers]
            for name, answers in asked.items()
        }

    # What editors outside the round see of the lease is no part of it.
    review.assignments.update(lease_until="2999-01-01T00:00:00Z")
    before = seen()
    save_draft(review.pk, by=cast["ada"], rationale="The ministry")
    save_draft(review.pk, by=cast["ada"], rationale="The ministry says")
    assert seen() == before
    assert api("ada").get(addresses[1]).json()["rationale"] == "The ministry says"


def test_the_call_compares_versions(review: Review, api: Callable[..., APIClient]) -> None:
    client, url = api("ada"), reverse("api_draft", args=[review.pk])
    made = client.put(url, {"rationale": "One "}, format="json", headers={"If-Match": '"0"'})
    assert (made.status_code, made.headers["ETag"], made.json()["rationale"]) == (200, '"1"', "One ")
    late = client.put(url, {"rationale": "Other"}, format="json", headers={"If-Match": '"0"'})
    assert late.status_code == 412
    assert client.get(url).json()["rationale"] == "One "
    assert client.delete(url).status_code == 204
    assert client.get(url).status_code == 404


def test_the_page_gives_both_texts_back(
    review: Review, cast: dict[str, User], as_person: Callable[[str], Client]
) -> None:
    ada = as_person("ada")
    url, page = reverse("draft", args=[review.pk]), reverse("review", args=[review.pk])
    typed = {"rationale": "From the old window", "as_of": "2020-0", "draft_version": "0"}
    save_draft(review.pk, by=cast["ada"], rationale="From the new window")
    for headers in (HTMX, {}):
        answer = ada.post(url, typed, headers=headers)
        words = answer.content.decode()
        assert answer.status_code == 412
        assert "From the new window" in words
        assert 'name="overwrite" value="1"' in words
        assert 'name="draft_version" value="0"' in words
    assert "From the old window" in words  # without script the whole form comes back
    sent = {**typed, "rating": "unproven", "attribution": "confirmed", "as_of": "2020-01-01"}
    answer = ada.post(page, sent)
    words = answer.content.decode()
    assert (answer.status_code, review.assessments.count()) == (412, 0)
    assert "From the new window" in words
    assert "From the old window" in words
    kept = ada.post(url, {**typed, "overwrite": "1"}, headers=HTMX)
    assert (kept.status_code, kept.headers["Draft-State"]) == (200, "saved")
    assert 'name="draft_version" value="2"' in kept.content.decode()
    assert "From the old window" in ada.get(page).content.decode()
    assert Draft.objects.get().as_of is None


def test_the_page_saves_and_drops_without_script(review: Review, as_person: Callable[[str], Client]) -> None:
    ada, page = as_person("ada"), reverse("review", args=[review.pk])
    ada.post(reverse("draft", args=[review.pk]), {"rationale": "Kept words", "rating": "false", "draft_version": "0"})
    drawn = ada.get(page).content.decode()
    assert "Kept words" in drawn
    assert 'value="false" checked' in drawn
    assert "Kept words" not in as_person("erin").get(page).content.decode()
    ada.post(reverse("draft_discard", args=[review.pk]))
    assert "Kept words" not in ada.get(page).content.decode()
