"""Adding a claim that was missed, and correcting one."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.add_topic import add_topic
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.models import Claim, ClaimState, Document
from factcheck.core.models import Event, User
from tests.pages.drawing import Findings
from tests.pages.triaged import TEXT, page_of

Person = Callable[[str], Client]


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
