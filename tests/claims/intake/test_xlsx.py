"""Workbooks: cells as people see them, whichever program wrote them."""

import datetime
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from claims.intake.formats.xlsx import XlsxTable
from claims.intake.formats.xlsx_sheet import plain_number
from claims.intake.rows import BadFile, BadRow, Row
from tests.claims.intake.books import BOOK, book, changed, sheet_of, with_shared
from tests.claims.intake.tables import OneWay, refusals, rows_of, sample


def test_cells_come_as_people_see_them():
    table = XlsxTable(sample("claims.xlsx"))
    assert table.guess.sheet == "Claims"
    assert table.guess.notes == ["The workbook has 3 sheets; “Claims” was read."]
    assert table.columns == ["Text", "Value", "Said on", "Share", "Sure", "Seen"]
    rows = [(row.line, row.cells) for row in table if isinstance(row, Row)]
    assert rows == [
        (2, ["بیش از ۱۵۰۰ نفر کشته\u200cاند", "1500", "2019-12-15", "45%", "true", "2024-01-31T13:45:00"]),
        (3, ["=1+1 as text is kept", "0.3", "", "", "false", "09:05:00"]),
        (900_000, ["far below"]),
    ]


def test_errors_and_formulas_without_a_result_refuse_their_row():
    found = list(XlsxTable(sample("claims.xlsx")))
    bad = [row for row in found if isinstance(row, BadRow)]
    assert [(row.number, row.line, row.column) for row in bad] == [(3, 4, "Text"), (4, 5, "Value")]
    assert "#DIV/0!" in bad[0].reason
    assert "never saved" in bad[1].reason
    assert bad[1].cells == {"Text": "never calculated"}


def test_a_sheet_can_be_named():
    table = XlsxTable(sample("claims.xlsx"), sheet=" hidden")
    assert (table.columns, table.guess.sheet) == (["secret"], "Hidden")
    with pytest.raises(BadFile, match=r"no sheet called “Nope”\. It has “Notes”, “Claims”, “Hidden”"):
        XlsxTable(sample("claims.xlsx"), sheet="Nope")
    with pytest.raises(BadFile, match="holds no rows"):
        XlsxTable(sample("claims.xlsx"), sheet="Notes")


def test_a_table_may_stand_anywhere_in_its_sheet():
    table = XlsxTable(book([], [None, "a", None, "a"], [None, 1, 2, 3], ["left", 1], [None, None, None, None, "right"]))
    assert table.columns == ["a", "Column 2", "a (2)"]
    rows = list(table)
    assert rows[0] == Row(1, 3, ["1", "2", "3"])
    assert [row.reason for row in rows[1:] if isinstance(row, BadRow)] == [
        "A cell in column A has no header above it. Add one, or clear it.",
        "A cell in column E has no header above it. Add one, or clear it.",
    ]


def test_merged_cells_are_noted():
    work = Workbook()
    work.active.append(["a", "b"])
    work.active.append(["x", "y"])
    work.active.merge_cells("A2:B2")
    saved = io.BytesIO()
    work.save(saved)
    table = XlsxTable(saved)
    assert rows_of(table) == [["x"]]
    assert "merged cells" in table.guess.notes[0]


def test_durations_and_days_count_as_the_workbook_does():
    data = book(["a", "b"], [datetime.timedelta(hours=26, minutes=5), datetime.date(2019, 12, 15)]).getvalue()
    assert rows_of(XlsxTable(io.BytesIO(data))) == [["26:05:00", "2019-12-15"]]
    old = changed(data, "xl/workbook.xml", ("<workbookPr/>", '<workbookPr date1904="1"/>'))
    assert rows_of(XlsxTable(old)) == [["26:05:00", "2023-12-16"]]


def test_without_headers_and_in_one_direction():
    table = XlsxTable(OneWay(book(["a", 1], ["b", 2]).getvalue()), has_header=False)
    assert table.columns == ["Column 1", "Column 2"]
    assert list(table) == [Row(1, 1, ["a", "1"]), Row(2, 2, ["b", "2"])]


def test_shared_texts_are_read_as_excel_writes_them():
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<sst xmlns="{main}" count="5" uniqueCount="5">'
        "<si><t>Text</t></si><si><t/></si>"
        '<si><r><rPr><b/></rPr><t>Over </t></r><r><t xml:space="preserve">1,500 </t></r>'
        '<rPh sb="0" eb="1"><t>no</t></rPh></si><si><t>کشته\u200cاند</t></si><si><t>two_x000D_\nlines</t></si></sst>'
    )
    rows = "".join(f'<row><c t="s"><v>{number}</v></c><c><v>1</v></c></row>' for number in range(5))
    table = XlsxTable(with_shared(sheet_of(rows).getvalue(), texts))
    assert table.columns == ["Text", "1"]
    assert [row[0] for row in rows_of(table)] == ["", "Over 1,500 ", "کشته\u200cاند", "two\r\nlines"]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c t="str"><f>A1</f><v>=cmd|calc</v></c>', "=cmd|calc"),
        ('<c t="str"><f>A1</f><v></v></c><c><v>1</v></c>', ""),
        ('<c t="inlineStr"><is><r><t>a </t></r><r><t>b</t></r><rPh><t>no</t></rPh></is></c>', "a b"),
        ('<c t="inlineStr"><is><t xml:space="preserve"> x_x000D_ _x005F_x000D_ </t></is></c>', " x\r _x000D_ "),
        ('<c t="d"><v>2019-12-15T00:00:00</v></c>', "2019-12-15"),
        ('<c t="b"><v>1</v></c>', "true"),
        ("<c><v>12345678901234567890</v></c>", "12345678901234567890"),
        ("<c><v>1.5E3</v></c>", "1500"),
        ("<c><v>-0.0</v></c>", "0"),
        ("<c><v>NaN</v></c>", "NaN"),
        ("<c><v>1E999999999</v></c>", "1E999999999"),
        ('<x:c xmlns:x="urn:other"><x:v>7</x:v></x:c>', "7"),
    ],
)
def test_cells_of_other_programs(cell: str, said: str):
    table = XlsxTable(sheet_of(f'<row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row><row>{cell}</row>'))
    row = next(iter(table))
    assert isinstance(row, Row), row.reason
    assert row.cells[0] == said


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ('<c t="s"><v>99</v></c>', "no value that its cell can have"),
        ('<c t="s"><v>x</v></c>', "no value that its cell can have"),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="inlineStr"><is><t>a_x0000_b</t></is></c>', "U+0000"),
        ('<c t="inlineStr"><is><t>a_xD800_b</t></is></c>', "U+D800"),
        ('<c t="inlineStr"><is><t>' + "x" * 1_000_001 + "</t></is></c>", "longer than 1,000,000"),
        ('<c r="ZZ1"><v>1</v></c>', "column ZZ has no header"),
    ],
)
def test_cells_that_cannot_be_taken(cell: str, part: str):
    table = XlsxTable(
        sheet_of(f'<row><c t="inlineStr"><is><t>a</t></is></c></row><row>{cell}</row><row><c><v>1</v></c></row>')
    )
    rows = list(table)
    assert isinstance(rows[0], BadRow)
    assert part in rows[0].reason
    assert rows[1] == Row(2, 3, ["1"])


def test_macros_are_no_reason_to_refuse():
    packed = io.BytesIO(BOOK)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")
    assert len(refusals(XlsxTable(packed))) == 2


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.3"),
        ("1500.0", "1500"),
        ("1e-7", "0.0000001"),
        ("-2.50", "-2.5"),
        ("x", "x"),
    ],
)
def test_numbers_have_15_digits(raw: str, shown: str):
    assert plain_number(raw) == shown


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=12
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(TEXT, min_size=2, max_size=2), max_size=6))
def test_what_was_written_is_read(rows: list[list[str]]):
    work = Workbook()
    work.active.append(["a", "b"])
    for at, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            cell = work.active.cell(at, column, "")
            cell.value, cell.data_type = text, "s"
    saved = io.BytesIO()
    work.save(saved)
    escape = re.compile("_x[0-9A-Fa-f]{4}_")
    if not any(escape.search(text) for row in rows for text in row):
        assert rows_of(XlsxTable(saved)) == rows
