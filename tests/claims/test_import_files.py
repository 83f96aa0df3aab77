"""Files as they come: packed, broken, of several kinds; and two imports at once."""

import gzip
import io
import json
import random
import threading
import zipfile
from collections.abc import Iterator

import pytest
from django.db import connection

from claims.actions.correct_row import correct_row
from claims.actions.receive_import import receive_import
from claims.actions.run_import import run_import
from claims.intake.formats.csv import CsvTable
from claims.intake.rows import BadFile, BadRow, Row
from claims.models import Claim, Document, ExternalCheck, Import, ImportRow
from factcheck.core.errors import Invalid, NotAllowed
from factcheck.core.models import User
from tests.claims.importing import ROWS, imported_file, sent_file
from tests.claims.test_import_rows import BATCHES, counts, expect

Cast = dict[str, User]
ARTICLE = "Officials said on Monday that 1,500 people were killed in the protests. " * 3


def zipped(**files: str | bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return packed.getvalue()


def test_a_packed_file_is_read_as_what_it_holds(cast: Cast) -> None:
    work = imported_file(cast["erin"], gzip.compress(ROWS.encode()), "rows.csv.gz")

    assert (work.format, work.guess["member"], counts(work)) == (
        "csv", "rows.csv", expect(added=2, duplicates=1, refused=1),
    )  # fmt: skip


def test_rows_of_all_members_are_numbered_through(cast: Cast) -> None:
    packed = zipped(a_csv="claim\na town fell\na bridge fell\n", b_csv="Statement;Who\na tower fell;X\n;Y\n")

    work = imported_file(cast["erin"], packed, "both.zip")

    assert counts(work) == expect(added=2, refused=2)


def test_an_archive_of_documents_becomes_an_import_of_each(cast: Cast) -> None:
    packed = zipped(a_txt=ARTICLE, b_html=f"<html><body><article><p>{ARTICLE} Again.</p></article></body></html>",
                    c_csv="claim\na town fell\n", d_png=b"\x89PNG\r\n\x1a\n")  # fmt: skip

    work = imported_file(cast["erin"], packed, "articles.zip")

    assert (work.state, counts(work)) == ("done", expect(added=2, refused=2)), work.problem
    parts = list(Import.objects.exclude(pk=work.pk).order_by("id"))
    assert [(part.name, part.format) for part in parts] == [("a.txt", "text"), ("b.html", "html")]
    for part in parts:
        run_import(part.pk)
        part.refresh_from_db()
        assert (part.state, part.document is not None) == ("done", True), part.problem
    assert Document.objects.count() == 2


def test_a_damaged_archive_is_said_and_adds_nothing(cast: Cast) -> None:
    chosen = random.Random(3)
    rows = "claim\n" + "".join(f"town {number} {chosen.randbytes(40).hex()} fell\n" for number in range(5_000))
    whole = gzip.compress(rows.encode(), mtime=0)

    work = imported_file(cast["erin"], whole[: len(whole) * 3 // 4], "rows.csv.gz")

    assert (work.state, work.added, Claim.objects.count()) == ("failed", 0, 0)
    assert "damaged or breaks off" in work.problem
    assert counts(imported_file(cast["erin"], whole, "rows.csv.gz")) == expect(added=5_000)


def test_what_came_before_a_break_is_kept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(table: CsvTable) -> Iterator[list[Row | BadRow]]:
        yield next(BATCHES(table))[:2]
        raise BadFile("The file breaks off.", line=4)

    work = sent_file(cast["erin"])
    monkeypatch.setattr(CsvTable, "batches", break_off)
    run_import(work.pk)

    work.refresh_from_db()
    assert (work.state, work.problem) == ("failed", "Line 4: The file breaks off.")
    assert counts(work) == expect(added=1, refused=1)


def test_fact_checks_of_others_come_as_checks_or_as_claims(cast: Cast) -> None:
    text = json.dumps([
        {"@type": "ClaimReview", "url": f"https://check.example/{number}", "claimReviewed": f"Town {number} fell",
         "author": {"name": "Checkers"}, "reviewRating": {"alternateName": "False"},
         "itemReviewed": {"author": {"name": "Rumour"}, "firstAppearance": "https://a.example/" + "x" * 3000 * number}}
        for number in range(3)
    ])  # fmt: skip

    assert counts(imported_file(cast["erin"], text, "checks.json")) == expect(added=3)
    assert set(ExternalCheck.objects.values_list("rating", flat=True)) == {"false"}
    work = imported_file(cast["erin"], text, "checks.json", makes="claims")
    assert (work.state, work.read, work.added + work.refused) == ("done", 3, 3), work.problem
    assert work.added >= 1
    assert Claim.objects.filter(attributions__name="Rumour").count() == work.added


def test_a_file_that_is_nothing_we_read_is_refused_at_once_and_not_kept(cast: Cast) -> None:
    for content in (b"\x89PNG\r\n\x1a\n" + b"x" * 100, b"\x7fELF\x02\x01\x01" + b"\0" * 100, b""):
        with pytest.raises(Invalid) as refused:
            sent_file(cast["erin"], content, "file")
        assert refused.value.faults[0].pointer == "/file"
    assert not Import.objects.exists()


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_rows_at_once_make_each_claim_once(cast: Cast) -> None:
    rows = "claim,id\n" + "".join(f"town {number} fell,{number}\n" for number in range(6000))
    works = [sent_file(cast["erin"], rows) for _ in range(3)]
    failed: list[BaseException] = []

    def run(pk: int) -> None:
        try:
            while run_import(pk):
                pass
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    # One import is taken by two workers, as when its message was delivered twice.
    threads = [threading.Thread(target=run, args=(work.pk,)) for work in [*works, works[0]]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not failed
    for work in works:
        while run_import(work.pk):
            pass
        work.refresh_from_db()
        assert (work.state, work.read, work.added + work.known) == ("done", 6000, 6000)
    assert sum(work.added for work in works) == Claim.objects.count() == 6000
    assert not ImportRow.objects.exists()


def test_whoever_may_not_import_is_refused_before_anything_is_stored(cast: Cast) -> None:
    class Untouched:
        def read(self, size: int = -1) -> bytes:
            raise AssertionError("it was read")

    with pytest.raises(NotAllowed):
        receive_import(by=cast["ada"], file=Untouched(), name="a.csv")  # type: ignore[arg-type]


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_rows_are_corrected_while_their_import_goes_on(cast: Cast) -> None:
    rows = "claim,claim date\n" + "".join(
        f"town {number} fell,{'2019-13-01' if number < 40 else '2019-12-01'}\n" for number in range(30_000)
    )
    work = sent_file(cast["erin"], rows)
    failed: list[BaseException] = []

    def run() -> None:
        try:
            while run_import(work.pk, seconds=0):
                pass
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    worker = threading.Thread(target=run)
    worker.start()
    corrected = 0
    while worker.is_alive() and corrected < 40:
        if work.rows.filter(number=corrected + 1).exists():
            correct_row(work.pk, corrected + 1, by=cast["erin"], cells={"claim date": "2019-12-01"})
            corrected += 1
    worker.join()

    assert not failed
    work.refresh_from_db()
    assert corrected > 0
    assert counts(work) == expect(added=29_960 + corrected, refused=40 - corrected)
    assert Claim.objects.count() == work.added
