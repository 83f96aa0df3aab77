"""What people made of what extractors said, as data: nothing lost, nothing of others, and offsets that are right."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from claims.actions.add_claim import add_claim
from claims.actions.add_topic import add_topic
from claims.actions.claim_parts import Link, Number
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.models import Claim, ClaimState, Document, Reading
from claims.queries.correction_lines import line_of
from claims.queries.corrections import CorrectionAsk, corrections
from factcheck.core.errors import NotAllowed
from factcheck.core.models import Event, User
from tests.claims.upgrading import (
    HURT,
    KILLED,
    LATER,
    TEXT,
    TOOK_NO_PART,
    UPGRADED,
    again,
    claim_of,
    first_read,
    reads,
)

URL = "/api/v1/corrections.jsonl"
Api = Callable[..., APIClient]


@pytest.fixture
def document(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> Document:
    return first_read(monkeypatch, cast["erin"], publisher="A paper", url="https://paper.example/a")


def added(document: Document, words: str, by: User, **fields: Any) -> Claim:
    start = TEXT.index(words)
    return add_claim(by=by, document_id=document.pk, start=start, end=start + len(words), **fields)


def all_of(by: User, **ask: Any) -> dict[str, dict[str, Any]]:
    """The lines by the quote they are about."""
    return {each.claim.quote: line_of(each) for each in corrections(by, CorrectionAsk(**ask))}


@pytest.fixture
def worked_on(document: Document, cast: dict[str, User]) -> Document:
    """One claim is edited, one dropped and put right beside it, one missed."""
    erin = cast["erin"]
    edit_claim(
        claim_of(document, KILLED).pk, by=erin, links=[Link("The council", "said")], number=Number(1100, "deaths")
    )
    decide_claim(claim_of(document, HURT).pk, ClaimState.DROPPED, by=erin)
    added(document, f"12 {HURT.removeprefix('12 ').split()[0]} were", erin)
    added(document, LATER, erin)
    return document


def test_each_thing_that_a_person_did_is_a_line_and_nothing_else(worked_on: Document, cast: dict[str, User]) -> None:
    found = all_of(cast["erin"])
    assert {quote: line["outcome"] for quote, line in found.items()} == {
        KILLED: "edited", HURT: "dropped", "12 children were": "missed", LATER: "missed",
    }  # fmt: skip
    for quote, line in found.items():
        assert TEXT[line["start"] : line["end"]] == quote == line["quote"]
        assert (TEXT[: line["start"]] + quote + TEXT[line["end"] :]).index(line["before"] + quote + line["after"]) >= 0
        assert line["extractors"] == [{"name": "rules 1", "config": "44136fa355b3"}]
        assert line["document"]["sha256"] == worked_on.sha256


def test_a_line_says_what_the_extractor_said_and_what_the_person_made_of_it(
    worked_on: Document, cast: dict[str, User]
) -> None:
    found = all_of(cast["erin"])
    line = found[KILLED]
    assert line["changed"] == ["figure"]
    assert (line["said"]["figure"]["value"], line["made"]["figure"]["value"]) == ("1000", "1100")
    assert line["said"]["speakers"] == line["made"]["speakers"]
    assert line["said"]["reasons"] == ["a figure"]
    assert (found[HURT]["said"]["text"], found[HURT]["made"]) == (HURT, None)
    assert (found[LATER]["said"], found[LATER]["made"]["text"]) == (None, LATER)
    # A span that was set right is a dropped claim and one that was added over half of it.
    assert found["12 children were"]["instead_of"] == claim_of(worked_on, HURT).pk
    assert found[LATER]["instead_of"] is None


def test_what_was_found_before_readings_were_kept_is_known_by_its_edits(
    worked_on: Document, cast: dict[str, User]
) -> None:
    edit_claim(claim_of(worked_on, KILLED).pk, by=cast["erin"], number=Number(1200, "deaths"))
    Reading.objects.all().delete()
    line = all_of(cast["erin"])[KILLED]
    assert (line["said"]["figure"]["value"], line["made"]["figure"]["value"]) == ("1000", "1200")
    assert (line["outcome"], line["extractors"]) == ("edited", [{"name": "rules 1", "config": ""}])


def test_what_only_the_extractor_did_is_no_correction(
    document: Document, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(monkeypatch, UPGRADED, version="2")
    again(document, cast["erin"])
    assert claim_of(document, HURT).state == "dropped"
    assert all_of(cast["erin"]) == {}
    decide_claim(claim_of(document, TOOK_NO_PART).pk, ClaimState.KEPT, by=cast["erin"])
    decide_claim(claim_of(document, LATER).pk, ClaimState.KEPT, by=cast["erin"])
    decide_claim(claim_of(document, LATER).pk, ClaimState.UNDECIDED, by=cast["erin"])
    (line,) = all_of(cast["erin"]).values()
    assert (line["outcome"], line["quote"], line["changed"]) == ("kept", TOOK_NO_PART, [])
    assert [each["name"] for each in line["extractors"]] == ["rules 2"]


def test_it_is_asked_for_by_time_extractor_and_document(
    worked_on: Document, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    erin = cast["erin"]
    reads(monkeypatch, UPGRADED, version="2")
    again(worked_on, erin)
    decide_claim(claim_of(worked_on, TOOK_NO_PART).pk, ClaimState.KEPT, by=erin)
    last = Event.objects.latest("id").at
    assert set(all_of(erin, since=last)) == {TOOK_NO_PART}
    assert set(all_of(erin, extractor="rules 1")) == {KILLED, HURT}
    # What was added by hand is held against who read the document last.
    assert set(all_of(erin, extractor="rules 2")) == {TOOK_NO_PART, "12 children were", LATER}
    assert set(all_of(erin, extractor="rules")) == set(all_of(erin))
    assert all_of(erin, extractor="rule") == all_of(erin, document_id=worked_on.pk + 1) == {}


def test_what_is_hidden_stays_out(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> None:
    topic = add_topic("Secret", by=cast["cleo"], is_restricted=True).slug
    document = first_read(monkeypatch, cast["cleo"], topic=topic)
    decide_claim(claim_of(document, HURT).pk, ClaimState.KEPT, by=cast["cleo"])
    assert set(all_of(cast["cleo"])) == {HURT}
    assert all_of(cast["erin"]) == {}
    assert all_of(cast["erin"], document_id=document.pk) == {}
    for name in ("ada", "rita"):
        with pytest.raises(NotAllowed):
            corrections(cast[name], CorrectionAsk())


def test_the_name_of_a_hidden_topic_is_in_no_line(document: Document, cast: dict[str, User]) -> None:
    topic = add_topic("Secret", by=cast["cleo"], is_restricted=True).slug
    claim = claim_of(document, HURT)
    edit_claim(claim.pk, by=cast["cleo"], topic=topic)
    edit_claim(claim.pk, by=cast["cleo"], topic="", text="In other words.")
    assert "secret" not in json.dumps(all_of(cast["erin"])).lower()


# --- by API and command -------------------------------------------------------------------------------------


def lines(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200
    return [json.loads(line) for line in answer.getvalue().decode().splitlines()]


def test_by_the_api(worked_on: Document, api: Api) -> None:
    answer = api("erin").get(URL)
    assert answer.headers["Content-Type"] == "application/x-ndjson; charset=utf-8"
    assert answer.streaming
    assert [line["outcome"] for line in lines(answer)] == ["edited", "dropped", "missed", "missed"]
    assert lines(api("erin").get(URL, {"since": "2999-01-01"})) == []
    assert len(lines(api("erin").get(URL, {"since": "2020-01-01T00:00:00Z", "extractor": "rules"}))) == 4
    assert api("rita").get(URL).status_code == 403
    for wrong in ({"since": "lately"}, {"document": "x"}, {"format": "csv"}, {"outcome": "kept"}):
        refused = api("erin").get(URL, wrong)
        assert (refused.status_code, refused.headers["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("how", ["format", "accept"])
def test_as_web_annotations(worked_on: Document, api: Api, how: str) -> None:
    """The MUSTs of the Web Annotation Data Model (sections 3 to 5) for what is used here."""
    asked = {"data": {"format": "annotations"}} if how == "format" else {"headers": {"Accept": "application/ld+json"}}
    answer = api("erin").get(URL, **asked)
    assert answer.headers["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    page = json.loads(answer.getvalue())
    assert (page["@context"], page["type"]) == ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage")
    assert page["id"].startswith("http://testserver/api/v1/corrections.jsonl")
    assert page["partOf"] == "http://testserver/api/v1/corrections.jsonl"
    assert len({each["id"] for each in page["items"]}) == len(page["items"]) == 4
    motivations = {"assessing", "editing", "tagging", "describing"}
    for each in page["items"]:
        assert each["type"] == "Annotation"
        assert each["motivation"] in motivations
        for body in each["body"]:
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str)
            assert body["purpose"] in motivations
            assert body["format"] == "text/plain" or json.loads(body["value"])
            assert ("creator" in body) == (body["purpose"] == "describing")
            assert body.get("creator", []) in (
                [], [{"id": "urn:factcheck-desk:extractor:rules-1", "type": "Software", "name": "rules 1"}],
            )  # fmt: skip
        position, quote = each["target"]["selector"]
        assert each["target"]["source"] == f"http://testserver/api/v1/documents/{worked_on.pk}"
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert TEXT[position["start"] : position["end"]] == quote["exact"]
        assert TEXT[: position["start"]].endswith(quote["prefix"])
        assert TEXT[position["end"] :].startswith(quote["suffix"])
    kinds = [each["motivation"] for each in page["items"]]
    assert kinds == ["editing", "assessing", "editing", "editing"]


def test_nothing_is_an_empty_file_and_an_empty_page(api: Api) -> None:
    assert api("erin").get(URL).getvalue() == b""
    assert json.loads(api("erin").get(URL, {"format": "annotations"}).getvalue())["items"] == []


def test_statements_do_not_grow_with_claims(
    cast: dict[str, User], document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    for words in (KILLED, TOOK_NO_PART):
        decide_claim(claim_of(document, words).pk, ClaimState.KEPT, by=cast["erin"])
        with CaptureQueriesContext(connection) as captured:
            found = list(corrections(cast["erin"], CorrectionAsk()))
        asked.append((len(found), len(captured)))
    assert asked == [(1, asked[0][1]), (2, asked[0][1])]


def test_by_the_command(worked_on: Document, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    call_command("export_corrections")
    assert len(capsys.readouterr().out.splitlines()) == 4
    out = tmp_path / "a.json"
    call_command("export_corrections", "--format", "annotations", "--user", "erin", "--out", str(out))
    assert len(json.loads(out.read_text())["items"]) == 4
    with pytest.raises(CommandError, match="may not"):
        call_command("export_corrections", "--user", "rita")
    with pytest.raises(CommandError, match="use a day or a time"):
        call_command("export_corrections", "--since", "lately")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_corrections", "--out", str(tmp_path / "no" / "a.json"))
