"""One table of several, each in a file of its own."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def joined(tables: Iterable[Mapping[Key, Value]]) -> dict[Key, Value]:
    """All rows of the tables. Raises AssertionError where two have a row of the same name, which would hide one."""
    found: dict[Key, Value] = {}
    for table in tables:
        assert not found.keys() & table.keys(), f"twice: {found.keys() & table.keys()}"
        found.update(table)
    return found
