"""Candidates as JSON values and back: what is kept of what an extractor said."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from claims.extraction.candidate import Candidate


def to_json(candidate: Candidate) -> dict[str, Any]:
    """A candidate as JSON values; numbers of figures as text, since JSON has no decimals."""
    return cast(dict[str, Any], _plain(candidate))


def from_json(data: dict[str, Any]) -> Candidate:
    """The candidate that `to_json` wrote. A field that it did not know yet has its default."""
    return cast(Candidate, _typed(Candidate, data))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _typed(kind: Any, value: Any) -> Any:
    arguments = get_args(kind)
    if get_origin(kind) in (Union, UnionType):
        return None if value is None else _typed(next(each for each in arguments if each is not type(None)), value)
    if get_origin(kind) is tuple:
        kinds = [arguments[0]] * len(value) if arguments[-1] is Ellipsis else arguments
        return tuple(_typed(each, part) for each, part in zip(kinds, value, strict=True))
    if is_dataclass(kind):
        hints = _hints(cast(type, kind))
        return cast(Any, kind)(**{name: _typed(hints[name], each) for name, each in value.items() if name in hints})
    if isinstance(kind, type) and issubclass(kind, Enum | Decimal):
        return kind(value)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
