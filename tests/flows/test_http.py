"""From an article to a verdict that a client pulls: over HTTP alone, with tokens and a real worker."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from factcheck.core.models import Scope, User
from factcheck.core.tokens import make_token
from tests.broker import send, wipe_redis
from tests.shared import sample

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

Caller = Callable[[str], httpx.Client]


@pytest.fixture
def caller(live_server: Any, cast: dict[str, User]) -> Caller:
    """An HTTP client with somebody's token."""

    def make(username: str) -> httpx.Client:
        headers = {}
        if username:
            _, clear = make_token(cast[username], by=cast[username], name="flow", scopes=list(Scope))
            headers["Authorization"] = f"Bearer {clear}"
        return httpx.Client(base_url=f"{live_server.url}/api/v1/", headers=headers, timeout=20)

    return make


def ok(response: httpx.Response, status: int = 200) -> Any:
    assert response.status_code == status, response.text
    return response.json() if response.content else None


def test_from_an_article_to_a_pulled_verdict(
    caller: Caller, start_worker: Callable[[], Any], eventually: Callable[..., None]
) -> None:
    text = sample("2020-01-november-2019-toll.txt")
    start_worker()
    erin, ada, ben, cleo, client = caller("erin"), caller("ada"), caller("ben"), caller("cleo"), caller("")

    # 1. The article is stored, hashed and answered 202; a worker takes it apart.
    posted = erin.post("documents", json={"title": "Deadlock", "text": text, "published_at": "2020-01-02"})
    work = ok(posted, 202)
    where = posted.headers["Location"]
    eventually(lambda: ok(erin.get(where))["state"] == "done")
    work = ok(erin.get(where))
    assert work["added"] >= 20
    assert work["read"] == work["total"]

    # 2. The editor sees what was found, exactly where it stands, and keeps a claim with a figure.
    document = ok(erin.get(f"documents/{work['document']}"))
    assert document["text"] == text
    claims = everything(erin, document["claims"])
    assert len(claims) == work["added"]
    assert all(text[claim["start"] : claim["end"]] == claim["quote"] for claim in claims)
    chosen = next(claim for claim in claims if claim["figure"] and claim["figure"]["value"] == 1500)
    ok(erin.post(f"claims/{chosen['id']}/keep"))
    dropped = next(claim for claim in claims if claim["id"] != chosen["id"])
    assert ok(erin.post(f"claims/{dropped['id']}/drop"))["state"] == "dropped"
    review = ok(erin.post("reviews", json={"claim": chosen["id"], "priority": 1}), 201)
    here = f"reviews/{review['id']}"

    # 3. One part is assigned, the other is taken.
    ok(erin.post(f"{here}/assign", json={"user": "ada"}))
    assert ok(ben.post("reviews/take-next"))["id"] == review["id"]
    assert ben.post("reviews/take-next").status_code == 204

    # 4. Each gathers evidence and rates, blind to the other.
    for person, rating in ((ada, "unproven"), (ben, "half-true")):
        for number, stance in enumerate(("corroborates", "corroborates", "disputes")):
            sent = {
                "stance": stance,
                "url": f"https://news.example/{number}",
                "quote": "1,500",
                "publisher": f"P{number}",
            }
            ok(person.post(f"{here}/evidence", json=sent), 201)
        finding = {
            "rating": rating,
            "attribution": "confirmed",
            "rationale": "The figure rests on **unnamed** officials.",
            "as_of": "2020-01-01",
        }
        if rating != "unproven":
            refused = ok(person.post(f"{here}/assessments", json=finding), 422)
            assert "This rating needs 2 independent origins with a kept copy" in str(refused["errors"])
            finding["override_reason"] = "None of the papers keeps its pages; no copy could be kept."
        ok(person.post(f"{here}/assessments", json=finding), 201)
        if person is ada:
            seen = ok(ben.get(here))
            assert seen["evidence"] == seen["assessments"] == []
            assert seen["state"] == "in_review"

    # 5. They differ: somebody else decides.
    assert ok(ada.get(here))["state"] == "split"
    assert ada.post(f"{here}/adjudicate", json=decision("unproven")).status_code == 403
    assert ok(cleo.post(f"{here}/adjudicate", json=decision("unproven")))["state"] == "decided"

    # 6. The editor publishes. 7. A client without a token pulls it.
    published = ok(erin.post(f"{here}/publish", json={}))
    listed = ok(client.get("verdicts"))["results"]
    assert [verdict["id"] for verdict in listed] == [review["id"]]
    verdict = ok(client.get(f"verdicts/{review['id']}"))
    assert verdict["rating"]["label"] == "Unproven"
    assert verdict["claim"]["figure"]["value"] == 1500
    assert verdict["origins"]["corroborating"] == 2
    assert "<strong>unnamed</strong>" in verdict["rationale_html"]
    page = client.get(published["public_url"], headers={"Accept": "application/ld+json"})
    assert page.json()["@type"] == "ClaimReview"
    assert page.json()["reviewRating"]["alternateName"] == "Unproven"

    # 8. Each step has its event, and the people concerned a notice, which a wiped Redis does not take.
    kinds = [event["kind"] for event in ok(erin.get(f"{here}/events"))]
    assert kinds[0] == "review.opened"
    assert kinds[-1] == "verdict.published"
    eventually(lambda: any(n["kind"] == "verdict.published" for n in ok(ada.get("me/notices"))["results"]))
    wipe_redis()
    assert any(notice["kind"] == "review.assigned" for notice in ok(ada.get("me/notices"))["results"])


def test_a_notice_whose_message_was_lost_is_told_by_the_sweeper(
    caller: Caller, start_worker: Callable[[], Any], eventually: Callable[..., None]
) -> None:
    erin, ada = caller("erin"), caller("ada")
    claim = ok(erin.post("claims", json={"text": "At least 200 people were killed."}), 201)
    review = ok(erin.post("reviews", json={"claim": claim["id"]}), 201)
    ok(erin.post(f"reviews/{review['id']}/assign", json={"user": "ada"}))
    wipe_redis()  # with every message in it, before any worker lived
    start_worker()
    assert ok(ada.get("me/notices"))["results"] == []
    send("reviews.sweep_outbox")
    eventually(lambda: [n["kind"] for n in ok(ada.get("me/notices"))["results"]] == ["review.assigned"])


def decision(rating: str) -> dict[str, str]:
    return {
        "rating": rating,
        "attribution": "confirmed",
        "as_of": "2020-01-01",
        "reason": "Whether the sources are separate is asserted and denied, but not shown.",
    }


def everything(client: httpx.Client, url: str) -> list[dict[str, Any]]:
    rows, following = [], url
    while following:
        page = ok(client.get(following))
        rows += page["results"]
        following = page["next"]
    return rows
