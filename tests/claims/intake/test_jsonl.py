"""JSON records: lines, arrays, objects that hold them; numbers as written; broken ones refused alone."""

import io
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.intake.formats.jsonl import JsonTable
from claims.intake.rows import COLUMN_LIMIT, BadFile, BadRow, Row
from tests.claims.intake.tables import OneWay, keeps_promises, refusals, rows_of, sample


def read(data: bytes | str) -> JsonTable:
    return JsonTable(io.BytesIO(data if isinstance(data, bytes) else data.encode()))


def test_an_array_with_a_mark_is_read_with_numbers_as_written():
    table = JsonTable(sample("array-with-bom.json"))
    assert rows_of(table) == [
        ["بیش از ۱۵۰۰ نفر", "1500", "people", ["iran", "toll"]],
        ["1,450", "1450.5", "", "", "1000.0", "", "true"],
    ]
    assert table.columns == ["text", "figure.value", "figure.unit", "tags", "figure.max", "due", "urgent"]


def test_json_lines_with_blank_lines_and_new_keys():
    rows = list(JsonTable(sample("lines.jsonl")))
    assert rows == [Row(1, 1, ["Over 1,500 died", "1500"]), Row(2, 3, ["304 died", "3.040e2", "Amnesty"])]


def test_the_list_inside_an_object_is_read():
    table = JsonTable(sample("claims-inside.json"))
    assert rows_of(table) == [["a"], ["b"]]
    assert rows_of(read('{"statements": [{"text": "a"}]}')) == [["a"]]


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ('{"text": "alone",\n "tags": ["x", null, 1, true]}', [["alone", ["x", "", "1", "true"]]]),
        ('{"a":1}{"a":2}\n', [["1"], ["2"]]),
        ('{"a":1}\r{"a":2}\r', [["1"], ["2"]]),
        (
            '[{"a":' + "9" * 6000 + '},{"a":-0},{"a":NaN},{"a":-Infinity}]',
            [["9" * 6000], ["-0"], ["NaN"], ["-Infinity"]],
        ),
        ('{"a":{"b":{"c":null}},"s":[{"u":1},[2]]}', [["", "1", ["2"]]]),
        ('{"a":"\\u200c\\u202e\\ud83d\\ude00 =1+1"}', [["\u200c\u202e😀 =1+1"]]),
        ("[]", []),
    ],
)
def test_shapes(data: str, rows: list[list[object]]):
    assert rows_of(read(data)) == rows


def test_what_utf_16_says_is_read():
    assert rows_of(read('[{"a":"é"}]'.encode("utf-16"))) == [["é"]]
    assert rows_of(read('[{"a":"é"}]'.encode("utf-16-be"))) == [["é"]]


def test_broken_records_are_refused_alone():
    table = JsonTable(sample("broken-lines.jsonl"))
    assert [(number, line, column) for number, line, column, _ in refusals(table)] == [
        *((2, 2, ""), (3, 3, ""), (4, 4, ""), (5, 5, "text"), (6, 6, "text"), (7, 7, "text"), (8, 8, "text"))
    ]
    reasons = [row.reason for row in JsonTable(sample("broken-lines.jsonl")) if isinstance(row, BadRow)]
    for reason, part in zip(
        reasons,
        ["Unterminated string", "a list where a record", "null where", "more than once", "U+D800", "U+0000", "0xE9"],
        strict=True,
    ):
        assert part in reason
    good = [row.cells for row in JsonTable(sample("broken-lines.jsonl")) if isinstance(row, Row)]
    assert good == [["fine"], ["", "NaN"], ["اب", ""], ["été", ""]]


def test_a_key_may_not_come_twice_by_way_of_dots():
    found = refusals(read('{"a.b":1,"a":{"b":2}}'))
    assert found == [(1, 1, "a.b", "The record names “a.b” more than once. Keep the one that is ")]


def test_more_keys_than_columns_are_refused_by_row():
    data = "".join(json.dumps({f"k{number}": 1}) + "\n" for number in range(COLUMN_LIMIT + 2))
    table = read(data)
    assert [number for number, *_ in refusals(table)] == [COLUMN_LIMIT + 1, COLUMN_LIMIT + 2]
    assert len(table.columns) == COLUMN_LIMIT


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes):
    with pytest.raises(BadFile, match="empty"):
        read(data)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=15)
RECORDS = st.lists(
    st.dictionaries(TEXT.filter(lambda key: key and "." not in key), TEXT, min_size=1, max_size=4), max_size=8
)


@settings(deadline=None, max_examples=100)
@given(records=RECORDS, is_array=st.booleans(), ascii_only=st.booleans())
def test_what_was_written_is_read(records: list[dict[str, str]], is_array: bool, ascii_only: bool):
    lines = [json.dumps(record, ensure_ascii=ascii_only) for record in records]
    data = "[" + ",\n".join(lines) + "]" if is_array or not lines else "\n".join(lines)
    table = read(data)
    found = [dict(zip(table.columns, row.cells, strict=False)) for row in table if isinstance(row, Row)]
    assert len(found) == len(records)
    for record, row in zip(records, found, strict=True):
        assert {key: row[key] for key in record} == record
        assert not any(row[key] for key in row if key not in record)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.binary(max_size=300), st.text(st.sampled_from('{}[]":,a1\\u\n nul'), max_size=100).map(str.encode)))
@example(b'{"a":1}\n{"a":"\\ud800"}')
@example(b"[" * 500)
@example(b'{"a":' * 500 + b"1" + b"}" * 500)
def test_any_bytes_are_read_or_refused(data: bytes):
    keeps_promises(lambda: read(data), size=len(data))
    keeps_promises(lambda: JsonTable(OneWay(b'{"a":1}\n' + data, 3)), size=len(data))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=4), inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=200)
@given(st.lists(JSON, max_size=6), st.booleans())
def test_any_json_is_read_or_refused(values: list[object], is_array: bool):
    data = json.dumps(values) if is_array else "\n".join(map(json.dumps, values))
    keeps_promises(lambda: read(data), size=len(data))
