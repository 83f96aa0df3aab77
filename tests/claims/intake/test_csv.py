"""Delimited files: what people really send comes back exactly, and rows are refused one by one."""

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.intake.formats.csv import CsvTable
from claims.intake.rows import COLUMN_LIMIT, ROW_LIMIT, BadFile, BadRow, Row
from tests.claims.intake.tables import OneWay, keeps_promises, refusals, rows_of, sample


def read(data: bytes | str, **asked: object) -> CsvTable:
    return CsvTable(io.BytesIO(data if isinstance(data, bytes) else data.encode()), **asked)


def test_a_german_excel_export_comes_back_as_it_looks():
    table = CsvTable(sample("excel-german-windows-1252.csv"))
    assert (table.guess.encoding, table.guess.delimiter) == ("windows-1252", ";")
    assert "guess" in table.guess.notes[0]
    assert table.columns == ["Aussage", "Sprecher", "Anzahl", "Datum"]
    assert rows_of(table) == [
        ["Über 1.500 Tote, sagt die „Opposition“", "Müller", "1500", "16.11.2019"],
        ["Die Kosten stiegen um 4,5 %", "Größer & Söhne", "4,5", "01.12.2019"],
        ["Mehr als\r\n200 Verletzte", "Jäger", "200", ""],
    ]


def test_unicode_text_of_excel_is_utf_16_with_tabs():
    table = CsvTable(sample("excel-unicode-text.txt"))
    assert (table.guess.encoding, table.guess.delimiter, table.guess.notes) == ("utf-16-le", "\t", [])
    assert rows_of(table) == [["Il y a 304 morts", "Amnistie", "304"], ["Au moins\n1 500 morts", "Reuters", "1500"]]


def test_persian_keeps_its_joiners():
    table = CsvTable(sample("persian-zwnj.csv"))
    assert table.columns == ["ادعا", "گوینده", "تعداد"]
    first = rows_of(table)[0]
    assert first == ["بیش از ۱۵۰۰ نفر در اعتراض\u200cها کشته شده\u200cاند، گفت", "رویترز", "۱۵۰۰"]


def test_a_google_sheets_export_has_doubled_marks_and_lines_in_cells():
    rows = list(CsvTable(sample("google-sheets.csv")))
    assert rows == [
        Row(1, 2, ["2024-01-31 13:45:00", 'He said "never", twice', "Minister", "https://example.org/a?b=1&c=2"]),
        Row(2, 3, ["2024-02-01 09:00:00", "Two lines\nin one cell", "", "https://example.org/b"]),
    ]


@pytest.mark.parametrize(
    ("name", "delimiter", "first"),
    [
        ("mac-cr-only.csv", ",", ["Three hundred died", "Ministry"]),
        ("pipe.txt", "|", ["Over 1,500 died, sources said", "Reuters", "1500"]),
        ("one-column.csv", "none", ["Over 1,500 died, sources said"]),
        ("excel-sep-line.csv", ";", ["Over 1,500 died", "1500"]),
    ],
)
def test_the_delimiter_is_found(name: str, delimiter: str, first: list[str]):
    table = CsvTable(sample(name))
    assert table.guess.delimiter == delimiter
    assert rows_of(table)[0] == first


def test_spaces_after_the_delimiter_do_not_hide_a_quotation_mark():
    table = read('text, who, n\n"1,500 died, they said", "Reuters, AP", 3\n"none, they said", X, 4\n')
    assert rows_of(table)[0] == ["1,500 died, they said", "Reuters, AP", "3"]


def test_each_bad_row_is_refused_alone():
    table = CsvTable(sample("broken-rows.csv"))
    rows = list(table)
    assert [row.cells[0] for row in rows if isinstance(row, Row)] == ["fine", "short", "fine again", "last"]
    bad = [row for row in rows if isinstance(row, BadRow)]
    assert [(row.number, row.line, row.column) for row in bad] == [(2, 3, ""), (3, 4, ""), (5, 6, "text"), (6, 7, "")]
    assert "4 cells, but there are 3 columns" in bad[0].reason
    assert bad[0].cells == {"text": "too", "claimant": "many", "value": "cells,here"}
    assert "not written twice" in bad[1].reason
    assert "NUL character (U+0000)" in bad[2].reason
    assert "at character 4" in bad[2].reason
    assert "never closed" in bad[3].reason
    assert bad[3].cells[""].startswith('"never closed,D,4\n')


def test_headers_without_a_name_of_their_own_get_one():
    table = CsvTable(sample("blank-and-double-headers.csv"))
    assert table.columns == ["Text", "Column 2", "Text (2)", "Source", "Column 5"]
    assert len(table.guess.notes) == 3
    assert list(table) == [Row(1, 2, ["1", "2", "3", "4", "5"]), Row(2, 5, ["6"])]


def test_without_headers_the_first_row_is_data():
    table = read("a,b\nc,d\n", has_header=False)
    assert table.columns == ["Column 1", "Column 2"]
    assert rows_of(table) == [["a", "b"], ["c", "d"]]


def test_what_is_named_is_used():
    data = "a;b\n1;2\n"
    assert read(data, delimiter="comma").columns == ["a;b"]
    assert read(data, delimiter=";").columns == ["a", "b"]
    with pytest.raises(BadFile, match="cannot stand between cells"):
        read(data, delimiter="ab")
    with pytest.raises(BadFile, match="No encoding is called “klingon”"):
        read(data, encoding="klingon")
    assert rows_of(read("a,b\nжук,x\n".encode("koi8-r"), encoding="KOI8-R")) == [["жук", "x"]]


@pytest.mark.parametrize("data", ["", "\n\n", "\ufeff", '"a,b\n1,2\n', "a\0,b\n", "," * COLUMN_LIMIT])
def test_a_file_without_headers_that_can_be_read_is_refused(data: str):
    with pytest.raises(BadFile) as refused:
        list(read(data if data[:1] != "," else "a" + data))
    assert refused.value.reason.endswith(".")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_and_lines_are_counted_whatever_ends_a_line(end: str):
    lines = ["a,b", "1,2", "", '"x', 'y",2', " ", "3,4"]
    rows = list(read(end.join(lines)))
    assert [(row.number, row.line) for row in rows] == [(1, 2), (2, 4), (3, 6), (4, 7)]


@pytest.mark.parametrize("piece", [1, 2, 3, 1000])
def test_where_the_stream_is_cut_does_not_matter(piece: int):
    data = 'a,b\r\n"é\r\n""x""",1\r\n\r\nñ,2\r\n"ok",3'.encode()
    assert list(CsvTable(OneWay(data, piece))) == [
        Row(1, 2, ['é\r\n"x"', "1"]),
        Row(2, 5, ["ñ", "2"]),
        Row(3, 6, ["ok", "3"]),
    ]


def test_rows_after_a_mark_that_is_never_closed_are_not_lost():
    data = 'a,b\n1,"oops\n' + "x,y\n" * 300_000 + '"u","v"\n'
    rows = list(read(data))
    assert isinstance(rows[0], BadRow)
    assert len(rows) == 300_002
    assert rows[-1] == Row(300_002, 300_003, ["u", "v"])


def test_long_rows_are_refused_wherever_blocks_end():
    for length in (ROW_LIMIT - 3, ROW_LIMIT - 2):
        for shift in (0, 50_000):
            data = "a,b\n" + "p,q\n" * shift + "x," + "z" * length + "\nlast,1\n"
            rows = list(read(data))[shift:]
            assert isinstance(rows[0], BadRow) == (length > ROW_LIMIT - 3), (length, shift)
            assert rows[1] == Row(shift + 2, shift + 3, ["last", "1"])


def test_a_field_of_a_million_characters_and_signs_that_turn_text_round_come_back():
    long, bidi = "é" * 900_000, "\u202eevil\u202c\u2066x\u2069\ufeff"
    formula = '=HYPERLINK("http://example.org","x")'
    data = io.StringIO()
    csv.writer(data).writerows([["text", "n"], [long, "1"], [bidi, "9" * 5_000], [formula, "NaN"], ["+1", "@SUM(A1)"]])
    assert rows_of(read(data.getvalue())) == [[long, "1"], [bidi, "9" * 5_000], [formula, "NaN"], ["+1", "@SUM(A1)"]]


def test_a_byte_that_is_not_of_the_encoding_refuses_its_row():
    data = b"text,who\n" + "été,Zoé\n".encode() * 9 + b"caf\xe9,X\n" + "fin,Zoé\n".encode()
    table = read(data)
    assert refusals(table) == [(10, 11, "text", "“text” holds the byte 0xE9, which is not utf-8, at character")]


@pytest.mark.parametrize("hidden", ["\0", "\ud800"])
def test_refused_text_is_shown_without_what_cannot_be_stored(hidden: str):
    rows = list(read(f"a,b\n1,x{hidden}y\n".encode("utf-8", "surrogatepass"), encoding="utf-8"))
    assert isinstance(rows[0], BadRow)
    assert rows[0].column == "b"
    assert "\N{REPLACEMENT CHARACTER}" in rows[0].cells["b"]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@settings(deadline=None, max_examples=150)
@given(
    rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=12),
    delimiter=st.sampled_from(",;\t|"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)
def test_what_was_written_is_read(rows: list[list[str]], delimiter: str, end: str, encoding: str):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *rows])
    table = read(text.getvalue().encode(encoding), delimiter=delimiter)
    assert [row.cells for row in table] == [row for row in rows if any(row)]


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.binary(max_size=400), st.text(st.sampled_from('ab,;\t"\r\n é\0'), max_size=120).map(str.encode)))
@example(b'\xff\xfe"\x00')
@example(b"sep=\n")
@example(b'a","b\n' * 50)
def test_any_bytes_are_read_or_refused(data: bytes):
    keeps_promises(lambda: read(data), size=len(data))
    keeps_promises(lambda: CsvTable(OneWay(data, 5)), size=len(data))
    keeps_promises(lambda: read(data, encoding="utf-8", delimiter=",", has_header=False), size=len(data))


@settings(deadline=None, max_examples=100)
@given(st.text(st.characters(), max_size=300))
def test_any_text_is_read_or_refused(text: str):
    data = ("text,who\n" + text).encode("utf-8", "surrogatepass")
    keeps_promises(lambda: read(data), size=len(data))
