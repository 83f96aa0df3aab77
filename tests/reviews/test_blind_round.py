"""Nobody who is or could be in a blind round learns from the API what a colleague did, or that they did.

Answers are compared byte for byte, with their headers and with how many queries they took.
"""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from claims.actions.add_claim import add_claim
from claims.actions.claim_parts import Link
from claims.models import Claim
from factcheck.core.errors import NotAllowed
from factcheck.core.models import User
from reviews.actions.add_comment import add_comment
from reviews.actions.assign_review import assign_review
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.derive_evidence import derive_evidence
from reviews.actions.expire_leases import expire_leases
from reviews.actions.open_review import open_review
from reviews.actions.release_review import release_review
from reviews.actions.reopen import reopen
from reviews.actions.save_draft import save_draft
from reviews.actions.send_back import send_back
from reviews.actions.take_next import take_next
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.models import EvidenceStance, Notice, Part, Review
from reviews.notify.dispatch import drain
from reviews.workflow import State
from tests.api.rights import BODIES
from tests.api.routes import api_calls, routes
from tests.api.test_permissions import keys_of
from tests.archived import keep_copy
from tests.factories import assess, assigned, held_until, in_state, make_document, make_evidence, make_publication
from tests.situations import NOWHERE

Api = Callable[..., APIClient]
Answer = tuple[int, dict[str, str], bytes, int]
_MADE = re.compile(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z?")
FILTERS = {
    "api_reviews": ["state=in_review", "state=queued", "assignee=me", "assignee=ada", "claim={claim}", "page_size=1"],
    "api_claims": ["state=kept", "q=the", "document={document}"],
    "api_my_notices": ["unread=true"],
    "api_verdicts": ["q=the", "status=published"],
    "api_matches": ["text=1500+people+killed", "text=the+council+announced&kind=verdict"],
}


@pytest.fixture
def review(cast: dict[str, User]) -> Review:
    """A review in which Ada holds the first part, on a desk with other things; Cleo opened it."""
    make_publication(cast)
    document = make_document(cast["erin"])
    claim = add_claim(
        by=cast["erin"], document_id=document.pk, start=0, end=40, links=[Link("the council", "announced")]
    )
    keep_copy(cast["erin"], document=document)
    review = open_review(claim.pk, by=cast["cleo"])
    return assigned(review, cast["erin"], cast["ada"])


def addresses(review: Review) -> list[str]:
    """Every address of the API that answers a GET, with filters where it takes some."""
    claim: Claim = review.claim
    assert claim.document is not None
    public = Review.objects.get(state="published")
    own = {"review": review.pk, "claim": claim.pk, "document": claim.document_id}
    keys = {
        "api_review": review.pk, "api_comments": review.pk, "api_draft": review.pk,
        "api_events": review.pk, "api_claim": claim.pk, "api_document": claim.document_id,
        "api_document_claims": claim.document_id, "api_import": claim.document.imports.get().pk,
        "api_verdict": public.pk, "api_document_snapshots": claim.document_id, "api_claim_checks": claim.pk,
        "api_claim_matches": claim.pk,
        "api_import_rows": claim.document.imports.get().pk, "api_import_errors": claim.document.imports.get().pk,
    }  # fmt: skip
    copy = claim.document.snapshots.get().key
    found = []
    for method, name in sorted(api_calls()):
        if method == "GET" and name not in ("api_schema", "api_docs"):
            # What has nothing to do with a review is asked for as something that is not there.
            named = {**NOWHERE, "pk": keys.get(name, NOWHERE["pk"]), "key": copy}
            url = reverse(name, kwargs={key: named[key] for key in keys_of(name)})
            found += [url, *(f"{url}?{words.format(**own)}" for words in FILTERS.get(name, []))]
    return [*found, reverse("api_verdict", args=[review.pk]), reverse("api_review", args=[public.pk])]


def seen(client: APIClient, review: Review) -> dict[str, Answer]:
    """What each address answers: status, headers, bytes and number of queries."""
    drain()
    found = {}
    for address in addresses(review):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        headers = {name: value for name, value in answer.headers.items() if name != "Date"}
        found[address] = (answer.status_code, headers, answer.getvalue(), len(queries))
    return found


def work_of_ada(review: Review, ada: User) -> list[Callable[[], Any]]:
    """All that a reviewer does in a round, to be done one after the other."""
    kept: list[Any] = []

    def gather(**fields: Any) -> None:
        kept.append(make_evidence(review, ada, **fields))

    return [
        lambda: gather(publisher="Reuters"),
        lambda: gather(stance=EvidenceStance.DISPUTES, publisher="Jamaran"),
        lambda: derive_evidence(review.pk, kept[0].pk, by=ada, from_party="the council", basis="It cites it."),
        lambda: derive_evidence(review.pk, kept[0].pk, by=ada, from_evidence=kept[1].pk, basis="It links to it."),
        lambda: withdraw_evidence(review.pk, kept[1].pk, by=ada),
        lambda: add_comment(review.pk, by=ada, body="It looks false to me, @ben @cleo @noor."),
        lambda: save_draft(review.pk, by=ada, rationale="It looks"),
        lambda: assess(review, ada, "half-true"),
    ]


# Who could learn something: the second reviewer, be it a reviewer or an editor; somebody who
# may still take a part; somebody who only reads.
@pytest.mark.parametrize("watcher", ["ben", "cleo", "noor", "rita"])
def test_no_answer_changes_by_what_another_reviewer_does(
    watcher: str, review: Review, cast: dict[str, User], api: Api
) -> None:
    if watcher in ("ben", "cleo"):
        assigned(review, cast["erin"], cast[watcher])
        make_evidence(review, cast[watcher], url="https://own.example/", publisher="The council")
    client = api(watcher)
    seen(client, review)
    before = seen(client, review)
    for number, work in enumerate(work_of_ada(review, cast["ada"])):
        work()
        if number in (1, 5, 7):  # evidence is there; some was withdrawn, and words said; the assessment is in
            after = seen(client, review)
            assert {url: (before[url], after[url]) for url in before if before[url] != after[url]} == {}
    assert not Notice.objects.filter(person=cast[watcher], event__by=cast["ada"]).exists()


def test_whoever_is_outside_the_round_and_may_see_it_does(review: Review, cast: dict[str, User], api: Api) -> None:
    """The comparison above would also hold of an API that shows nothing to anybody."""
    assigned(review, cast["erin"], cast["cleo"])
    make_evidence(review, cast["ada"])
    assess(review, cast["ada"])
    url = reverse("api_review", args=[review.pk])
    review.refresh_from_db()
    outside, inside = api("erin").get(url), api("cleo").get(url)
    assert [len(outside.json()[key]) for key in ("evidence", "assessments", "assignments")] == [1, 1, 2]
    assert outside.json()["version"] == review.version
    assert outside.headers["ETag"] == f'"{review.version}"'
    assert [len(inside.json()[key]) for key in ("evidence", "assessments", "assignments")] == [0, 0, 1]
    assert inside.json()["version"] is None
    assert "ETag" not in inside.headers
    kinds = [event["kind"] for event in api("erin").get(f"{url}/events").json()]
    assert kinds == [
        "review.opened", "review.assigned", "review.assigned", "evidence.added", "assessment.submitted",
    ]  # fmt: skip


def test_once_the_round_is_in_both_see_all_of_it(review: Review, cast: dict[str, User], api: Api) -> None:
    assigned(review, cast["erin"], cast["ben"])
    for person in ("ada", "ben"):
        make_evidence(review, cast[person])
        assess(review, cast[person], "half-true")
    for person in ("ada", "ben", "noor", "rita", "erin"):
        data = api(person).get(reverse("api_review", args=[review.pk])).json()
        assert [len(data[key]) for key in ("evidence", "assessments", "assignments")] == [2, 2, 2]


@pytest.mark.parametrize("watcher", ["ben", "cleo"])
def test_what_one_sends_is_answered_alike_whether_or_not_the_other_is_in(
    watcher: str, review: Review, cast: dict[str, User], api: Api
) -> None:
    assigned(review, cast["erin"], cast[watcher])
    mine = [str(make_evidence(review, cast[watcher]).pk) for _ in range(2)]
    client = api(watcher)
    # An editor who leaves the round is outside it and may see it: they cannot join it again.
    ends_it = {"api_release", "api_close"} if watcher == "cleo" else set()
    before = posted(client, review, mine, but=ends_it)
    for work in work_of_ada(review, cast["ada"]):
        work()
    after = posted(client, review, mine, but=ends_it)
    assert {call: (before[call], after[call]) for call in before if before[call] != after[call]} == {}
    assert {status for status, _, _ in before.values()} >= {200, 201, 204, 409, 412, 422}


def posted(client: APIClient, review: Review, mine: list[str], *, but: set[str]) -> dict[str, Any]:
    """What every POST about the review answers, apart from keys and times made by it; each is taken back."""
    found = {}
    kwargs = {**NOWHERE, "pk": review.pk, "evidence_id": mine[0]}
    bodies = {**BODIES, "POST api_evidence_derive": {"from_evidence": mine[1], "basis": "It cites it."}}
    below = {str(pattern.name) for route, pattern in routes() if route.startswith("api/v1/reviews/")} - but
    for name in sorted(below & {name for method, name in api_calls() if method == "POST"}):
        url = reverse(name, kwargs={key: kwargs[key] for key in keys_of(name)})
        body = bodies.get(f"POST {name}", {})
        for version, sent in (("*", body), ('"3"', {**body, "part": "first"}), ("*", {"rating": "none"})):
            with transaction.atomic():
                answer = client.post(url, sent, format="json", headers={"If-Match": version})
                transaction.set_rollback(True)
            headers = {key: value for key, value in answer.headers.items() if key != "Date"}
            made = _MADE.sub(b"", answer.content)
            found[f"{name} {version} {json.dumps(sent)}"] = (answer.status_code, headers, made)
    return found


@pytest.mark.parametrize("inside", ["ben", "cleo"])
def test_nobody_inside_is_told_the_version_by_a_refusal(
    inside: str, review: Review, cast: dict[str, User], api: Api
) -> None:
    """It counts what others do with the round; outside it is told, so that a page can be renewed."""
    assigned(review, cast["erin"], cast[inside])
    url = reverse("api_hold", args=[review.pk])
    told = [
        api(person).post(url, BODIES["POST api_hold"], format="json", headers={"If-Match": f'"{version}"'})
        for person in (inside, "erin")
        for version in (1, 2, 4, 999, 3)
    ]
    assert {answer.status_code for answer in told[:5]} == {412}
    assert len({answer.content for answer in told[:5]}) == 1
    assert [answer.status_code for answer in told[5:]] == [412, 412, 412, 412, 200]


def test_an_editor_who_could_see_work_cannot_join(review: Review, cast: dict[str, User]) -> None:
    evidence = make_evidence(review, cast["ada"])
    withdraw_evidence(review.pk, evidence.pk, by=cast["ada"])
    with pytest.raises(NotAllowed, match="Cleo Marchetti could see the work of this round"):
        assign_review(review.pk, by=cast["erin"], username="cleo")
    assert take_next(by=cast["cleo"]) is None
    assert assign_review(review.pk, by=cast["erin"], username="noor").part == Part.SECOND


def test_an_editor_who_left_the_round_cannot_come_back_to_it(review: Review, cast: dict[str, User]) -> None:
    assigned(review, cast["erin"], cast["cleo"])
    release_review(review.pk, by=cast["cleo"])
    assigned(review, cast["erin"], cast["cleo"])  # nothing was there to be seen
    make_evidence(review, cast["ada"])
    release_review(review.pk, by=cast["cleo"])
    with pytest.raises(NotAllowed, match="could see the work"):
        assign_review(review.pk, by=cast["erin"], username="cleo")


def test_a_part_that_goes_back_is_told_to_nobody_inside(review: Review, cast: dict[str, User]) -> None:
    """Cleo opened the review and would hear of it, were she not in its round."""
    assigned(review, cast["erin"], cast["cleo"])
    review.assignments.filter(user=cast["ada"]).update(lease_until="2020-01-01T00:00:00Z")
    assert expire_leases() == 1
    drain()
    told = Notice.objects.filter(event__kind="review.released").values_list("person__username", flat=True)
    assert list(told) == ["ada"]


def test_a_hold_is_told_alike_to_whoever_is_in_and_whoever_is_not(review: Review, cast: dict[str, User]) -> None:
    assigned(review, cast["erin"], cast["ben"])
    assess(review, cast["ada"])
    held_until(review, cast["erin"])
    drain()
    told = Notice.objects.filter(event__kind="review.held").values_list("person__username", flat=True)
    assert sorted(told) == ["ada", "ben"]


def test_a_round_that_was_closed_before_it_was_in_stays_blind(review: Review, cast: dict[str, User], api: Api) -> None:
    """Reopened, the same people judge again: the one who was not in must not read the other first."""
    assigned(review, cast["erin"], cast["ben"])
    make_evidence(review, cast["ada"])
    assess(review, cast["ada"], "half-true")
    close_review(review.pk, by=cast["erin"], reason=CloseReason.ABANDONED)
    url = reverse("api_review", args=[review.pk])
    closed = api("ben").get(url).json()
    assert closed["assessments"] == closed["evidence"] == []
    reopen(review.pk, by=cast["erin"], reason="The ministry answered.")
    for stage in (0, 1, 2):
        if stage:
            assigned(review, cast["erin"], cast[("ada", "ben")[stage - 1]])
        for person, own in (("ben", 0), ("ada", 1), ("erin", 1)):
            assert len(api(person).get(url).json()["assessments"]) == own, (stage, person)
            kinds = {event["kind"] for event in api(person).get(f"{url}/events").json()}
            assert ("assessment.submitted" in kinds) == bool(own), (stage, person)
    assess(review, cast["ada"])
    assess(review, cast["ben"])
    assert len(api("ben").get(url).json()["assessments"]) == 3


def test_a_round_that_was_in_can_be_read_in_the_next(cast: dict[str, User], api: Api) -> None:
    review = in_state(State.SPLIT, cast)
    send_back(review.pk, by=cast["erin"], question="Which officials?")
    assigned(review, cast["erin"], cast["ada"], cast["ben"])
    make_evidence(review, cast["ada"])
    assess(review, cast["ada"])
    data = api("ben").get(reverse("api_review", args=[review.pk])).json()
    assert [(item["round"], item["by"]) for item in data["assessments"]] == [(1, "ada"), (1, "ben")]
    assert data["evidence"] == []
    assert data["question"] == "Which officials?"
