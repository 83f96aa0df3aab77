"""A document with its claims: keeping, dropping, adding, correcting and sending them on."""

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
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.models import Claim, ClaimState, Document
from factcheck.core.models import Event, User
from reviews.actions.hold_review import CloseReason, close_review
from reviews.actions.open_review import open_review
from reviews.models import Review
from tests.factories import make_document
from tests.pages.drawing import Findings
from tests.pages.test_marked_text import unmarked

Person = Callable[[str], Client]
TEXT = (
    "On December 4, the council said that “the number of those killed had risen to above 1,000”.\n\n"
    "The ministry said <b>nothing</b> & more. The ministry said\nnothing 😀 on  Friday.\n"
)


@pytest.fixture
def document(cast: dict[str, User]) -> Document:
    return make_document(cast["erin"], TEXT)


def claimed(document: Document, by: User, words: str, **fields: Any) -> Claim:
    start = document.text.index(words)
    return add_claim(by=by, document_id=document.pk, start=start, end=start + len(words), **fields)


@pytest.fixture
def claim(document: Document, cast: dict[str, User]) -> Claim:
    made = claimed(document, cast["erin"], "the number of those killed had risen to above 1,000")
    return decide_claim(made.pk, ClaimState.UNDECIDED, by=cast["erin"])


def page_of(document: Document) -> str:
    return reverse("document", args=[document.pk])


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


def test_an_address_that_is_no_web_address_is_no_link(as_person: Person, cast: dict[str, User]) -> None:
    document = make_document(cast["erin"], url="javascript:alert(1)")
    assert "javascript:" not in as_person("rita").get(page_of(document)).content.decode()


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
    assert client.get(page_of(document)).context["board"].waiting == 1


# --- adding -------------------------------------------------------------------------------------------------


def add(client: Client, document: Document, **fields: object) -> Any:
    return client.post(reverse("claim_add", args=[document.pk]), fields)


def test_a_selection_becomes_a_kept_claim(as_person: Person, document: Document) -> None:
    start = TEXT.index("nothing 😀")
    end = start + len("nothing 😀 on  Friday")
    answer = add(as_person("erin"), document, start=start, end=end, quote="nothing 😀 on Friday")
    claim = Claim.objects.get()
    assert answer.headers["Location"] == f"{page_of(document)}#claim-{claim.pk}"
    assert (claim.start, claim.end, claim.state, claim.quote) == (start, end, "kept", "nothing 😀 on  Friday")


def test_offsets_that_are_not_those_of_the_words_are_not_believed(as_person: Person, document: Document) -> None:
    add(as_person("erin"), document, start=0, end=5, quote="nothing 😀")
    assert Claim.objects.get().quote == "nothing 😀"


@pytest.mark.parametrize(
    ("typed", "quote"),
    [
        ('"the number of those killed', "“the number of those killed"),
        (" nothing 😀\r\non Friday ", "nothing 😀 on  Friday"),
        ("<b>nothing</b> &", "<b>nothing</b> &"),
    ],
)
def test_words_are_found_as_people_type_them(as_person: Person, document: Document, typed: str, quote: str) -> None:
    assert add(as_person("erin"), document, quote=typed).status_code == 302
    assert Claim.objects.get().quote == quote


def test_words_that_stand_twice_ask_for_the_place(as_person: Person, document: Document) -> None:
    client = as_person("erin")
    answer = add(client, document, quote="The ministry said")
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "2 times" in html
    places = [place.start for place in answer.context["places"]]
    assert places == [found.start() for found in re.finditer("The ministry said", TEXT)]
    assert Claim.objects.count() == 0
    assert add(client, document, quote="The ministry said", at=places[1]).status_code == 302
    assert Claim.objects.get().start == places[1]


@pytest.mark.parametrize("quote", ["", "words that are not there", "\0"])
def test_words_that_are_not_there_are_kept_in_the_form(as_person: Person, document: Document, quote: str) -> None:
    answer = add(as_person("erin"), document, quote=quote)
    assert answer.status_code == 422
    assert answer.context["form"].errors["quote"]
    assert answer.context["form"]["quote"].value() == quote
    assert Claim.objects.count() == 0


def test_the_very_words_of_a_claim_are_one_already(as_person: Person, document: Document, claim: Claim) -> None:
    answer = add(as_person("erin"), document, quote=claim.quote)
    assert answer.status_code == 409
    assert "are a claim of this document already" in answer.content.decode()


# --- correcting ---------------------------------------------------------------------------------------------


def form_of(client: Client, claim: Claim) -> dict[str, Any]:
    """What a browser would send of the form as it is shown."""
    form = client.get(reverse("claim_edit", args=[claim.pk])).context["form"]
    shown = {bound.name: bound.value() for bound in form}
    return {name: value for name, value in shown.items() if value not in (None, False)}


def test_a_claim_is_corrected(as_person: Person, document: Document, claim: Claim, cast: dict[str, User]) -> None:
    topic = add_topic("Toll", by=cast["erin"])
    client = as_person("erin")
    sent = form_of(client, claim) | {
        "text": "More than 1,000 people were killed",
        "said_on": "2019-12-04",
        "topic": topic.slug,
        "name_0": "Reuters",
        "cue_0": "cited",
        "stance_0": "reports",
        "name_2": "an unnamed official",
        "unnamed_2": "on",
        "bound": "more_than",
        "value": "1,000",
        "unit": "deaths",
        "place": "Iran",
        "as_of": "2019-12",
    }
    answer = client.post(reverse("claim_edit", args=[claim.pk]), sent)
    assert answer.headers["Location"] == f"{page_of(document)}#claim-{claim.pk}"
    claim.refresh_from_db()
    links = list(claim.attributions.all())
    figure = claim.figures.get()
    assert (claim.text, claim.said_on, claim.topic) == ("More than 1,000 people were killed", "2019-12-04", topic)
    assert [(link.position, link.name, link.cue, link.stance) for link in links] == [
        (0, "Reuters", "cited", "reports"),
        (1, "an unnamed official", "", "asserts"),
    ]
    assert links[1].party is not None
    assert links[1].party.is_anonymous
    assert (figure.value, figure.bound, figure.unit, figure.place) == (1000, "more_than", "deaths", "Iran")
    assert (figure.as_of, figure.precision) == ("2019-12", "month")
    card = client.get(page_of(document)).content.decode().split(f'id="claim-{claim.pk}"')[1]
    for shown in ("Reuters", "an unnamed official", "more than", "1,000", "deaths", "Iran", "Dec 2019", "The desk:"):
        assert shown in card


def test_sending_the_form_as_it_is_changes_nothing(as_person: Person, claim: Claim, cast: dict[str, User]) -> None:
    client = as_person("erin")
    client.post(
        reverse("claim_edit", args=[claim.pk]),
        form_of(client, claim) | {"name_0": "Reuters", "cue_0": "said", "value": "1000", "unit": "deaths"},
    )
    claim.refresh_from_db()
    rows = [*claim.attributions.values_list("pk"), *claim.figures.values_list("pk")]
    before = (claim.version, Event.objects.count())
    assert client.post(reverse("claim_edit", args=[claim.pk]), form_of(client, claim)).status_code == 302
    claim.refresh_from_db()
    assert (claim.version, Event.objects.count()) == before
    assert [*claim.attributions.values_list("pk"), *claim.figures.values_list("pk")] == rows


def test_emptied_fields_take_speakers_and_figure_away(as_person: Person, claim: Claim) -> None:
    client, url = as_person("erin"), reverse("claim_edit", args=[claim.pk])
    client.post(url, form_of(client, claim) | {"name_0": "Reuters", "value": "1000", "unit": "deaths"})
    assert (claim.attributions.count(), claim.figures.count()) == (1, 1)
    client.post(url, form_of(client, claim) | {"name_0": "", "value": "", "unit": "", "bound": "exact"})
    assert (claim.attributions.count(), claim.figures.count()) == (0, 0)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": "  "}, "text"),
        ({"said_on": "2019-13"}, "said_on"),
        ({"said_on": "yesterday"}, "said_on"),
        ({"value": "many", "unit": "deaths"}, "value"),
        ({"value": "NaN", "unit": "deaths"}, "value"),
        ({"value": "1" * 31, "unit": "deaths"}, "value"),
        ({"value": "1000"}, "unit"),
        ({"unit": "deaths"}, "value"),
        ({"value": "10", "value_max": "5", "unit": "deaths", "bound": "between"}, "value_max"),
        ({"value": "10", "value_max": "50", "unit": "deaths"}, "value_max"),
        ({"value": "10", "unit": "deaths", "as_of": "2019/12/1"}, "as_of"),
        ({"topic": "no-such-topic"}, "topic"),
        ({"name_0": "x" * 301}, "name_0"),
        ({"version": ""}, "version"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(
    as_person: Person, claim: Claim, fields: dict[str, str], field: str
) -> None:
    client = as_person("erin")
    sent = form_of(client, claim) | {"name_1": "Kept speaker"} | fields
    answer = client.post(reverse("claim_edit", args=[claim.pk]), sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["name_1"].value() == "Kept speaker"
    claim.refresh_from_db()
    assert (claim.attributions.count(), claim.figures.count()) == (0, 0)


def test_who_comes_too_late_sees_what_changed_and_loses_nothing(
    as_person: Person, claim: Claim, cast: dict[str, User]
) -> None:
    client, url = as_person("erin"), reverse("claim_edit", args=[claim.pk])
    sent = form_of(client, claim) | {"text": "My words", "name_0": "Reuters"}
    edit_claim(claim.pk, by=cast["cleo"], text="Her words")
    decide_claim(claim.pk, ClaimState.KEPT, by=cast["cleo"])
    answer = client.post(url, sent)
    html = answer.content.decode()
    assert answer.status_code == 412
    assert Findings(html).wrong == []
    assert [(change.by, change.what, change.after) for change in answer.context["changes"]] == [
        ("Cleo Marchetti", "Claim", "Her words"),
        ("Cleo Marchetti", "Triage", "kept"),
    ]
    assert "My words" in html
    claim.refresh_from_db()
    assert claim.text == "Her words"
    again = re.search(r'name="version" value="(\d+)"', html)
    assert again is not None
    assert int(again[1]) == claim.version
    assert client.post(url, sent | {"version": again[1]}).status_code == 302
    claim.refresh_from_db()
    assert (claim.text, claim.state) == ("My words", "kept")
