"""Tables made to take memory or time: neither grows with them."""

import io
import itertools
import time

import pytest

from claims.intake.formats.csv import CsvTable
from claims.intake.formats.jsonl import JsonTable
from claims.intake.rows import BadRow, Row
from tests.claims.intake.tables import Endless, most_memory

ROW = b"Over 1,500 were killed in the protests said the,Reuters,2019-12-23\n"
WORDS = b"words and words and more words that go on for a line of usual length\n"


def of_50_mb(begin: bytes, piece: bytes, end: bytes) -> Endless:
    return Endless(itertools.chain([begin], itertools.repeat(piece * 1_000, 50_000_000 // len(piece) // 1_000), [end]))


@pytest.mark.parametrize(
    ("begin", "piece", "end"),
    [
        (b"a,b\nx,y\n1,", b"z", b"\nu,v\n"),
        (b"a,b\nx,y\n1,", "ز".encode(), b"\nu,v\n"),
        (b'a,b\nx,y\n1,"', WORDS, b'"\nu,v\n'),
        (b'a,b\nx,y\n1,"', WORDS[:-1] + b'"" ""\r\n', b'"\nu,v\n'),
        (b"a,b\nx,y\n1,", b'"', b"\nu,v\n"),
        (b"a,b\nx,y\n1,", b'"q",', b"\nu,v\n"),
    ],
    ids=["line", "persian", "quoted", "doubled", "marks", "cells"],
)
def test_a_row_of_50_mb_is_refused_and_the_next_is_read(begin: bytes, piece: bytes, end: bytes):
    rows: list[Row | BadRow] = []
    used = most_memory(lambda: rows.extend(CsvTable(of_50_mb(begin, piece, end), encoding="utf-8")))
    assert [row.number for row in rows] == [1, 2, 3]
    refused = rows[1]
    assert isinstance(refused, BadRow)
    assert refused.line == 3
    assert "longer than 1,000,000 characters" in refused.reason
    assert len(refused.cells[""]) <= 2_001
    assert isinstance(rows[2], Row)
    assert rows[2].cells == ["u", "v"]
    assert used < 40


def test_memory_does_not_grow_with_the_number_of_rows():
    def count(rows: int) -> int:
        stream = Endless(itertools.chain([b'"a",b,c\n'], itertools.repeat(ROW * 100, rows // 100)))
        return sum(len(batch) for batch in CsvTable(stream, delimiter=",").batches())

    few, many = most_memory(lambda: count(6_000)), most_memory(lambda: count(60_000))
    assert many < few * 1.2 + 0.5


@pytest.mark.parametrize("line", [b'a","b\n', b'"a\nb",', b'"a\n', b'x,"y\n', b'"",""\n"', b'"a" ,b\n', b"\0\n", b"\r"])
def test_marks_that_confuse_take_no_time(line: bytes):
    data = b"p,q\nx,y\n" + line * (1_000_000 // len(line))
    began = time.thread_time()
    for _ in CsvTable(io.BytesIO(data)):
        pass
    assert time.thread_time() - began < 20


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 2_000_000,
        b'{"a":' * 400_000,
        b'{"a":"' * 300_000,
        b'{"a":1\n' * 100_000,
        b"[" + b'{"a":x},' * 20_000,
        b'{"a":' + b"9" * 2_000_000 + b"}",
        b'{"a":"' + b"\\" * 2_000_000,
        b"".join(b'{"k%d":1}\n' % number for number in range(50_000)),
        b"\xff" * 2_000_000,
    ],
    ids=["lists", "objects", "strings", "unclosed", "no values", "digits", "backslashes", "keys", "bytes"],
)
def test_json_that_is_deep_or_broken_takes_neither_time_nor_the_process(data: bytes):
    began = time.thread_time()
    table = JsonTable(io.BytesIO(data))
    rows = list(table)
    assert time.thread_time() - began < 20
    assert any(isinstance(row, BadRow) for row in rows)
    assert len(table.columns) <= 1_000


def test_a_record_of_50_mb_is_refused_and_the_next_is_read():
    rows: list[Row | BadRow] = []
    stream = of_50_mb(b'{"a":"x"}\n{"a":"', b"zzzz ", b'"}\n{"a":"y"}\n')
    used = most_memory(lambda: rows.extend(JsonTable(stream)))
    assert [(type(row), row.line) for row in rows] == [(Row, 1), (BadRow, 2), (Row, 3)]
    assert used < 40
