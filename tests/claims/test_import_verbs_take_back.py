"""Cancelling an import and taking back what it added."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db.models import CASCADE, DO_NOTHING, PROTECT, SET_NULL

from claims.actions._write_claim_rows import write_claim_rows
from claims.actions.cancel_import import cancel_import
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.actions.take_back_import import take_back_import
from claims.intake.claim_row import ClaimRow
from claims.intake.kinds import Format, Makes
from claims.intake.prepared_row import prepare_row
from claims.models import (
    Attribution,
    Claim,
    ClaimState,
    ExternalCheck,
    Figure,
    Import,
    ImportRow,
    ImportState,
    RowOutcome,
)
from factcheck.core.errors import NotAllowed, NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from reviews.actions.open_review import open_review
from tests.factories import make_document

Cast = dict[str, User]


def imported(by: User, *texts: str, state: ImportState = ImportState.DONE, **fields: Any) -> Import:
    """An import of a file whose rows say this, as the worker leaves it."""
    fields = {"format": Format.CSV, "makes": Makes.CLAIMS, "created_by": by, "name": "rows.csv", **fields}
    work = Import.objects.create(state=ImportState.RUNNING, **fields)
    rows = [
        ClaimRow(number, number + 1, text, claimants=("Reuters", "officials"), value=number, unit="deaths")  # type: ignore[arg-type]
        for number, text in enumerate(texts, 1)
    ]
    done = write_claim_rows(work, [prepare_row(row) for row in rows], keep=True)
    work.read, work.added, work.known, work.duplicates = len(rows), done.added, done.known, done.duplicates
    if state not in (ImportState.RECEIVED, ImportState.CHECKING, ImportState.RUNNING):
        work.ended_at = datetime.now(tz=UTC)
    work.state = state
    work.save()
    return work


def claims_of(work: Import) -> list[Claim]:
    return list(Claim.objects.filter(imported_in=work).order_by("row_number"))


def last_event(kind: EventKind) -> Event:
    return Event.objects.filter(kind=kind).latest("id")


def test_everything_that_nobody_worked_on_goes(cast: Cast) -> None:
    other = imported(cast["erin"], "A claim of another import")
    work = imported(cast["erin"], "The first claim", "The second claim", "The first claim!")
    answer = take_back_import(work.pk, by=cast["cleo"])
    assert (answer.claims, answer.checks, answer.kept) == (2, 0, {})
    assert answer.words == "Taken back: 2 claims."
    assert claims_of(work) == []
    assert len(claims_of(other)) == 1
    assert not Attribution.objects.exclude(claim__imported_in=other).exists()
    assert not Figure.objects.exclude(claim__imported_in=other).exists()
    work.refresh_from_db()
    assert work.taken_back_at is not None
    assert (work.read, work.added, work.duplicates) == (3, 2, 1), "the counts stay as what happened"
    [repeated] = ImportRow.objects.filter(work=work)
    assert (repeated.outcome, repeated.claim) == (RowOutcome.DUPLICATE, None)
    event = last_event(EventKind.IMPORT_TAKEN_BACK)
    assert (event.by, event.data) == (cast["cleo"], {"claims": 2, "checks": 0, "kept": {}})


def test_what_somebody_worked_on_stays_and_is_counted(cast: Cast) -> None:
    erin = cast["erin"]
    work = imported(erin, *(f"Claim number {number} of this file" for number in range(1, 8)))
    kept, edited, reviewed, into, linked, merged, _free = claims_of(work)
    decide_claim(kept.pk, ClaimState.KEPT, by=erin)
    edit_claim(edited.pk, by=erin, text="In other words")
    decide_claim(reviewed.pk, ClaimState.KEPT, by=erin)
    open_review(reviewed.pk, by=erin)
    Claim.objects.filter(pk=merged.pk).update(state=ClaimState.MERGED, merged_into=into)
    imported(erin, "CLAIM number 5 of this file.", "Something else")
    answer = take_back_import(work.pk, by=erin)
    assert claims_of(work) == [kept, edited, reviewed, into, linked, merged]
    assert answer.kept == {"decided": 2, "edited": 1, "linked": 1, "merged": 1, "reviews": 1}
    assert answer.claims == 1
    assert "Taken back: 1 claims." in answer.words
    assert "2 claims stay, because they were decided on." in answer.words
    assert "1 claim stays, because it has a review." in answer.words
    assert linked.import_rows.get().outcome == RowOutcome.DUPLICATE, "the link of the other import still works"


def test_a_decision_that_was_taken_back_still_counts_as_work(cast: Cast) -> None:
    work = imported(cast["erin"], "A claim to be decided on twice")
    [claim] = claims_of(work)
    decide_claim(claim.pk, ClaimState.KEPT, by=cast["erin"])
    decide_claim(claim.pk, ClaimState.UNDECIDED, by=cast["erin"])
    assert take_back_import(work.pk, by=cast["erin"]).kept == {"edited": 1}


def test_a_hint_at_a_claim_that_goes_is_forgotten(cast: Cast) -> None:
    work = imported(cast["erin"], "A claim that a document repeats")
    [claim] = claims_of(work)
    hinted = Claim.objects.create(text="The same", fingerprint="f", duplicate_of=claim)
    part = Figure.objects.create(claim=hinted, value=1, unit="deaths", part_of=claim.figures.get())
    take_back_import(work.pk, by=cast["erin"])
    hinted.refresh_from_db()
    part.refresh_from_db()
    assert (hinted.duplicate_of, part.part_of) == (None, None)


def test_the_file_can_be_imported_again_afterwards(cast: Cast) -> None:
    work = imported(cast["erin"], "One claim", "Another claim", "One claim.")
    take_back_import(work.pk, by=cast["erin"])
    again = imported(cast["erin"], "One claim", "Another claim", "One claim.")
    assert (again.added, again.duplicates, again.known) == (2, 1, 0)


def test_checks_of_others_are_taken_back_too(cast: Cast) -> None:
    work = imported(cast["erin"], format=Format.CLAIMREVIEW, makes=Makes.CHECKS)
    for number in (1, 2):
        ExternalCheck.objects.create(
            url=f"https://other.example/{number}", claim_text="So.", fingerprint=str(number), imported_in=work,
            row_number=number,
        )  # fmt: skip
    stays = ExternalCheck.objects.create(url="https://other.example/", claim_text="So.", fingerprint="3")
    Import.objects.filter(pk=work.pk).update(read=2, added=2)
    answer = take_back_import(work.pk, by=cast["erin"])
    assert (answer.claims, answer.checks) == (0, 2)
    assert list(ExternalCheck.objects.all()) == [stays]


def test_it_goes_on_where_it_was_cut_short(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.actions.take_back_import.CHUNK", 2)
    work = imported(cast["erin"], *(f"Claim {number} in chunks" for number in range(7)))
    decide_claim(claims_of(work)[2].pk, ClaimState.KEPT, by=cast["erin"])
    monkeypatch.setattr("claims.actions.take_back_import._take_checks", _cut)
    with pytest.raises(ConnectionError):
        take_back_import(work.pk, by=cast["erin"])
    monkeypatch.undo()
    work.refresh_from_db()
    assert (len(claims_of(work)), work.taken_back_at) == (1, None)
    answer = take_back_import(work.pk, by=cast["erin"])
    assert (answer.claims, answer.kept) == (6, {"decided": 1})


def _cut(*_: object) -> None:
    raise ConnectionError("the database went away")


@pytest.mark.parametrize("username", ["ada", "rita"])
def test_only_who_may_import_takes_back_or_cancels(cast: Cast, username: str) -> None:
    work = imported(cast["erin"], "A claim that stays")
    for verb in (take_back_import, cancel_import):
        with pytest.raises(NotAllowed):
            verb(work.pk, by=cast[username])
        with pytest.raises(NotFound):
            verb(work.pk + 1000, by=cast["erin"])
    assert len(claims_of(work)) == 1


def test_what_cannot_be_taken_back_says_why(cast: Cast) -> None:
    erin = cast["erin"]
    going_on = imported(erin, "One", state=ImportState.RUNNING)
    dry = imported(erin, dry_run=True)
    documents = make_document(erin).imports.get()
    Import.objects.filter(pk=documents.pk).update(state=ImportState.DONE, ended_at=datetime.now(tz=UTC))
    done = imported(erin, "Two")
    take_back_import(done.pk, by=erin)
    for work, words in ((going_on, "still going on"), (dry, "dry run"), (documents, "Documents are never"),
                        (done, "already")):  # fmt: skip
        before = Event.objects.count()
        with pytest.raises(WrongState, match=words):
            take_back_import(work.pk, by=erin)
        assert Event.objects.count() == before


def test_every_relation_of_a_claim_is_thought_of() -> None:
    """What forbids to delete keeps a claim; the rest is named in the verb, which deletes by SQL."""
    others = {
        f"{relation.related_model._meta.label}.{relation.field.name}": relation.on_delete
        for relation in Claim._meta.related_objects
        if relation.on_delete is not PROTECT
    }
    assert others == {
        "claims.Claim.duplicate_of": SET_NULL,
        "claims.Attribution.claim": CASCADE,
        "claims.Figure.claim": CASCADE,
        "claims.ImportRow.claim": CASCADE,
        "claims.Reading.claim": CASCADE,
        "claims.MatchDismissal.claim": CASCADE,
        "claims.MatchDismissal.other": CASCADE,
        # By the database itself.
        "claims.Embedding.claim": DO_NOTHING,
    }
    assert [relation.on_delete for relation in Attribution._meta.related_objects] == []
    assert [relation.field.name for relation in Figure._meta.related_objects] == ["part_of"]
    assert [relation.field.name for relation in ExternalCheck._meta.related_objects] == ["external_check"]


@pytest.mark.parametrize("state", [ImportState.RECEIVED, ImportState.CHECKING, ImportState.RUNNING])
def test_an_import_is_cancelled_and_what_it_added_stays(cast: Cast, state: ImportState) -> None:
    work = imported(cast["erin"], "One claim", state=state)
    Import.objects.filter(pk=work.pk).update(waits_for_mapping=state == ImportState.CHECKING)
    cancelled = cancel_import(work.pk, by=cast["cleo"])
    assert (cancelled.state, cancelled.waits_for_mapping) == (ImportState.CANCELLED, False)
    assert cancelled.ended_at is not None
    assert len(claims_of(work)) == 1
    event = last_event(EventKind.IMPORT_CANCELLED)
    assert event.data == {"read": 1, "added": 1, "known": 0, "duplicates": 0, "refused": 0}
    with pytest.raises(WrongState, match="ended already: it is cancelled"):
        cancel_import(work.pk, by=cast["erin"])


def test_cancelling_takes_back_on_request(cast: Cast) -> None:
    work = cancel_import(imported(cast["erin"], "One", state=ImportState.RUNNING).pk, by=cast["erin"], take_back=True)
    assert (work.state, claims_of(work)) == (ImportState.CANCELLED, [])
    assert work.taken_back_at is not None


def test_cancelling_with_nothing_to_take_back_is_only_cancelling(cast: Cast) -> None:
    for work in (imported(cast["erin"], state=ImportState.RUNNING), make_document(cast["erin"]).imports.get()):
        assert cancel_import(work.pk, by=cast["erin"], take_back=True).taken_back_at is None
