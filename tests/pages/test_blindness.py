"""Nobody in a blind round, nor anyone who could still join it, can tell from a page what a colleague did."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from factcheck.core.models import User
from reviews.access import sees_round
from reviews.models import EvidenceStance, Part, Review
from reviews.notify.dispatch import drain
from reviews.queries.rounds import standings
from reviews.workflow import State
from tests.factories import assess, assigned, in_state, make_evidence, make_review

pytestmark = pytest.mark.django_db
AsPerson = Callable[[str], Client]
_TOKENS = re.compile(rb'(name="csrfmiddlewaretoken" value="|X-CSRFToken": "|X-CSRFToken&quot;: &quot;)[A-Za-z0-9]{64}')
QUEUES = [
    "/desk/queue/",
    *(f"/desk/queue/?view={view}" for view in ("unassigned", "adjudicate", "ready", "published", "hold", "closed")),
    *(f"/desk/queue/?sort={sort}" for sort in ("worth", "age", "due")),
    "/desk/queue/?q=killed",
]


def addresses(review: Review) -> list[str]:
    """Every page address that knows of the review."""
    own = f"/desk/reviews/{review.pk}/"
    parts = ("", "gate/?rating=unproven", "gate/?rating=true", "decide/", "publish/", "correct/", "retract/")
    more = ("reopen/", "hold/", "close/", "send-back/", "assign/", "release/", "resume/", "evidence/")
    return ["/desk/", "/desk/inbox/", *QUEUES, *(own + part for part in (*parts, *more))]


def seen(browser: Client, review: Review) -> dict[str, tuple[int, bytes, dict[str, str]]]:
    """Status, bytes and headers of each address, apart from CSRF tokens."""
    found = {}
    for address in addresses(review):
        answer = browser.get(address)
        headers = {name: value for name, value in answer.headers.items() if name != "Set-Cookie"}
        found[address] = (answer.status_code, _TOKENS.sub(rb"\1TOKEN", answer.content), headers)
    return found


def aged(review: Review) -> Review:
    """The review opened days ago, so that no age turns a page over during the test."""
    long_ago = timezone.now() - timedelta(days=3, hours=5)
    Review.objects.filter(pk=review.pk).update(opened_at=long_ago, due_at=timezone.now() + timedelta(days=3, hours=5))
    return review


@pytest.fixture
def round_of_two(cast: dict[str, User]) -> Review:
    """Ada holds the first part; who holds the second is each test's."""
    return aged(assigned(make_review(cast["erin"]), cast["erin"], cast["ada"]))


def works(review: Review, person: User) -> None:
    """All that a reviewer can do in a round: gather on each side, withdraw, relate, and submit."""
    for stance in EvidenceStance:
        make_evidence(review, person, stance, publisher="A colleague’s own publisher")
    assess(review, person, "false", rationale="The colleague’s rationale, unmistakable.")
    drain()


@pytest.mark.parametrize("second", ["ben", "cleo"])
def test_a_colleague_in_the_round_sees_the_same_bytes(
    round_of_two: Review, cast: dict[str, User], as_person: AsPerson, second: str
) -> None:
    """An editor inside a round is as blind as a reviewer."""
    assigned(round_of_two, cast["erin"], cast[second])
    make_evidence(round_of_two, cast[second], quote="My own quotation of 1,500")
    drain()
    browser = as_person(second)
    before = seen(browser, round_of_two)
    works(round_of_two, cast["ada"])
    after = seen(browser, round_of_two)
    for address, answer in before.items():
        assert after[address] == answer, address
    assert b"unmistakable" not in b"".join(answer[1] for answer in after.values())


@pytest.mark.parametrize("outside", ["noor", "rita"])
def test_who_could_still_take_a_part_sees_the_same_bytes(
    round_of_two: Review, cast: dict[str, User], as_person: AsPerson, outside: str
) -> None:
    """One part is free: whoever may still take it, and readers, learn nothing of the other."""
    browser = as_person(outside)
    drain()
    before = seen(browser, round_of_two)
    works(round_of_two, cast["ada"])
    assert seen(browser, round_of_two) == before


def test_a_round_on_hold_stays_blind(round_of_two: Review, cast: dict[str, User], as_person: AsPerson) -> None:
    assigned(round_of_two, cast["erin"], cast["ben"])
    works(round_of_two, cast["ada"])
    erin = as_person("erin")
    until = (timezone.now() + timedelta(days=9)).date().isoformat()
    assert (
        erin.post(f"/desk/reviews/{round_of_two.pk}/hold/", {"reason": "A court file", "until": until}).status_code
        == 302
    )
    page = as_person("ben").get(f"/desk/reviews/{round_of_two.pk}/").content.decode()
    assert "A court file" in page
    assert "unmistakable" not in page
    assert "Ada Okafor" not in page


def test_the_pages_would_tell_otherwise(round_of_two: Review, cast: dict[str, User], as_person: AsPerson) -> None:
    """The comparison can fail: an editor outside the round does see what Ada did."""
    assigned(round_of_two, cast["erin"], cast["ben"])
    browser = as_person("erin")
    before = seen(browser, round_of_two)
    works(round_of_two, cast["ada"])
    after = seen(browser, round_of_two)
    assert after != before
    assert b"unmistakable" in after[f"/desk/reviews/{round_of_two.pk}/"][1]


@pytest.mark.parametrize("person", ["ben", "cleo"])
def test_a_blind_person_is_never_shown_the_version(
    round_of_two: Review, cast: dict[str, User], as_person: AsPerson, person: str
) -> None:
    """The number rises with what others do, so no form of theirs carries it."""
    assigned(round_of_two, cast["erin"], cast[person])
    browser = as_person(person)
    for part in ("", "hold/", "close/"):
        page = browser.get(f"/desk/reviews/{round_of_two.pk}/{part}").content.decode()
        assert not re.search(r'name="expected_version" value="\d', page)
    outside = as_person("erin").get(f"/desk/reviews/{round_of_two.pk}/hold/").content.decode()
    assert re.search(r'name="expected_version" value="\d', outside)


def test_workload_of_a_colleague_does_not_fall_before_the_eyes_of_an_editor_in_the_round(
    round_of_two: Review, cast: dict[str, User], as_person: AsPerson
) -> None:
    assigned(round_of_two, cast["erin"], cast["cleo"])
    make_review(cast["erin"])  # a row to assign, so that the people are listed
    browser = as_person("cleo")
    before = re.findall(r"Ada Okafor, \d+ held", browser.get("/desk/queue/").content.decode())
    assert before
    assess(round_of_two, cast["ada"])
    assert re.findall(r"Ada Okafor, \d+ held", browser.get("/desk/queue/").content.decode()) == before


def test_once_the_round_is_in_both_see_all(round_of_two: Review, cast: dict[str, User], as_person: AsPerson) -> None:
    assigned(round_of_two, cast["erin"], cast["ben"])
    works(round_of_two, cast["ada"])
    assess(round_of_two, cast["ben"], "false")
    page = as_person("ben").get(f"/desk/reviews/{round_of_two.pk}/").content.decode()
    assert "unmistakable" in page
    assert "Ada Okafor" in page


def test_standings_of_many_are_what_access_says_of_each(cast: dict[str, User]) -> None:
    reviews = [in_state(state, cast) for state in (State.QUEUED, State.IN_REVIEW, State.SPLIT, State.PUBLISHED)]
    reviews.append(assigned(make_review(cast["erin"]), cast["erin"], cast["cleo"]))
    for person in cast.values():
        found = standings(person, reviews)
        for review in reviews:
            assert found[review.pk].sees == sees_round(person, review), (person.username, review.state)
            if not found[review.pk].sees:
                assert found[review.pk].seats == []
    mine = standings(cast["ada"], reviews)[reviews[1].pk].mine
    assert mine is not None
    assert mine.part == Part.FIRST
