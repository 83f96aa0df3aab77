"""What becomes of the rows of a claim file: added, known, linked or refused, and each as it was sent."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from claims.access import visible_imports
from claims.actions.add_claim import add_claim
from claims.actions.add_topic import add_topic
from claims.actions.decide_claim import decide_claim
from claims.actions.run_import import run_import
from claims.intake import batches
from claims.intake.formats.csv import CsvTable
from claims.intake.rows import BadRow, Row
from claims.models import Alias, Claim, ClaimState, Figure, Import, Party, Topic
from factcheck.core.models import Event, User
from tests.claims.importing import imported_file, sent_file
from tests.factories import make_document

Cast = dict[str, User]


def counts(work: Import) -> dict[str, int]:
    return {name: getattr(work, name) for name in ("read", "added", "known", "duplicates", "refused")}


def expect(**named: int) -> dict[str, int]:
    return {"read": sum(named.values()), "added": 0, "known": 0, "duplicates": 0, "refused": 0} | named


FULL = (
    "Claim,Quote,Who,Stance,Value,Unit,Bound,As of,Place,Claim date,Language,Link,Topic,Priority,Deadline,Reach,Tags,"
    "ID\n"
    '"Some 1,500 were killed, he said.","about 1,500",Reuters > three officials,confirms,"1,500",deaths,about,2019-12,'
    "Iran,2019-12-23,en,https://example.org/a,toll,high,2026-12-01,40k,toll; november,r-1\n"
)


def test_everything_that_a_row_says_is_kept(cast: Cast) -> None:
    add_topic("Toll", by=cast["erin"])

    work = imported_file(cast["erin"], FULL)

    assert (work.state, counts(work)) == ("done", expect(added=1)), work.problem
    claim = Claim.objects.get()
    said = {name: getattr(claim, name) for name in (
        "text", "quote", "said_on", "language", "url", "priority", "due_on", "tags", "external_id", "kind", "state",
        "reach",
    )}  # fmt: skip
    assert said == {
        "text": "Some 1,500 were killed, he said.", "quote": "about 1,500", "said_on": "2019-12-23", "language": "en",
        "url": "https://example.org/a", "priority": 1, "due_on": date(2026, 12, 1), "tags": ["toll", "november"],
        "external_id": "r-1", "kind": "numeric", "state": "undecided", "reach": 40_000,
    }  # fmt: skip
    assert claim.topic is not None
    assert claim.topic.slug == "toll"
    assert (claim.imported_in, claim.row_number) == (work, 1)
    links = [(link.name, link.stance, link.party.name if link.party else "") for link in claim.attributions.all()]
    assert links == [("Reuters", "asserts", "Reuters"), ("three officials", "confirms", "three officials")]
    figure = claim.figures.get()
    assert (figure.value, figure.bound, figure.unit) == (Decimal(1500), "approx", "deaths")
    assert (figure.place, figure.as_of, figure.precision) == ("Iran", "2019-12", "month")
    assert Event.objects.get(kind="import.done").data["added"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "نیروهای امنیتی می‌کشند، ۱۵۰۰ نفر.", "=cmd|' /C calc'!A0", "tab\there", "line\nbreak", "back\\slash \\N \\.",
        "\u202eevil\u202c", "e\u0301 combining", "'single' \"double\"", "\\", "a\rb", "{curly} %s %(x)s", "1e999",
    ],
)  # fmt: skip
def test_a_text_comes_out_as_it_was_sent(cast: Cast, text: str) -> None:
    work = imported_file(cast["erin"], json.dumps([{"text": text, "claimant": text, "tags": [text]}]), "a.json")

    assert counts(work) == expect(added=1), list(work.rows.values_list("reason"))
    claim = Claim.objects.get()
    assert (claim.text, claim.attributions.get().name, claim.tags) == (text, text, [text])


@pytest.mark.parametrize("with_ids", [True, False])
def test_the_same_rows_again_add_nothing_whatever_file_they_come_in(cast: Cast, with_ids: bool) -> None:
    head, rows = ("claim,claimant,id\n", ["a town fell,X,1", "a bridge fell,Y,2"])
    if not with_ids:
        head, rows = "claim,claimant\n", [row.rpartition(",")[0] for row in rows]
    first = imported_file(cast["erin"], head + "\n".join(rows))
    again = imported_file(cast["erin"], head + "\n".join(rows))
    turned = imported_file(cast["adam"], head + "\n".join(reversed(rows)), "other.csv")

    assert [counts(work) for work in (first, again, turned)] == [expect(added=2), expect(known=2), expect(known=2)]
    assert Claim.objects.count() == 2


def test_rows_are_known_again_whatever_their_reach_has_become(cast: Cast) -> None:
    head = "claim,claimant,tags,reach\n"
    works = [
        imported_file(cast["erin"], text)
        for text in (
            "claim,claimant,tags\na town fell,X,war\n", head + "a town fell,X,war,900\n",
            head + "a bridge fell,Y,war,\n", head + "a bridge fell,Y,war,12k\n",
        )
    ]  # fmt: skip
    assert [counts(work) for work in works] == [expect(added=1), expect(known=1)] * 2
    assert set(Claim.objects.values_list("reach", flat=True)) == {None}


def test_an_external_id_is_known_though_the_words_changed_and_that_is_said(cast: Cast) -> None:
    imported_file(cast["erin"], "claim,id\na town fell,1\n")
    work = imported_file(cast["erin"], "claim,id,views\ntwo towns fell,1,12k\n")

    row = work.rows.get()
    assert (counts(work), row.outcome) == (expect(known=1), "known")
    assert (row.claim, row.cells["text"]) == (Claim.objects.get(), "two towns fell")
    assert row.cells["reach"] == "12000"
    assert "has the external id 1 but other words" in row.reason


def test_the_same_words_folded_are_linked_and_said(cast: Cast) -> None:
    work = imported_file(
        cast["erin"],
        "claim,claimant\nThe toll is 1500.,Reuters\n“THE TOLL IS ۱۵۰۰”,Alef\nthe  toll is １５００,Tasnim\n"
        "كشته شدگان ٣٠٠ نفر,A\nکشته شدگان ۳۰۰ نفر,B\n",
    )

    assert counts(work) == expect(added=2, duplicates=3)
    first, second = Claim.objects.order_by("id")
    rows = list(work.rows.filter(outcome="duplicate").values_list("number", "claim_id"))
    assert rows == [(2, first.pk), (3, first.pk), (5, second.pk)]
    assert work.rows.get(number=2).reason == f"Claim {first.pk} has the same words. This row was linked to it."
    assert work.rows.get(number=3).cells["claimant"] == "Tasnim"


def test_a_linked_row_is_known_when_it_comes_again(cast: Cast) -> None:
    text = "claim,claimant\na town fell,X\nA town fell!,Y\n"
    imported_file(cast["erin"], text)

    assert counts(imported_file(cast["erin"], text)) == expect(known=2)


def test_words_of_a_document_and_of_people_are_known_too_but_not_of_what_was_dropped(cast: Cast) -> None:
    document = make_document(cast["erin"])
    spanned = add_claim(by=cast["erin"], document_id=document.pk, start=0, end=20)
    free = add_claim(by=cast["erin"], text="A bridge fell.")
    dropped = add_claim(by=cast["erin"], text="A tower fell.")
    decide_claim(dropped.pk, by=cast["erin"], state=ClaimState.DROPPED)

    work = imported_file(cast["erin"], f"claim\n{json.dumps(spanned.text)}\na bridge fell\na tower fell\n")

    assert counts(work) == expect(added=1, duplicates=2)
    assert set(work.rows.values_list("claim_id", flat=True)) == {spanned.pk, free.pk}


def test_a_claim_of_people_is_linked_to_the_one_it_repeats(cast: Cast) -> None:
    first = add_claim(by=cast["erin"], text="A bridge fell.")

    assert add_claim(by=cast["erin"], text="a bridge  fell").duplicate_of == first


def test_what_the_sender_may_not_see_is_no_duplicate(cast: Cast) -> None:
    secret = add_topic("Secret", by=cast["adam"], is_restricted=True)
    imported_file(cast["adam"], "claim,id\na town fell,1\n", topic=secret.slug)

    work = imported_file(cast["erin"], "claim,id\na town fell,1\n")

    assert counts(work) == expect(added=1)


def test_rows_of_a_restricted_topic_are_seen_by_their_sender_alone(cast: Cast) -> None:
    secret = add_topic("Secret", by=cast["adam"], is_restricted=True)
    open_one = imported_file(cast["adam"], "claim\na town fell\n")
    work = imported_file(cast["adam"], f"claim,topic\na bridge fell,{secret.slug}\n")

    assert counts(work) == expect(added=1)
    assert set(visible_imports(cast["erin"])) == {open_one}
    assert set(visible_imports(cast["adam"])) == {open_one, work}


def test_a_row_that_is_linked_into_a_restricted_topic_is_seen_by_its_sender_alone(cast: Cast) -> None:
    secret = add_topic("Secret", by=cast["adam"], is_restricted=True)
    imported_file(cast["adam"], "claim\na town fell\n", topic=secret.slug)
    work = imported_file(cast["adam"], "claim,claimant\na town fell,X\n")

    assert counts(work) == expect(duplicates=1)
    assert set(visible_imports(cast["erin"])) == set()
    assert work in visible_imports(cast["adam"])


def test_a_topic_that_is_not_there_refuses_the_row_or_is_made_on_request(cast: Cast) -> None:
    add_topic("Iran protests", by=cast["erin"])
    text = "claim,topic\na town fell,IRAN protests\na bridge fell,Bridges\na tower fell,bridges\n"

    work = imported_file(cast["erin"], text)
    assert counts(work) == expect(added=1, refused=2)
    row = work.rows.order_by("number")[0]
    assert (row.number, row.column, row.cells) == (2, "topic", {"claim": "a bridge fell", "topic": "Bridges"})
    assert row.reason == "There is no topic Bridges. Make it first, or correct the row."

    made = imported_file(cast["erin"], text, makes_topics=True)
    assert counts(made) == expect(added=2, known=1)
    assert sorted(Topic.objects.values_list("slug", flat=True)) == ["bridges", "iran-protests"]


MIXED = (
    "claim,claimant,claim date,id,value,unit\n"
    "a town fell,X,2019-12-01,1,,\n"
    "a bridge fell,Y,2019-13-01,2,,\n"
    "A TOWN FELL,Y,2019-12-01,3,,\n"
    "a tower fell,Y,2019-12-01,1,,\n"
    "ten fell,Z,2019-12-01,5,10,towers\n"
)


def tables() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in (Claim, Party, Alias, Figure, Topic)}


def test_a_dry_run_tells_the_same_and_keeps_nothing(cast: Cast) -> None:
    before = tables()
    dry = imported_file(cast["erin"], MIXED, dry_run=True)
    assert tables() == before
    real = imported_file(cast["erin"], MIXED)

    assert counts(dry) == counts(real) == expect(added=2, known=1, duplicates=1, refused=1)
    told = [list(work.rows.values_list("number", "line", "outcome", "column", "cells")) for work in (dry, real)]
    assert told[0] == told[1]
    assert counts(imported_file(cast["erin"], MIXED, dry_run=True)) == expect(known=4, refused=1)


def test_a_dry_run_that_is_begun_again_counts_once(cast: Cast) -> None:
    work = imported_file(cast["erin"], MIXED, dry_run=True)
    Import.objects.filter(pk=work.pk).update(state="running", ended_at=None)

    assert run_import(work.pk) is False

    work.refresh_from_db()
    assert counts(work) == expect(added=2, known=1, duplicates=1, refused=1)


BATCHES = CsvTable.batches


def one_by_one(table: CsvTable) -> Iterator[list[Row | BadRow]]:
    """A reader's lists are written as a whole; here each row comes in one of its own."""
    for piece in BATCHES(table):
        yield from ([row] for row in piece)


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_turns_and_batches_make_no_difference(cast: Cast, monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    monkeypatch.setattr(batches, "BATCH", batch)
    text = "claim,topic,claimant,claim date\n" + "".join(
        f"town {number % 9} fell,{'none' if number == 4 else ''},speaker {number},2019-12-{number + 20}\n"
        for number in range(1, 15)
    )
    monkeypatch.setattr(CsvTable, "batches", one_by_one)
    work = sent_file(cast["erin"], text)
    turns = 0
    while run_import(work.pk, seconds=0):
        turns += 1
    work.refresh_from_db()

    assert (work.state, counts(work)) == ("done", expect(added=8, duplicates=2, refused=4))
    assert turns >= 14 // batch - 1
    assert list(work.rows.filter(outcome="refused").values_list("number", flat=True)) == [4, 12, 13, 14]


def test_a_dry_run_leaves_no_link_that_a_later_import_would_find(cast: Cast) -> None:
    add_claim(by=cast["erin"], text="A bridge fell.")
    rows = "claim,claimant\na bridge fell,X\n"

    dry = imported_file(cast["erin"], rows, dry_run=True)
    real = imported_file(cast["erin"], rows)

    assert counts(dry) == counts(real) == expect(duplicates=1)
    assert counts(imported_file(cast["erin"], rows)) == expect(known=1)


def test_a_mapping_that_does_not_fit_records_of_json_ends_the_import_with_the_reason(cast: Cast) -> None:
    work = imported_file(cast["erin"], '{"said": "a town fell"}\n', "a.jsonl", mapping={"sed": "text"})

    assert (work.state, counts(work)) == ("failed", expect(added=0))
    assert "The file has no column sed" in work.problem
