"""Workbooks made to take memory or time, and damaged ones: nothing that a workbook says of itself is trusted."""

import io
import re
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake.formats.xlsx import XlsxTable
from claims.intake.rows import BadFile, BadRow, Row
from tests.claims.intake.books import BOOK, book, changed, sheet_of, with_shared
from tests.claims.intake.tables import keeps_promises, most_memory


def refused(stream: io.BytesIO, part: str) -> None:
    with pytest.raises(BadFile, match=part):
        list(XlsxTable(stream))


def test_many_shared_texts_take_no_memory():
    texts = "".join(f"<si><t>{number:06d} {'x' * 200}</t></si>" for number in range(40_000))
    rows = "".join(f'<row><c t="s"><v>{number}</v></c></row>' for number in range(40_000))
    packed = with_shared(sheet_of(rows).getvalue(), f"<sst>{texts}</sst>")
    found: list[str] = []

    def read() -> None:
        found.extend(str(row.cells[0])[:6] for row in XlsxTable(packed, has_header=False) if isinstance(row, Row))

    assert most_memory(read) < 9
    assert found == [f"{number:06d}" for number in range(40_000)]


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_entities_are_not_unfolded(part: str):
    bomb = '<!DOCTYPE x [<!ENTITY a "' + "b" * 1000 + '"><!ENTITY c "' + "&a;" * 1000 + '">]>'
    data = with_shared(book(["a"], ["b"]).getvalue(), "<sst/>").getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        content = old.read(part).decode()
    begin = re.match(r"(?:<\?xml[^>]*\?>\s*)?", content)
    assert begin
    refused(changed(data, part, (content, begin[0] + bomb + content[begin.end() :])), "document type")


def test_a_workbook_that_unfolds_is_refused_before_it_does():
    packed = io.BytesIO(BOOK)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", bytes(60 * 1024**2))
    with pytest.raises(BadFile, match="grow more than 200 times"):
        XlsxTable(packed)


def test_one_text_said_by_many_cells_takes_no_memory():
    rows = "".join("<row>" + '<c t="s"><v>0</v></c>' * 60 + "</row>" for _ in range(60))
    many = with_shared(sheet_of(rows).getvalue(), f"<sst><si><t>{'x' * 30_000}</t></si></sst>")
    found: list[Row | BadRow] = []
    assert most_memory(lambda: found.extend(list(XlsxTable(many, has_header=False))[:2])) < 30
    assert [type(row) for row in found] == [BadRow, BadRow]


def test_a_tag_without_end_is_not_held():
    rows = '<row><c t="inlineStr"><is><t>a</t></is></c></row><row a="' + "x" * 8_000_000 + '"></row>'
    assert most_memory(lambda: refused(sheet_of(rows), "damaged")) < 60


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "damaged"),
        (b"a,b\n1,2\n", "damaged"),
        (BOOK[:-200], "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel format, or one with a password"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, part: str):
    refused(io.BytesIO(data), part)


def test_a_zip_without_a_workbook_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", "a")
    refused(packed, "holds no workbook")


def test_a_sheet_that_says_it_is_full_takes_no_time():
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    began = time.thread_time()
    assert list(XlsxTable(sheet_of(far))) == [Row(1, 1_048_576, ["2"])]
    empty = "".join(f'<row r="{number}"/>' for number in range(1, 200_000))
    assert list(XlsxTable(sheet_of(far + empty))) == [Row(1, 1_048_576, ["2"])]
    assert time.thread_time() - began < 10


@settings(deadline=None, max_examples=100)
@given(place=st.integers(0, len(BOOK) - 1), byte=st.integers(0, 255))
def test_any_changed_byte_is_read_or_refused(place: int, byte: int):
    data = BOOK[:place] + bytes([byte]) + BOOK[place + 1 :]
    keeps_promises(lambda: XlsxTable(io.BytesIO(data)), size=len(data) * 20)


TAGS = [
    '<row r="2">',
    "<row>",
    "</row>",
    '<c r="A2">',
    '<c t="s">',
    '<c s="9999">',
    '<c t="b">',
    '<c t="e" s="1">',
    "</c>",
]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.sampled_from([*TAGS, "<v>", "</v>", "<f>", "</f>", "1", "-1e400", "0x1", "é", "<is><t>", "</t></is>"]))
)
def test_any_tags_are_read_or_refused(tags: list[str]):
    stream = sheet_of('<row r="1"><c t="inlineStr"><is><t>a</t></is></c></row>' + "".join(tags))
    keeps_promises(lambda: XlsxTable(stream), size=10_000)
