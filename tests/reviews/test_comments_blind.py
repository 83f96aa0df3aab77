"""What is said about a review stays hidden from a blind colleague until the round is in."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from factcheck.core.errors import Invalid, NotAllowed, NotFound
from factcheck.core.models import Event, User
from reviews.access import visible_comments
from reviews.actions.add_comment import add_comment
from reviews.actions.assign_review import assign_review
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.reopen import reopen
from reviews.actions.send_back import send_back
from reviews.actions.withdraw_comment import withdraw_comment
from reviews.mentions import people_named
from reviews.models import Comment, Notice, Review
from reviews.notify.dispatch import drain
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_review

EVERYBODY = ("ada", "ben", "noor", "rita", "erin", "cleo", "adam")


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    """A review in which Ada and Ben hold the parts."""
    return in_state(State.IN_REVIEW, cast)


def readers(comment: Comment, cast: dict[str, User]) -> list[str]:
    """Who may read a comment."""
    review = Review.objects.get(pk=comment.review_id)
    return [name for name in EVERYBODY if visible_comments(cast[name], review).filter(pk=comment.pk).exists()]


def told(cast: dict[str, User]) -> list[tuple[str, str]]:
    drain()
    notices = Notice.objects.filter(event__kind__in=["comment.added", "review.agreed", "review.split"])
    return sorted(notices.values_list("person__username", "event__kind"))


def test_a_holders_comment_waits_until_the_round_is_in(review: Review, cast: dict[str, User]) -> None:
    said = add_comment(review.pk, by=cast["ada"], body="@ben @cleo @noor @nobody who counted?")
    assert said.is_blind
    assert readers(said, cast) == ["ada", "erin", "cleo", "adam"]
    assert told(cast) == [("cleo", "comment.added")]
    for name in ("ada", "ben"):
        assess(review, cast[name])
    assert readers(said, cast) == list(EVERYBODY)
    # Ben and Erin hear of it as holder and opener in any case; Noor because she was named.
    assert ("noor", "review.agreed") in told(cast)


def test_whoever_may_still_join_is_blind_too(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    said = add_comment(review.pk, by=cast["noor"], body="I know this ministry, @ada.")
    assert readers(said, cast) == ["noor", "erin", "cleo", "adam"]
    assert told(cast) == []


def test_an_editor_outside_speaks_to_the_holders_they_name(review: Review, cast: dict[str, User]) -> None:
    said = add_comment(review.pk, by=cast["erin"], body="@ada the ministry has answered. @noor, wait.")
    assert readers(said, cast) == ["ada", "erin", "cleo", "adam"]
    assert told(cast) == [("ada", "comment.added")]
    others = add_comment(review.pk, by=cast["erin"], body="Both are late.")
    assert readers(others, cast) == ["erin", "cleo", "adam"]


def test_an_editor_inside_is_as_blind_as_any_holder(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"], cast["cleo"])
    said = add_comment(review.pk, by=cast["ada"], body="Hm, @cleo.")
    assert readers(said, cast) == ["ada", "erin", "adam"]
    assert readers(add_comment(review.pk, by=cast["cleo"], body="Hm, @ada."), cast) == ["erin", "cleo", "adam"]


def test_an_editor_who_could_read_comments_cannot_join(cast: dict[str, User]) -> None:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    add_comment(review.pk, by=cast["ada"], body="It looks false to me.")
    with pytest.raises(NotAllowed, match="could see the work"):
        assign_review(review.pk, by=cast["erin"], username="cleo")


def test_a_round_that_was_closed_before_it_was_in_stays_silent(review: Review, cast: dict[str, User]) -> None:
    said = add_comment(review.pk, by=cast["ada"], body="It looks false to me.")
    close_review(review.pk, by=cast["erin"], reason=CloseReason.ABANDONED)
    assert readers(said, cast) == ["ada", "erin", "cleo", "adam"]
    reopen(review.pk, by=cast["erin"], reason="The ministry answered.")
    assert readers(said, cast) == ["ada", "erin", "cleo", "adam"]


def test_a_round_that_was_in_can_be_read_in_the_next(cast: dict[str, User]) -> None:
    review = in_state(State.SPLIT, cast)
    said = add_comment(review.pk, by=cast["ada"], body="We differ.")
    send_back(review.pk, by=cast["erin"], question="Which officials?")
    assigned(review, cast["erin"], cast["ada"], cast["ben"])
    later = add_comment(review.pk, by=cast["ada"], body="Again.")
    assert readers(said, cast) == list(EVERYBODY)
    assert readers(later, cast) == ["ada", "erin", "cleo", "adam"]


def test_nothing_that_is_read_changes_by_a_colleagues_comment(
    review: Review, cast: dict[str, User], as_person: Callable[[str], Client], api: Callable[..., APIClient]
) -> None:
    add_comment(review.pk, by=cast["ben"], body="My own.")
    page = reverse("review", args=[review.pk])
    calls = [reverse(name, args=[review.pk]) for name in ("api_review", "api_events", "api_comments")]
    inbox = [reverse("inbox"), reverse("desk"), reverse("queue")]
    people = ("ben", "noor", "rita")
    browsers = {name: as_person(name) for name in people}
    clients = {name: api(name) for name in people}

    def seen() -> dict[tuple[str, str], object]:
        drain()
        found: dict[tuple[str, str], object] = {}
        for name in people:
            for url in (*calls, reverse("api_my_notices")):
                answer = clients[name].get(url)
                found[name, url] = (answer.status_code, answer.headers.get("ETag"), answer.content)
            for url in (page, *inbox):
                words = browsers[name].get(url).content.decode()
                found[name, url] = [line for line in words.splitlines() if "csrf" not in line.lower()]
        return found

    before = seen()
    said = add_comment(review.pk, by=cast["ada"], body="It looks false to me, @ben @noor @rita.")
    after = seen()
    assert {key: (before[key], after[key]) for key in before if before[key] != after[key]} == {}
    withdraw_comment(said.pk, by=cast["ada"])
    assert seen() == before
    for name in people:
        url = reverse("api_comment_withdraw", args=[said.pk])
        assert clients[name].post(url).status_code in (403, 404)
        with pytest.raises(NotFound):
            withdraw_comment(said.pk, by=cast[name])


def test_reviewers_of_a_split_round_go_by_letters(
    cast: dict[str, User], as_person: Callable[[str], Client], api: Callable[..., APIClient]
) -> None:
    review = in_state(State.SPLIT, cast)
    add_comment(review.pk, by=cast["ada"], body="The officials are unnamed.")
    add_comment(review.pk, by=cast["erin"], body="Noted.")
    told = api("cleo").get(reverse("api_comments", args=[review.pk])).json()
    assert [one["by"] for one in told] == ["A", "erin"]
    page = as_person("cleo").get(reverse("review", args=[review.pk])).content.decode()
    discussion = page[page.index('id="comments"') : page.index("</section>", page.index('id="comments"'))]
    assert "Reviewer A" in discussion
    assert "Okafor" not in discussion
    assert [one["by"] for one in api("ada").get(reverse("api_comments", args=[review.pk])).json()] == ["ada", "erin"]


def test_a_comment_is_taken_back_by_its_author_alone_and_its_words_stay_in_no_event(
    review: Review, cast: dict[str, User]
) -> None:
    said = add_comment(review.pk, by=cast["ada"], body=" Planted words \n")
    assert said.body == "Planted words"
    with pytest.raises(NotAllowed, match="Only who wrote a comment"):
        withdraw_comment(said.pk, by=cast["erin"])
    withdraw_comment(said.pk, by=cast["ada"])
    assert readers(said, cast) == []
    with pytest.raises(NotFound):
        withdraw_comment(said.pk, by=cast["ada"])
    assert "Planted" not in str(list(Event.objects.values_list("data", flat=True)))
    for body in (" \n", "a\0b", "x" * 5001):
        with pytest.raises(Invalid):
            add_comment(review.pk, by=cast["ada"], body=body)


def test_a_comment_does_not_move_the_version(review: Review, cast: dict[str, User]) -> None:
    add_comment(review.pk, by=cast["ada"], body="So.")
    assert Review.objects.get(pk=review.pk).version == review.version


def test_a_page_gives_back_what_it_does_not_take(review: Review, as_person: Callable[[str], Client]) -> None:
    url = reverse("comment_add", args=[review.pk])
    answer = as_person("ada").post(url, {"body": "y" * 5001})
    assert answer.status_code == 422
    assert "y" * 5001 in answer.content.decode()
    assert "at most 5,000 characters" in answer.content.decode()
    as_person("ada").post(url, {"body": "**Bold**, not <b>html</b>."})
    page = as_person("ada").get(reverse("review", args=[review.pk])).content.decode()
    assert "<strong>Bold</strong>, not &lt;b&gt;" in page


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ada and @ben.k, and @ada again", ["ada", "ben.k"]),
        ("write to a@b.example or @cleo.", ["cleo"]),
        ("@@ada @ nobody", []),
        ("(@o-k_1)", ["o-k_1"]),
    ],
)
def test_who_is_named(text: str, names: list[str]) -> None:
    assert people_named(text) == names


def test_a_split_review_does_not_name_its_reviewers_where_comments_do(
    cast: dict[str, User], api: Callable[[str], APIClient]
) -> None:
    review = in_state(State.SPLIT, cast)
    names = sorted(review.assignments.values_list("user__username", flat=True))
    body = f"@{names[0]} and @{names[1]}: which day? ask@{names[0]}.example @rita."
    add_comment(review.pk, by=cast["erin"], body=body)
    outside = next(name for name in ("cleo", "adam") if name not in names)
    (said,) = api(outside).get(reverse("api_comments", args=[review.pk])).json()
    assert "Reviewer A" in said["body"]
    assert "Reviewer B" in said["body"]
    assert f"@{names[1]}" not in said["body"]
    assert said["body"].endswith(f"ask@{names[0]}.example @rita.")
    assert set(said["mentioned"]) == {"A", "B", "rita"}
