"""The list of claims: what it shows to whom, and deciding from it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.add_topic import add_topic
from claims.actions.edit_claim import edit_claim
from claims.models import Claim, Import
from factcheck.core.models import Event, User
from reviews.actions.open_review import open_review
from reviews.models import Review
from tests.claims.importing import imported_file
from tests.factories import make_claim, make_document
from tests.pages.drawing import Findings

Person = Callable[[str], Client]
FILE = (
    "claim,claimant,claim date,as of,place,url,external id,tags,language,priority,due,reach,value,unit\n"
    "The toll had risen to 1000,Reuters > an official,2019-12-04,2019-12,Iran,https://news.example/a,X-1,toll; iran,"
    "en,1,2020-01-02,40000,1000,deaths\n"
    "وزیر كشور گفت ۲۳۰ نفر كشته شده‌اند,وزیر,,,شیراز,,X-2,,fa,,,,,\n"
    "THE TOLL had risen to 1000!,Alef,,,,,X-3,,en,,,,,\n"
)
LIST = "/desk/claims/"


@pytest.fixture
def work(cast: dict[str, User]) -> Import:
    return imported_file(cast["erin"], FILE, "partner.csv")


def shown(answer: Any) -> list[int]:
    return [card.claim.pk for card in answer.context["found"].cards]


def test_all_that_is_known_of_a_claim_is_shown(as_person: Person, work: Import) -> None:
    persian, first = work.claims.order_by("-id")
    html = as_person("erin").get(LIST).content.decode()
    assert Findings(html).wrong == []
    card = html.split(f'id="claim-{first.pk}"')[1].split("</li>\n")[0]
    for words in (
        "The toll had risen to 1000", "Reuters", "an official", "1,000", "Dec 2019", "4 Dec 2019", "Iran", "English",
        "toll", "iran", "https://news.example/a", "Priority", "2 Jan 2020", "reach 40,000", "Row 1 of",
        "partner.csv", "X-1",
        reverse("import_progress", args=[work.pk]), "Also said in 1 row", "Alef",
    ):  # fmt: skip
        assert words in card, words
    card = html.split(f'id="claim-{persian.pk}"')[1].split('id="claim-')[0]
    for words in ('lang="fa"', "كشته شده‌اند", "شیراز", "Persian", "Row 2 of"):
        assert words in card, words


def test_who_decides_sees_first_what_is_to_decide(as_person: Person, work: Import, cast: dict[str, User]) -> None:
    kept = make_claim(cast["erin"])
    imported = [claim.pk for claim in work.claims.order_by("-id")]
    assert shown(as_person("erin").get(LIST)) == imported
    assert shown(as_person("erin").get(LIST, {"state": "all"})) == [kept.pk, *imported]
    assert shown(as_person("rita").get(LIST)) == [kept.pk, *imported]
    assert shown(as_person("erin").get(LIST, {"import": work.pk})) == imported
    assert shown(as_person("erin").get(LIST, {"claim": kept.pk})) == [kept.pk]
    assert shown(as_person("erin").get(LIST, {"q": "toll", "tag": "iran", "language": "en"})) == imported[1:]


@pytest.mark.parametrize("name", ["import", "claim", "language", "topic", "external_id", "tag"])
@pytest.mark.parametrize("value", ["\0", "x" * 500, "-1", "9" * 30, "’"])
def test_what_cannot_be_read_finds_nothing(as_person: Person, work: Import, name: str, value: str) -> None:
    answer = as_person("erin").get(LIST, {name: value})
    assert answer.status_code in (200, 422)
    assert shown(answer) == []
    for cursor in ("before", "after"):
        assert as_person("erin").get(LIST, {cursor: value}).status_code == 200


def test_what_is_restricted_to_others_shows_nowhere(as_person: Person, work: Import, cast: dict[str, User]) -> None:
    secret = add_topic("Secret", by=cast["cleo"], is_restricted=True)
    first = work.claims.earliest("id")
    edit_claim(first.pk, by=cast["cleo"], topic=secret.slug)
    for asked in ({}, {"state": "all"}, {"import": work.pk}, {"q": "toll"}, {"claim": first.pk}, {"topic": "secret"}):
        html = as_person("erin").get(LIST, asked).content.decode()
        assert "The toll had risen" not in html
        assert f"claim-{first.pk}" not in html
        assert "Secret" not in html
    assert "The toll had risen" in as_person("cleo").get(LIST).content.decode()
    for what in ("keep", "drop"):
        answer = as_person("erin").post(reverse("claims_triage"), {"claim": first.pk, "do": what}, follow=True)
        assert f"There is no claim {first.pk}." in answer.content.decode()
    first.refresh_from_db()
    assert first.state == "undecided"


def test_an_import_of_others_is_not_named(as_person: Person, cast: dict[str, User]) -> None:
    """Nor is what repeats a claim in it."""
    known = make_claim(cast["erin"], "The toll had risen to 1000")
    secret = add_topic("Secret", by=cast["cleo"], is_restricted=True)
    work = imported_file(cast["cleo"], FILE, "partner.csv", topic=secret.slug)
    assert work.duplicates == 2
    for name, sees in (("cleo", True), ("erin", False), ("rita", False)):
        html = as_person(name).get(LIST, {"claim": known.pk}).content.decode()
        assert ("partner.csv" in html, "Also said in 2 rows" in html) == (sees, sees)


def test_who_may_not_decide_sees_no_controls(as_person: Person, work: Import) -> None:
    main = as_person("rita").get(LIST).content.decode().split("<main")[1].split("</main>")[0]
    assert 'method="post"' not in main
    assert "checkbox" not in main
    assert "/edit/" not in main


# --- deciding -----------------------------------------------------------------------------------------------


def test_one_is_decided_on_and_the_list_comes_back(as_person: Person, work: Import) -> None:
    client, claim = as_person("erin"), work.claims.earliest("id")
    back = f"{LIST}?import={work.pk}&state=undecided"
    answer = client.post(reverse("claim_keep", args=[claim.pk]), {"version": 1, "back": back})
    assert answer.headers["Location"] == f"{back}#claim-{claim.pk}"
    card = client.post(
        reverse("claim_undecide", args=[claim.pk]), {"version": 2, "back": back}, headers={"HX-Request": "true"}
    ).content.decode()
    assert card.lstrip().startswith(f'<li class="cl new" id="claim-{claim.pk}"')
    assert f"Claim {claim.pk} to decide again." in card
    assert "<html" not in card


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example/desk/claims/?", "/desk/claims/../x", "/", ""]
)
def test_nobody_is_led_elsewhere(as_person: Person, work: Import, back: str) -> None:
    client, claim = as_person("erin"), work.claims.earliest("id")
    answer = client.post(reverse("claim_keep", args=[claim.pk]), {"back": back})
    assert answer.headers["Location"] == f"{LIST}?claim={claim.pk}#claim-{claim.pk}"
    answer = client.post(reverse("claims_triage"), {"claim": claim.pk, "do": "keep", "back": back})
    assert answer.headers["Location"] == LIST


def test_several_are_decided_on_and_sent(as_person: Person, work: Import) -> None:
    client, url = as_person("erin"), reverse("claims_triage")
    ids = list(work.claims.values_list("pk", flat=True))
    html = client.post(url, {"all": "yes", "shown": ids, "do": "keep"}, follow=True).content.decode()
    assert "2 claims kept." in html
    html = client.post(url, {"claim": ids[:1], "do": "send"}, follow=True).content.decode()
    assert "1 claim sent to the queue." in html
    review = Review.objects.get()
    assert review.priority == 1
    html = client.post(url, {"claim": ids, "do": "drop"}, follow=True).content.decode()
    assert "1 claim dropped." in html
    assert f"Claim {ids[0]} was left as it was. Claim {ids[0]} is under review as {review}." in html
    assert list(Claim.objects.order_by("pk").values_list("state", flat=True)) == ["kept", "dropped"]


@pytest.mark.parametrize("sent", [{}, {"do": "keep"}, {"claim": "x", "do": "keep"}, {"claim": "1", "do": "burn"}])
def test_nothing_is_done_with_nothing(as_person: Person, work: Import, sent: dict[str, str]) -> None:
    before = Event.objects.count()
    answer = as_person("erin").post(reverse("claims_triage"), sent, follow=True)
    assert "Nothing was done." in answer.content.decode()
    assert Event.objects.count() == before


def test_after_editing_the_list_comes_back(as_person: Person, work: Import) -> None:
    client, claim = as_person("erin"), work.claims.latest("id")
    back = f"{LIST}?import={work.pk}"
    url = reverse("claim_edit", args=[claim.pk])
    form = client.get(url, {"back": back}).context["form"]
    sent = {bound.name: bound.value() for bound in form if bound.value() not in (None, False)}
    assert sent["place"] == "شیراز"
    sent |= {
        "tags": "a, b ,a",
        "priority": "3",
        "due_on": "2030-02-03",
        "reach": "1,200,000",
        "url": "https://news.example/b",
        "back": back,
    }
    answer = client.post(url, sent)
    assert answer.headers["Location"] == f"{back}#claim-{claim.pk}"
    claim.refresh_from_db()
    assert (claim.tags, claim.priority, str(claim.due_on), claim.place, claim.url, claim.reach) == (
        ["a", "b"], 3, "2030-02-03", "شیراز", "https://news.example/b", 1_200_000,
    )  # fmt: skip
    answer = client.post(url, sent | {"version": claim.version, "url": "nowhere", "tags": "x" * 61})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) <= {"url", "tags", "__all__"}
    for wrong in ("-1", "1.5", "many", str(10**15 + 1)):
        answer = client.post(url, sent | {"version": claim.version, "reach": wrong})
        assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"reach"})


def test_a_claim_of_a_document_is_led_to(as_person: Person, cast: dict[str, User]) -> None:
    document = make_document(cast["erin"], title="Bulletin one")
    claim = make_claim(cast["erin"], document_id=document.pk, start=0, end=40)
    open_review(claim.pk, by=cast["erin"])
    html = as_person("erin").get(LIST, {"state": "all"}).content.decode()
    assert f'href="{reverse("document", args=[document.pk])}#claim-{claim.pk}"' in html
    assert "Bulletin one" in html
    assert 'data-s="queued"' in html
