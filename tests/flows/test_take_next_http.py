"""Fifty people take from a thousand reviews at once, over HTTP, from the server that the product runs on."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import httpx
import pytest
from celery import current_app
from django.utils import timezone

from claims.models import Claim, ClaimState
from factcheck.core.capabilities import Role
from factcheck.core.models import ApiToken, Scope, User
from factcheck.core.tokens import PREFIX_LENGTH, digest
from reviews.models import Assignment, Review, Scale, Stay
from tests.conftest import ROOT, worker_environment
from tests.running.newsroom import free_port

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]
PEOPLE, REVIEWS = 50, 1000
TAKE = "/api/v1/reviews/take-next"


@pytest.fixture
def address(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """The product's web server, as it is started for people, on the test's database."""
    port = free_port()
    log = (tmp_path / "web.log").open("wb")
    web = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
            "--workers", "1", "--blocking-threads", "8", "--no-ws", "factcheck.wsgi:application",
        ],
        cwd=ROOT, env=worker_environment(), stdout=log, stderr=subprocess.STDOUT,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                if httpx.get(f"{url}/healthz").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.1)
        yield url
    finally:
        web.terminate()
        web.wait(30)
        log.close()


@pytest.fixture
def tokens(cast: dict[str, User]) -> list[str]:
    """A token for each of fifty reviewers, who may hold as much as there is."""
    people = User.objects.bulk_create(
        User(username=f"reviewer-{n}", name=f"Reviewer {n}", role=Role.REVIEWER, load_limit=2 * REVIEWS)
        for n in range(PEOPLE)
    )
    clear = {user: f"fcd_{n:08}{'x' * 30}" for n, user in enumerate(people)}
    ApiToken.objects.bulk_create(
        ApiToken(
            user=user, name="test", prefix=token[:PREFIX_LENGTH], digest=digest(token), scopes=[Scope.READ, Scope.WRITE]
        )
        for user, token in clear.items()
    )
    return list(clear.values())


def fill(by: User, needs: list[int]) -> Counter[int]:
    """Queued reviews that need so many assessments each, as `open_review` writes them, many at once.

    How many parts each has by its key.
    """
    claims = Claim.objects.bulk_create(
        Claim(text=f"{n} people were there", fingerprint=f"{n:064}", state=ClaimState.KEPT) for n in range(len(needs))
    )
    scale = Scale.objects.get(is_default=True)
    made = Review.objects.bulk_create(
        Review(
            claim=claim, scale=scale, opened_by=by, assessments_needed=needed, free_parts=needed, rank=-float(n % 7),
            due_at=timezone.now() + timedelta(days=5),
        )
        for n, (claim, needed) in enumerate(zip(claims, needs, strict=True))
    )  # fmt: skip
    Stay.objects.bulk_create(
        Stay(review=review, state=review.state, round=1, since=review.state_since) for review in made
    )
    return Counter({review.pk: review.assessments_needed for review in made})


def taken_by_all(address: str, tokens: list[str]) -> list[list[int]]:
    """What each of them got, all at the same time, until nothing was left for them."""
    start = Barrier(len(tokens))

    def take_all(token: str) -> list[int]:
        taken = []
        with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=120) as client:
            start.wait(60)
            while (answer := client.post(TAKE)).status_code == 200:
                taken.append(int(answer.json()["id"]))
        assert answer.status_code == 204, answer.text
        return taken

    with ThreadPoolExecutor(len(tokens)) as pool:
        return list(pool.map(take_all, tokens))


def test_nothing_goes_out_twice_and_nothing_is_skipped(cast: dict[str, User], address: str, tokens: list[str]) -> None:
    """Of reviews that need one assessment and of such as need two, among each other in the queue."""
    parts = fill(cast["erin"], [1, 2] * (REVIEWS // 2))
    taken = taken_by_all(address, tokens)
    assert Counter(pk for mine in taken for pk in mine) == parts
    assert all(len(set(mine)) == len(mine) for mine in taken)
    assert Assignment.objects.filter(released_at=None).count() == parts.total()
    assert set(Review.objects.values_list("state", "free_parts")) == {("in_review", 0)}


def test_a_part_whose_lease_ended_is_taken_by_somebody_else_within_a_minute(
    cast: dict[str, User],
    address: str,
    tokens: list[str],
    start_worker: Callable[[], object],
    eventually: Callable[..., None],
) -> None:
    reviews = fill(cast["erin"], [1] * 20)
    taken = taken_by_all(address, tokens[:2])
    late = taken[0][0]
    start_worker()
    schedule = current_app.conf.beat_schedule["expire-leases"]
    assert schedule["schedule"] <= 30
    Assignment.objects.filter(review=late).update(lease_until="2020-01-01T00:00:00Z")
    began = time.monotonic()
    # Beat sends it each `schedule` seconds; here it is sent at the last moment that leaves.
    current_app.send_task(schedule["task"])
    with (
        httpx.Client(base_url=address, headers={"Authorization": f"Bearer {tokens[0]}"}, timeout=60) as former,
        httpx.Client(base_url=address, headers={"Authorization": f"Bearer {tokens[1]}"}, timeout=60) as other,
    ):
        eventually(lambda: Review.objects.get(pk=late).free_parts == 1, seconds=60 - schedule["schedule"])
        assert former.post(TAKE).status_code == 204
        answer = other.post(TAKE)
    assert answer.status_code == 200
    assert answer.json()["id"] == late
    assert time.monotonic() - began + schedule["schedule"] < 60
    assert set(reviews) == set(Assignment.objects.filter(released_at=None).values_list("review", flat=True))
