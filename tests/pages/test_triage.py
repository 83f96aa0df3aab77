"""A document with its claims: reading, keeping, dropping and sending them on."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.actions.add_claim import add_claim
from claims.actions.add_topic import add_topic
from claims.actions.edit_claim import edit_claim
from claims.models import Claim, Document
from factcheck.core.errors import Invalid
from factcheck.core.models import Event, User
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.open_review import open_review
from reviews.models import Review
from tests.factories import make_document
from tests.pages.drawing import Findings
from tests.pages.test_marked_text import unmarked
from tests.pages.triaged import TEXT, claimed, page_of

Person = Callable[[str], Client]


def press(client: Client, claim: Claim, what: str, *, htmx: bool = False, **fields: object) -> Any:
    claim.refresh_from_db()
    sent = {"version": claim.version, **fields}
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(reverse(f"claim_{what}", args=[claim.pk]), sent, headers=headers)


# --- reading ------------------------------------------------------------------------------------------------


def test_the_text_is_whole_whatever_is_marked(as_person: Person, document: Document, cast: dict[str, User]) -> None:
    for words in ("The ministry said <b>nothing</b>", "said <b>nothing</b> & more", "nothing 😀 on  Friday", "nothing"):
        claimed(document, cast["erin"], words)
    html = as_person("rita").get(page_of(document)).content.decode()
    assert Findings(html).wrong == []
    assert len(Findings(html).ids) == len(set(Findings(html).ids))
    article = html.split("<article")[1].split("</article>")[0]
    assert [text for _, text in unmarked(article)] == [line for line in TEXT.split("\n") if line]
    assert "<b>nothing" not in article
    assert set(re.findall(r"<sup data-aside>(\d)</sup>", article)) == {"1", "2", "3", "4"}


def test_a_persian_document_runs_from_right_to_left(as_person: Person, cast: dict[str, User]) -> None:
    document = make_document(cast["erin"], "وزارت کشور گفت ۲۳۰ نفر کشته‌اند.", language="fa")
    html = as_person("rita").get(page_of(document)).content.decode()
    assert '<article class="read" lang="fa" dir="rtl">' in html
    assert "Persian" in html
    assert "کشته‌اند" in html


def test_an_address_that_is_no_web_address_is_refused(cast: dict[str, User]) -> None:
    with pytest.raises(Invalid, match="is no address"):
        make_document(cast["erin"], url="javascript:alert(1)")


@pytest.mark.parametrize("username", ["ada", "rita"])
def test_who_may_not_decide_sees_no_controls(
    as_person: Person, document: Document, claim: Claim, username: str
) -> None:
    html = as_person(username).get(page_of(document)).content.decode()
    assert "the number of those killed" in html
    main = html.split("<main")[1].split("</main>")[0]
    assert "<form" not in main
    assert reverse("claim_edit", args=[claim.pk]) not in html


@pytest.mark.parametrize("username", ["ada", "rita"])
@pytest.mark.parametrize("name", ["claim_keep", "claim_drop", "claim_undecide", "claim_edit"])
def test_who_may_not_decide_is_refused(as_person: Person, claim: Claim, username: str, name: str) -> None:
    before = Event.objects.count()
    sent = {"version": claim.version, "text": "Other words"}
    assert as_person(username).post(reverse(name, args=[claim.pk]), sent).status_code == 403
    claim.refresh_from_db()
    assert (claim.state, Event.objects.count()) == ("undecided", before)


@pytest.mark.parametrize("username", ["ada", "rita"])
def test_who_may_not_decide_neither_adds_nor_sends(as_person: Person, document: Document, username: str) -> None:
    before = Event.objects.count()
    client = as_person(username)
    assert client.post(reverse("claim_add", args=[document.pk]), {"quote": "The ministry said"}).status_code == 403
    assert client.post(reverse("send_kept", args=[document.pk])).status_code == 403
    assert (Claim.objects.count(), Event.objects.count()) == (0, before)


@pytest.mark.parametrize("show", ["undecided", "kept", "dropped", "", "nonsense"])
def test_the_filter_shows_those_there_and_marks_all(
    as_person: Person, document: Document, claim: Claim, cast: dict[str, User], show: str
) -> None:
    claimed(document, cast["erin"], "nothing 😀 on")
    answer = as_person("rita").get(page_of(document), {"show": show})
    shown = [card.claim.state for card in answer.context["board"].cards]
    assert shown == {"undecided": ["undecided"], "kept": ["kept"], "dropped": []}.get(show, ["undecided", "kept"])
    assert answer.content.decode().split("</article>")[0].count("<sup data-aside>") == 2
    assert [card.number for card in answer.context["board"].cards] == {"kept": [2]}.get(show, [1, 2][: len(shown)])


def test_a_claim_in_a_restricted_topic_does_not_exist_for_others(
    as_person: Person, document: Document, claim: Claim, cast: dict[str, User]
) -> None:
    topic = add_topic("Secret", by=cast["cleo"], is_restricted=True)
    edit_claim(claimed(document, cast["cleo"], "nothing 😀 on").pk, by=cast["cleo"], topic=topic.slug)
    assert len(as_person("cleo").get(page_of(document)).context["board"].marks) == 2
    answer = as_person("erin").get(page_of(document))
    assert len(answer.context["board"].marks) == len(answer.context["board"].cards) == 1
    assert answer.context["board"].waiting == 0


def test_queries_do_not_grow_with_claims(
    as_person: Person, document: Document, claim: Claim, cast: dict[str, User]
) -> None:
    client = as_person("erin")
    press(client, claim, "keep")
    open_review(claim.pk, by=cast["erin"])
    with CaptureQueriesContext(connection) as one:
        client.get(page_of(document))
    for start in range(10):
        made = add_claim(by=cast["erin"], document_id=document.pk, start=start, end=start + 5)
        if start % 2:
            open_review(made.pk, by=cast["erin"])
    with CaptureQueriesContext(connection) as many:
        client.get(page_of(document))
    assert len(many) == len(one), "\n".join(query["sql"] for query in many)


# --- deciding -----------------------------------------------------------------------------------------------


def test_keep_drop_and_undo_without_script(as_person: Person, document: Document, claim: Claim) -> None:
    client = as_person("erin")
    for what, state in [("keep", "kept"), ("undecide", "undecided"), ("drop", "dropped"), ("undecide", "undecided")]:
        answer = press(client, claim, what, show="undecided")
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{page_of(document)}?show=undecided#claim-{claim.pk}"
        claim.refresh_from_db()
        assert claim.state == state
    kinds = list(Event.objects.filter(claim_id=claim.pk).order_by("id").values_list("kind", flat=True))
    assert kinds[-4:] == ["claim.kept", "claim.undecided", "claim.dropped", "claim.undecided"]


def test_htmx_is_answered_with_the_card_and_what_counts_it(as_person: Person, document: Document, claim: Claim) -> None:
    html = press(as_person("erin"), claim, "keep", htmx=True).content.decode()
    assert "<html" not in html
    assert Findings(html).wrong == []
    assert f'<li class="cl keep" id="claim-{claim.pk}"' in html
    assert "Send 1 kept claim to queue" in html
    assert "kept 1" in html
    assert "Claim 1 kept." in html
    assert html.count("data-text-start") == 2  # one paragraph, named by itself and by where it goes
    assert 'class="hl keep"' in html


def test_a_page_that_is_out_of_date_decides_nothing(as_person: Person, claim: Claim, cast: dict[str, User]) -> None:
    old = claim.version
    edit_claim(claim.pk, by=cast["cleo"], text="Other words")
    answer = press(as_person("erin"), claim, "keep", version=old)
    assert answer.status_code == 412
    assert "was changed meanwhile" in answer.content.decode()
    claim.refresh_from_db()
    assert claim.state == "undecided"


def test_a_button_pressed_twice_is_pressed_once(as_person: Person, claim: Claim) -> None:
    client, old = as_person("erin"), claim.version
    for _ in range(2):
        assert press(client, claim, "keep", version=old).status_code == 302
    assert Event.objects.filter(claim_id=claim.pk, kind="claim.kept").count() == 1


def test_a_claim_under_review_stays_kept(
    as_person: Person, document: Document, claim: Claim, cast: dict[str, User]
) -> None:
    client = as_person("erin")
    press(client, claim, "keep")
    review = open_review(claim.pk, by=cast["erin"])
    for what in ("drop", "undecide"):
        answer = press(client, claim, what)
        assert answer.status_code == 409
        assert f"R-{review.pk}" in answer.content.decode()
    claim.refresh_from_db()
    assert claim.state == "kept"
    html = client.get(page_of(document)).content.decode()
    assert reverse("review", args=[review.pk]) in html
    assert 'data-s="queued"' in html
    assert reverse("claim_drop", args=[claim.pk]) not in html


def test_signing_in_again_leads_back_to_the_claim(as_person: Person, document: Document, claim: Claim) -> None:
    answer = as_person("erin").get(reverse("claim_keep", args=[claim.pk]))
    assert answer.headers["Location"] == f"{page_of(document)}#claim-{claim.pk}"
    claim.refresh_from_db()
    assert claim.state == "undecided"


# --- sending ------------------------------------------------------------------------------------------------


def test_kept_claims_are_sent_once(as_person: Person, document: Document, claim: Claim, cast: dict[str, User]) -> None:
    claimed(document, cast["erin"], "nothing 😀 on")
    client = as_person("erin")
    press(client, claim, "keep")
    assert "Send 2 kept claims to queue" in client.get(page_of(document)).content.decode()
    answer = client.post(reverse("send_kept", args=[document.pk]), follow=True)
    assert answer.redirect_chain == [(page_of(document), 302)]
    html = answer.content.decode()
    assert "2 kept claims sent to the queue." in html
    assert "Every kept claim is in the queue" in html
    assert Review.objects.filter(state="queued").count() == 2
    again = client.post(reverse("send_kept", args=[document.pk]), follow=True).content.decode()
    assert "Nothing was sent." in again
    assert Review.objects.count() == 2


def test_the_button_counts_what_would_be_sent(
    as_person: Person, document: Document, claim: Claim, cast: dict[str, User]
) -> None:
    client = as_person("erin")
    press(client, claim, "keep")
    review = open_review(claim.pk, by=cast["erin"])
    assert client.get(page_of(document)).context["board"].waiting == 0
    close_review(review.pk, by=cast["erin"], reason=CloseReason.NOT_CHECKABLE)
    # Closed once, it is not sent again with the rest: that takes a decision of its own.
    assert client.get(page_of(document)).context["board"].waiting == 0
