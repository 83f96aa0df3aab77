"""What sort of number a figure is, and the words beside it: of what, for each of what, against what, part of what."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions._link_parts import link_parts
from claims.actions.add_claim import add_claim
from claims.actions.claim_parts import Number, number_of
from claims.actions.edit_claim import edit_claim
from claims.extraction.candidate import Candidate, FigureNature, Kind
from claims.models import Claim, Figure
from claims.queries.changes import changes_of
from factcheck.core.errors import Invalid
from factcheck.core.models import Event, User
from tests.claims.importing import imported_file
from tests.factories import make_document

pytestmark = pytest.mark.django_db
Cast = dict[str, User]
SHARE = Number(Decimal(85), "percent", nature=FigureNature.SHARE, denominator="those killed in Tehran Province")
RATE = Number(Decimal(12), "deaths", nature=FigureNature.RATE, per="100,000 people", since="2019")


@pytest.mark.parametrize("number", [SHARE, RATE])
def test_they_are_kept_as_stated(number: Number, cast: Cast) -> None:
    claim = add_claim(by=cast["erin"], text="It is so", number=number)
    assert number_of(claim.figures.get()) == replace(number, value=claim.figures.get().value)


@pytest.mark.parametrize(
    ("unit", "nature"), [("percent", "share"), ("%", "share"), ("euros", "money"), ("deaths", "count")]
)
def test_without_a_nature_it_is_the_one_of_the_unit(unit: str, nature: str, cast: Cast) -> None:
    assert add_claim(by=cast["erin"], text="It is so", number=Number(Decimal(3), unit)).figures.get().nature == nature


def test_the_rows_of_a_file_have_the_nature_of_their_unit(cast: Cast) -> None:
    imported_file(cast["erin"], b"claim,value,unit\nOne,3,percent\nTwo,4,deaths\nThree,5,dollars\n")
    natures = dict(Figure.objects.values_list("claim__text", "nature"))
    assert natures == {"One": "share", "Two": "count", "Three": "money"}


@pytest.mark.parametrize(("name", "limit"), [("denominator", 200), ("per", 100), ("since", 100)])
def test_words_that_are_too_long_are_refused(name: str, limit: int, cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        add_claim(by=cast["erin"], text="It is so", number=replace(SHARE, **{name: "x" * (limit + 1)}))
    assert [fault.pointer for fault in refused.value.faults] == [f"/figure/{name}"]


def test_a_correction_tells_them_and_leaves_the_row(cast: Cast) -> None:
    whole = add_claim(by=cast["erin"], text="1,500 died", number=Number(Decimal(1500), "deaths")).figures.get()
    claim = add_claim(by=cast["erin"], text="400 died", number=Number(Decimal(400), "deaths"))
    part = claim.figures.get()
    Figure.objects.filter(pk=part.pk).update(part_of=whole)
    edit_claim(claim.pk, by=cast["erin"], number=replace(RATE, value=Decimal(400)))
    edit_claim(whole.claim_id, by=cast["erin"], number=Number(Decimal(1600), "deaths"))
    part.refresh_from_db()
    assert (part.nature, part.per, part.since, part.part_of_id) == ("rate", "100,000 people", "2019", whole.pk)
    change = changes_of(Event.objects.filter(claim_id=claim.pk, kind="claim.edited").get())[0]
    assert (change.before, change.after) == ("400 deaths", "400 deaths per 100,000 people against 2019, a rate")


def test_they_go_through_the_api(api: Any, cast: Cast) -> None:
    client = api("erin")
    sent = {"value": 85, "unit": "percent", "denominator": "those killed in Tehran Province"}
    answer = client.post(reverse("api_claims"), {"text": "It is so", "figure": sent}, format="json")
    assert answer.status_code == 201
    figure = answer.json()["figure"]
    assert (figure["nature"], figure["denominator"]) == ("share", "those killed in Tehran Province")
    url = reverse("api_claim", args=[answer.json()["id"]])
    answer = client.patch(
        url, {"figure": {**sent, "nature": "change", "since": "2019"}}, format="json", headers={"If-Match": '"1"'}
    )
    assert (answer.json()["figure"]["nature"], answer.json()["figure"]["since"]) == ("change", "2019")
    refused = client.patch(url, {"figure": {**sent, "nature": "guess"}}, format="json", headers={"If-Match": '"2"'})
    assert [fault["pointer"] for fault in refused.json()["errors"]] == ["/figure/nature"]


def test_they_go_through_the_form(as_person: Any, cast: Cast) -> None:
    claim = add_claim(by=cast["erin"], text="It is so", number=SHARE)
    client: Client = as_person("erin")
    url = reverse("claim_edit", args=[claim.pk])
    form = client.get(url).context["form"]
    sent = {bound.name: bound.value() for bound in form if bound.value() not in (None, False)}
    assert sent["denominator"] == SHARE.denominator
    client.post(url, sent)
    assert not Event.objects.filter(claim_id=claim.pk, kind="claim.edited").exists()
    client.post(url, sent | {"nature": "change", "since": " the year  before"})
    figure = claim.figures.get()
    assert (figure.nature, figure.denominator, figure.since) == ("change", SHARE.denominator, "the year before")


TEXT = "At least 40 died, 30 of them in Goma and 10 in Beni."


def candidate(words: str, part_of: int | None = None) -> Candidate:
    start = TEXT.index(words)
    return Candidate(start, start + len(words), words, (), None, None, None, Kind.NUMERIC, 0.5, (), part_of)


CANDIDATES = [candidate("At least 40 died"), candidate("30 of them in Goma", 0), candidate("10 in Beni", 0)]


@pytest.fixture
def spanned(cast: Cast) -> list[Claim]:
    document = make_document(cast["erin"], TEXT, language="en")
    return [
        add_claim(
            by=cast["erin"],
            document_id=document.pk,
            start=each.start,
            end=each.end,
            number=Number(Decimal(1), "deaths"),
        )
        for each in CANDIDATES
    ]


@pytest.mark.parametrize("batches", [[(0, 3)], [(0, 1), (1, 2), (2, 3)], [(0, 2), (2, 3), (2, 3)]])
def test_parts_are_tied_to_their_total(batches: list[tuple[int, int]], spanned: list[Claim]) -> None:
    total, first, second = (claim.figures.get() for claim in spanned)
    assert spanned[0].document is not None
    for begin, stop in batches:
        link_parts(spanned[0].document, CANDIDATES, begin, stop)
    assert [Figure.objects.get(pk=each.pk).part_of_id for each in (total, first, second)] == [None, total.pk, total.pk]


def test_what_a_person_changed_is_not_tied(spanned: list[Claim], cast: Cast) -> None:
    assert spanned[0].document is not None
    edit_claim(spanned[1].pk, by=cast["erin"], text="30 in Goma")
    link_parts(spanned[0].document, CANDIDATES, 0, 3)
    assert [claim.figures.get().part_of_id is not None for claim in spanned] == [False, False, True]
