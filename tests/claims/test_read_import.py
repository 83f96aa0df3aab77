"""A long file is read by a process of its own: it finds what a short one's reader finds, and leaves nothing behind."""

import gc
import gzip
import io
import json
import weakref
import zipfile
from contextlib import suppress
from itertools import islice

import psutil
import pytest
from openpyxl import Workbook

from claims.actions import _read_import
from claims.actions._import_file import opened, reading_of
from claims.actions._read_import import ReaderDied, read_import
from claims.actions.run_import import run_import
from claims.intake.batches import Batch, batches
from claims.intake.rows import BadFile
from claims.models import Import
from factcheck.core.models import User
from tests.claims.importing import ROWS, sent_file

Cast = dict[str, User]
LONG = "claim,claimant,claim date,id\n" + "".join(
    f"town {number} fell,Reuters,{'2019-13-45' if number % 100 == 50 else '2019-12-04'},{number}\n"
    for number in range(30_000)
)


def sheet() -> bytes:
    book = Workbook()
    for row in ROWS.splitlines():
        book.active.append(row.split(","))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name in ("a.csv", "b.csv"):
            file.writestr(name, ROWS)
    return stream.getvalue()


CHECK = {
    "@type": "ClaimReview", "url": "https://other.example/1", "claimReviewed": "The toll had risen",
    "reviewRating": {"@type": "Rating", "alternateName": "False"}, "author": {"name": "Other"},
}  # fmt: skip
FILES = {
    "rows.csv": ROWS.encode(),
    "rows.jsonl": b'{"claim": "It rained", "tags": ["a", "b"]}\n{"claim": 3}\nnot json\n{"claim": "It snowed"}\n',
    "rows.xlsx": sheet(),
    "checks.json": json.dumps([CHECK, {**CHECK, "url": "no address"}, {}]).encode(),
    "rows.csv.gz": gzip.compress(ROWS.encode(), mtime=0),
    "rows.zip": packed(),
    "half.jsonl": b'[{"claim": "It rained"}, {"claim": "It',
}


def read(work: Import, *, until: int | None = None) -> tuple[list[tuple[object, ...]], str]:
    """What the batches hold, and how it ended."""
    found: list[tuple[object, ...]] = []
    with opened(work.path) as file:
        try:
            for batch in islice(read_import(work, file), until):
                bad = [(each.number, each.line, each.reason, each.column, each.cells) for each in batch.bad]
                found.append((batch.claims, batch.checks, bad, batch.sent, batch.notes, batch.size))
        except BadFile as error:
            return found, f"{error.line}: {error.reason}"
    return found, "whole"


@pytest.mark.parametrize("name", FILES)
def test_both_find_the_same(cast: Cast, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    work = sent_file(cast["erin"], FILES[name], name)
    while run_import(work.pk):
        pass
    work.refresh_from_db()
    work.read = 0

    monkeypatch.setattr(_read_import, "_SHORT", 0)
    apart = read(work)
    monkeypatch.setattr(_read_import, "_SHORT", 10**9)
    assert apart == read(work)
    assert apart[0] or apart[1] != "whole"


def test_a_long_file_is_imported_whole(cast: Cast) -> None:
    work = sent_file(cast["erin"], LONG)
    turns = 1
    while run_import(work.pk, seconds=0):
        turns += 1
    work.refresh_from_db()
    assert (work.state, work.read, work.added, work.refused) == ("done", 30_000, 29_700, 300), work.problem
    assert turns > 1
    assert readers() == []


def test_whoever_leaves_early_leaves_no_reader(cast: Cast) -> None:
    work = checked(sent_file(cast["erin"], LONG))
    with opened(work.path) as file:
        coming = read_import(work, file)
        assert isinstance(next(coming), Batch)
        assert len(readers()) == 1
        coming.close()
    assert readers() == []


def test_a_reader_that_is_killed_is_told_from_the_end_of_the_file(cast: Cast) -> None:
    work = checked(sent_file(cast["erin"], LONG))
    with opened(work.path) as file:
        coming = read_import(work, file)
        next(coming)
        readers()[0].kill()
        with pytest.raises(ReaderDied):
            list(coming)


def test_a_batch_is_gone_when_it_is_let_go(cast: Cast) -> None:
    """A refusal that held its batch would fill the memory of the reader, which seldom looks for circles."""
    work = checked(sent_file(cast["erin"], LONG))
    seen = []
    gc.disable()
    try:
        with opened(work.path) as file:
            for batch in batches(reading_of(work), file):
                assert batch.bad
                seen.append(weakref.ref(batch))
                assert sum(ref() is not None for ref in seen) <= 2
    finally:
        gc.enable()
    assert len(seen) > 2


def checked(work: Import) -> Import:
    """An import whose columns are known, with nothing read of it."""
    work.columns = ["claim", "claimant", "claim date", "id"]
    work.mapping = dict(zip(work.columns, ("text", "claimant", "said_on", "external_id"), strict=True))
    return work


def readers() -> list[psutil.Process]:
    found = []
    for each in psutil.Process().children(recursive=True):
        # What other tests started may be ending meanwhile.
        with suppress(psutil.NoSuchProcess):
            if "claims.intake.reader" in each.cmdline():
                found.append(each)
    return found
