"""Splitting JSON into its elements: the same ones that a parser of the whole would find, at any size of chunk."""

import io
import json
from collections.abc import Callable
from json import JSONDecoder
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake.json_stream import UNREAD, Element, elements
from claims.intake.json_text import text_of
from claims.intake.rows import BadFile

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='a"\\{}[],:/*\n é😀'),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=15,
)


def in_chunks(text: str, size: int) -> Callable[[int], str]:
    stream = io.StringIO(text)
    return lambda _: stream.read(size)


def split(text: str, size: int = 1000, **how: Any) -> list[Element]:
    return list(elements(in_chunks(text, size), JSONDecoder(strict=False), **how))


def values(text: str, size: int = 1000, **how: Any) -> list[Any]:
    return [element.text if element.value is UNREAD else element.value for element in split(text, size, **how)]


@given(st.lists(VALUES), st.integers(1, 40), st.sampled_from([None, 1]))
def test_an_array_is_split_into_what_it_holds(items: list[Any], size: int, indent: int | None) -> None:
    text = json.dumps(items, indent=indent, ensure_ascii=False)
    assert values(text, size) == items
    assert values("\ufeff // first\n" + text + "/* last */", size) == items


@given(st.lists(st.dictionaries(st.text(max_size=4), VALUES, max_size=4)), st.integers(1, 40))
def test_lines_and_values_one_after_another_are_split(items: list[Any], size: int) -> None:
    assert values("\n".join(map(json.dumps, items)), size) == items
    assert values("\r\n\r\n".join(map(json.dumps, items)), size, lines=True) == items
    assert values("\n".join(json.dumps(item, indent=2) for item in items), size) == items


@given(st.lists(VALUES), st.lists(VALUES), VALUES, st.integers(1, 40))
def test_arrays_inside_an_object_are_looked_into(first: list[Any], second: list[Any], other: Any, size: int) -> None:
    text = json.dumps({"a": other, "here": first, "b": [other], "also": second, "c": other})
    assert values(text, size, inside=frozenset({"here", "also"})) == first + second
    assert values(text, size, inside=frozenset({"nowhere"})) == [json.loads(text)]


def test_each_element_knows_its_line() -> None:
    found = split('\n[1,\n\n{"a":\n2}, "x\ny",\n3]\n')
    assert [(element.line, element.text) for element in found] == [(2, "1"), (4, '{"a":\n2}'), (5, '"x\ny"'), (7, "3")]


def test_lines_may_begin_with_anything() -> None:
    assert values('[1]\n[2]\n"x"\n', lines=True) == [[1], [2], "x"]
    assert values("[1]\n[2\n[3]\nfour\n5 5\n6", lines=True) == [[1], "[2", [3], "four", "5 5", 6]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[{"k": 1}, {"k": 2 2}, {"k": 3}]', [{"k": 1}, '{"k": 2 2}', {"k": 3}]),
        ('[{"k": 1}, {"k": "odd " quote}, {"k": 3}, {"k": 4}]', [{"k": 1}, '{"k": "odd " quote}', {"k": 3}, {"k": 4}]),
        ('[{"k": 1}, {"k": {"x": 2}, {"k": 3}, {"k": 4}]', [{"k": 1}, '{"k": {"x": 2}', {"k": 3}, {"k": 4}]),
        ('[{"k": 1}, {"k": [2}, {"k": 3}]', [{"k": 1}, '{"k": [2}', {"k": 3}]),
        ('[{"k": 1}, nonsense, {"k": 3}]', [{"k": 1}, "nonsense", {"k": 3}]),
        ('[{"k": 1} {"k": 2},, {"k": 3},]', [{"k": 1}, {"k": 2}, {"k": 3}]),
        ('[{"k": 1}, {"k": 2', [{"k": 1}, '{"k": 2']),
        ('{"k": 1}\n{"k": 2\n{"k": 3}\n', [{"k": 1}, '{"k": 2', {"k": 3}]),
        ('{"here": [{"k": 1}, {"k": 2,}, {"k": 3}], "z": nonsense}', [{"k": 1}, '{"k": 2,}', {"k": 3}]),
    ],
)
def test_a_broken_element_refuses_itself_alone(text: str, expected: list[Any]) -> None:
    for size in (1, 7, 1000):
        assert values(text, size, inside=frozenset({"here"})) == expected


@given(st.text(alphabet='{}[]",:\\/*\n a1', max_size=60), st.integers(1, 20), st.sampled_from([None, True, False]))
def test_any_text_is_split_and_nothing_is_made_up(text: str, size: int, lines: bool | None) -> None:
    position = 0
    for element in split(text, size, lines=lines, inside=frozenset({"a"})):
        assert element.text
        # A comment before it may hold the same characters.
        begins = sum(len(line) for line in text.splitlines(keepends=True)[: element.line - 1])
        position = text.find(element.text, max(position, begins))
        assert position >= 0
        assert text.count("\n", 0, position) + 1 == element.line
        position += len(element.text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    read = text_of(io.BytesIO('[1,"آ😀"]'.encode(encoding)))
    found = ""
    while text := read(1):
        found += text
    assert json.loads(found) == [1, "آ😀"]


@pytest.mark.parametrize("name", ["nonsense", "base64", "\0", "rot13", "x" * 1000, "../etc"])
def test_an_encoding_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(BadFile, match="no known encoding"):
        text_of(io.BytesIO(b"[]"), name)
