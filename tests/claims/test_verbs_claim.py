"""People add what was missed, correct what was found, and decide what is checked."""

from decimal import Decimal
from typing import Any

import pytest

from claims.actions.add_claim import add_claim
from claims.actions.add_topic import add_topic
from claims.actions.claim_parts import Link, Number
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.extraction.candidate import Bound, Stance
from claims.models import Claim, ClaimState, Document, Party
from factcheck.core.errors import Conflict, Invalid, NotFound, Stale, WrongState
from factcheck.core.models import Event, User
from reviews.actions.triage_claim import triage_claim
from reviews.workflow import State
from tests.factories import in_state, make_claim, make_document

TEXT = "😀 The ministry said that 230 people had died.\n"


@pytest.fixture
def document(cast: dict[str, User]) -> Document:
    return make_document(cast["erin"], TEXT, language="en")


def test_a_span_is_counted_in_code_points_and_trimmed(document: Document, cast: dict[str, User]) -> None:
    claim = add_claim(by=cast["erin"], document_id=document.pk, start=1, end=len(TEXT))
    assert (claim.start, claim.end) == (2, len(TEXT) - 1)
    assert claim.quote == claim.text == TEXT[2:-1]
    assert (claim.prefix, claim.suffix) == ("😀 ", "\n")
    assert (claim.state, claim.extractor, claim.added_by) == ("kept", "", cast["erin"])
    with pytest.raises(Conflict, match="These very words are a claim of this document already"):
        add_claim(by=cast["erin"], document_id=document.pk, start=2, end=len(TEXT) - 1)


@pytest.mark.parametrize(("start", "end"), [(0, 999), (-1, 5), (5, 5), (9, 3), (None, 5), (5, None), (1, 2)])
def test_a_span_that_is_none_is_refused(
    start: int | None, end: int | None, document: Document, cast: dict[str, User]
) -> None:
    before = Event.objects.count()
    with pytest.raises(Invalid) as refused:
        add_claim(by=cast["erin"], document_id=document.pk, start=start, end=end)
    assert refused.value.faults[0].pointer == "/start"
    assert (Claim.objects.count(), Event.objects.count()) == (0, before)


def test_a_claim_stands_free_by_its_words(cast: dict[str, User]) -> None:
    claim = add_claim(
        by=cast["erin"], text=" 230 had died. ", said_on="2019-12",
        links=[Link("Reuters", "cited"), Link("an official", "confirmed", is_anonymous=True)],
        number=Number(Decimal(230), "deaths", Bound.AT_LEAST, as_of="2019-12-15"),
    )  # fmt: skip
    assert (claim.text, claim.quote, claim.document, claim.said_on) == ("230 had died.", "", None, "2019-12")
    links = claim.attributions.all()
    assert [(link.position, link.name, link.cue, link.stance) for link in links] == [
        (0, "Reuters", "cited", "asserts"), (1, "an official", "confirmed", "asserts"),
    ]  # fmt: skip
    assert Party.objects.get(name="an official").is_anonymous
    figure = claim.figures.get()
    assert (figure.value, figure.bound, figure.precision) == (Decimal(230), "at_least", "day")
    other = add_claim(by=cast["erin"], text="400 had died.", links=[Link(" reuters ")])
    assert other.attributions.get().party == links[0].party


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"text": " "}, "/text"),
        ({"text": "a\0b"}, "/text"),
        ({"said_on": "2019-13"}, "/said_on"),
        ({"number": Number(Decimal(1), " ")}, "/figure/unit"),
        ({"number": Number(Decimal(1), "deaths", Bound.BETWEEN)}, "/figure/value_max"),
        ({"number": Number(Decimal(1), "deaths", Bound.EXACT, Decimal(2))}, "/figure/value_max"),
        ({"number": Number(Decimal(2), "deaths", Bound.BETWEEN, Decimal(2))}, "/figure/value_max"),
        ({"number": Number(Decimal(10) ** 24, "deaths")}, "/figure/value"),
        ({"number": Number(Decimal(1), "deaths", as_of="2019-02-30")}, "/figure/as_of"),
    ],
)
def test_what_a_claim_cannot_hold_is_refused_whole(fields: dict[str, Any], pointer: str, cast: dict[str, User]) -> None:
    with pytest.raises(Invalid) as refused:
        add_claim(by=cast["erin"], **{"text": "230 had died.", **fields})
    assert [fault.pointer for fault in refused.value.faults] == [pointer]
    assert not Claim.objects.exists()
    assert not Event.objects.exists()


def test_a_correction_keeps_what_was_before(document: Document, cast: dict[str, User]) -> None:
    claim = add_claim(by=cast["erin"], document_id=document.pk, start=2, end=20, links=[Link("The ministry", "said")])
    topic = add_topic("The toll", by=cast["erin"])
    changed = edit_claim(
        claim.pk, by=cast["cleo"], expected_version=1, text="230 people died.", topic=topic.slug,
        links=[Link("The ministry", "denied", Stance.DENIES)], number=Number(Decimal("230.50"), "deaths"),
    )  # fmt: skip
    assert (changed.version, changed.quote, changed.start) == (2, claim.quote, 2)
    event = Event.objects.latest("id")
    assert (event.kind, event.by, sorted(event.data)) == (
        "claim.edited", cast["cleo"], ["figure", "speakers", "text", "topic"],
    )  # fmt: skip
    assert event.data["speakers"]["before"][0]["stance"] == "asserts"
    assert event.data["figure"] == {
        "before": None,
        "after": {
            "value": "230.5", "value_max": None, "bound": "exact", "unit": "deaths", "place": "", "as_of": "",
            "nature": "count", "denominator": "", "per": "", "since": "",
        },
    }  # fmt: skip
    with pytest.raises(Stale, match="you had version 1, now 2"):
        edit_claim(claim.pk, by=cast["erin"], expected_version=1, text="Mine.")


def test_a_correction_that_changes_nothing_records_nothing(cast: dict[str, User]) -> None:
    claim = make_claim(cast["erin"])
    before = Event.objects.count()
    links = [Link(link.name, link.cue, Stance(link.stance)) for link in claim.attributions.all()]
    same = edit_claim(claim.pk, by=cast["erin"], text=claim.text, links=links, said_on=claim.said_on, topic="")
    assert (same.version, Event.objects.count()) == (1, before)
    with pytest.raises(Invalid, match="A claim needs words"):
        edit_claim(claim.pk, by=cast["erin"], text=" ")
    assert edit_claim(claim.pk, by=cast["erin"], drop_figure=True).figures.count() == 0


def test_a_claim_is_put_in_no_topic_that_is_hidden_from_its_editor(cast: dict[str, User]) -> None:
    claim = make_claim(cast["erin"])
    add_topic("Secret", by=cast["cleo"], is_restricted=True)
    with pytest.raises(NotFound, match="There is no topic secret"):
        edit_claim(claim.pk, by=cast["erin"], topic="secret")


@pytest.mark.parametrize("verb", [decide_claim, triage_claim])
def test_a_decision_taken_twice_is_taken_once(verb: Any, cast: dict[str, User]) -> None:
    claim = make_claim(cast["erin"])
    before = Event.objects.count()
    assert verb(claim.pk, ClaimState.KEPT, by=cast["erin"]).version == 1
    assert verb(claim.pk, ClaimState.DROPPED, by=cast["erin"]).version == 2
    assert verb(claim.pk, ClaimState.DROPPED, by=cast["erin"]).version == 2
    assert [event.data for event in Event.objects.order_by("id")[before:]] == [{"before": "kept"}]
    Claim.objects.filter(pk=claim.pk).update(state="merged", merged_into=make_claim(cast["erin"]))
    with pytest.raises(WrongState, match="was merged into claim"):
        verb(claim.pk, ClaimState.KEPT, by=cast["erin"])


@pytest.mark.parametrize("verb", [decide_claim, triage_claim])
def test_what_is_under_review_stays_kept(verb: Any, cast: dict[str, User]) -> None:
    for state in State:
        claim = in_state(state, cast).claim
        for wanted in (ClaimState.DROPPED, ClaimState.UNDECIDED):
            if state in (State.CLOSED, State.RETRACTED):
                assert verb(claim.pk, wanted, by=cast["erin"]).state == wanted
            else:
                with pytest.raises(WrongState, match="is under review"):
                    verb(claim.pk, wanted, by=cast["erin"])
