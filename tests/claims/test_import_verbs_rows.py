"""Correcting refused rows."""

import pytest

from claims.actions._write_batch import write_batch
from claims.actions.cancel_import import cancel_import
from claims.actions.correct_row import correct_row
from claims.actions.take_back_import import take_back_import
from claims.intake.batches import Batch
from claims.intake.claim_row import ClaimRow
from claims.intake.prepared_row import prepare_row
from claims.intake.rows import CELL_KEPT
from claims.models import Claim, Import, ImportState, RowOutcome
from factcheck.core.errors import Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from tests.claims.importing import ROWS, imported_file, sent_file
from tests.factories import make_document

Cast = dict[str, User]


def counts(work: Import) -> tuple[int, int, int, int, int]:
    work.refresh_from_db()
    return work.read, work.added, work.known, work.duplicates, work.refused


def test_a_row_is_corrected_and_added(cast: Cast) -> None:
    work = imported_file(cast["erin"])
    assert counts(work) == (4, 2, 0, 1, 1)
    row = correct_row(work.pk, 2, by=cast["cleo"], cells={"claim date": "2019-12-15"})
    assert counts(work) == (4, 3, 0, 1, 0)
    claim = Claim.objects.get(imported_in=work, row_number=2)
    assert (claim.text, claim.said_on) == ("More than 85 percent took no part", "2019-12-15")
    assert [link.name for link in claim.attributions.all()] == ["the ministry"]
    assert (row.outcome, row.claim, row.corrected_by, row.line) == (RowOutcome.ADDED, claim, cast["cleo"], 3)
    assert "2019-15-12" in row.reason, "the reason for which it was refused stays"
    assert row.cells["claim date"] == "2019-12-15"
    event = Event.objects.filter(kind=EventKind.IMPORT_ROW_CORRECTED).get()
    assert (event.by, event.claim_id) == (cast["cleo"], claim.pk)
    assert event.data["cells"] == {"claim date": {"before": "2019-15-12", "after": "2019-12-15"}}
    # The whole file again: the corrected row is not known by what was sent, but its words are.
    assert counts(imported_file(cast["erin"]))[1] == 0


@pytest.mark.parametrize(
    ("cells", "expected", "outcome"),
    [
        ({"claim": "Nobody was killed in SHIRAZ."}, (4, 2, 0, 2, 0), RowOutcome.DUPLICATE),
        (
            {"claim": "Nobody was killed in Shiraz", "claimant": "the governor", "claim date": "2019-12-06"},
            (4, 2, 1, 1, 0),
            RowOutcome.KNOWN,
        ),
    ],
)
def test_a_corrected_row_may_be_here_already(
    cast: Cast, cells: dict[str, str], expected: tuple[int, ...], outcome: RowOutcome
) -> None:
    work = imported_file(cast["erin"])
    row = correct_row(work.pk, 2, by=cast["erin"], cells={"claim date": "2019-12-15", **cells})
    assert (counts(work), row.outcome) == (expected, outcome)
    assert Claim.objects.filter(imported_in=work).count() == 2
    assert work.rows.get(number=2) == row
    assert (row.claim is not None) == (outcome is RowOutcome.DUPLICATE)


@pytest.mark.parametrize(
    ("cells", "pointer", "words"),
    [
        ({"claim date": "2019-13-13"}, "/cells/claim date", "2019-13-13"),
        ({"claim": " "}, "/cells/claim", "no claim in this row"),
        ({"claim": "a\0b"}, "/cells/claim", "NUL"),
        ({"claim": "half \ud800"}, "/cells/claim", "half of a character pair"),
        ({"no~such/column": "x"}, "/cells/no~0such~1column", "no column"),
    ],
)
def test_what_is_still_wrong_is_said_and_nothing_changes(
    cast: Cast, cells: dict[str, str], pointer: str, words: str
) -> None:
    work = imported_file(cast["erin"])
    events = Event.objects.count()
    with pytest.raises(Invalid, match=words) as refused:
        correct_row(work.pk, 2, by=cast["erin"], cells={"claim date": "2019-12-15", **cells})
    assert refused.value.faults[0].pointer == pointer
    assert counts(work) == (4, 2, 0, 1, 1)
    assert work.rows.get(number=2).outcome == RowOutcome.REFUSED
    assert Event.objects.count() == events


def test_a_topic_that_is_not_there_is_still_refused(cast: Cast) -> None:
    work = imported_file(cast["erin"], "claim,topic,claim date\nIt is so,toll,x\n")
    with pytest.raises(Invalid, match="toll"):
        correct_row(work.pk, 1, by=cast["erin"], cells={"claim date": ""})
    assert work.rows.get().outcome == RowOutcome.REFUSED
    correct_row(work.pk, 1, by=cast["erin"], cells={"claim date": "", "topic": ""})
    assert counts(work) == (1, 1, 0, 0, 0)


def test_only_the_beginning_of_a_cell_never_becomes_the_claim(cast: Cast) -> None:
    long = "It is so. " * 3000
    work = imported_file(cast["erin"], f"claim,claim date,note\n{long},x,{long}\n")
    with pytest.raises(Invalid, match=f"first {CELL_KEPT:,} characters"):
        correct_row(work.pk, 1, by=cast["erin"], cells={"claim date": "2019"})
    correct_row(work.pk, 1, by=cast["erin"], cells={"claim date": "2019", "claim": "It is so, in short."})
    assert Claim.objects.get(imported_in=work).text == "It is so, in short."


def test_a_row_is_corrected_once(cast: Cast) -> None:
    work = imported_file(cast["erin"])
    correct_row(work.pk, 2, by=cast["erin"], cells={"claim date": "2019"})
    with pytest.raises(WrongState, match="is not refused: it is added"):
        correct_row(work.pk, 2, by=cast["erin"], cells={"claim date": "2018"})
    with pytest.raises(WrongState, match="is not refused: it is duplicate"):
        correct_row(work.pk, 3, by=cast["erin"], cells={})
    for number in (1, 99):
        with pytest.raises(NotFound):
            correct_row(work.pk, number, by=cast["erin"], cells={})
    with pytest.raises(NotAllowed):
        correct_row(work.pk, 2, by=cast["ada"], cells={})


def test_what_cannot_take_a_row_says_why(cast: Cast) -> None:
    erin = cast["erin"]
    dry, back, cancelled = (imported_file(erin, name=name, dry_run=name == "dry") for name in ("dry", "back", "off"))
    take_back_import(back.pk, by=erin)
    Import.objects.filter(pk=cancelled.pk).update(state=ImportState.RUNNING, ended_at=None)
    cancelled.rows.filter(number=2).update(outcome=RowOutcome.REFUSED)
    cancel_import(cancelled.pk, by=erin)
    reviews = imported_file(erin, '{"@type": "ClaimReview", "url": 5}', name="c.jsonld", format="claimreview")
    for work, words in ((dry, "dry run"), (back, "taken back"), (cancelled, "cancelled"), (reviews, "no columns")):
        row = work.rows.filter(outcome=RowOutcome.REFUSED).first()
        assert row is not None
        with pytest.raises(WrongState, match=words):
            correct_row(work.pk, row.number, by=erin, cells={})
    assert not make_document(erin).imports.get().rows.exists()


def test_a_row_that_is_corrected_while_the_worker_goes_on_stays_counted(cast: Cast) -> None:
    """The worker holds an import in memory from batch to batch; a correction between two must not be undone."""
    finished = imported_file(cast["erin"])
    Import.objects.filter(pk=finished.pk).update(state=ImportState.RUNNING, ended_at=None, total=None)
    work = Import.objects.get(pk=finished.pk)
    correct_row(work.pk, 2, by=cast["erin"], cells={"claim date": "2019"})
    assert write_batch(work, Batch(claims=[prepare_row(ClaimRow(5, 6, "One more claim of the file"))]))
    assert counts(work) == (5, 4, 0, 1, 0)


def test_a_file_is_read_whole_with_the_rows_that_were_not_yet_read(cast: Cast) -> None:
    work = sent_file(cast["erin"], ROWS)
    with pytest.raises(NotFound):
        correct_row(work.pk, 2, by=cast["erin"], cells={})
