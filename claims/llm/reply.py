"""The answer of a model as values, or none of it: JSON that is not just what was asked for is refused whole."""

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from claims.extraction.candidate import Kind, Stance
from claims.llm.prompt import MOST, SCHEMA
from claims.llm.settings import ModelFailed

_CLAIM = set(SCHEMA["properties"]["claims"]["items"]["required"])
_SPEAKER = {"name", "cue", "stance"}
_LONGEST = 2_000  # code points of any one value
_MOST_SPEAKERS = 8


@dataclass(frozen=True)
class SaidSpeaker:
    name: str
    cue: str
    stance: Stance


@dataclass(frozen=True)
class Said:
    """One claim as a model gives it: nothing of it is believed yet."""

    quote: str
    speakers: tuple[SaidSpeaker, ...]
    value: Decimal | None
    unit: str
    place: str
    kind: Kind


def read_reply(words: str) -> list[Said]:
    """The claims of an answer. Raises ModelFailed for what is no JSON or has another shape than `SCHEMA`."""
    try:
        data = json.loads(words)
    except (ValueError, RecursionError):
        raise ModelFailed("Its answer is no JSON.") from None
    claims = _fields(data, {"claims"})["claims"]
    if not isinstance(claims, list) or len(claims) > MOST:
        raise ModelFailed(f"Its answer is no list of at most {MOST} claims.")
    return [_said(each) for each in claims]


def _said(data: Any) -> Said:
    given = _fields(data, _CLAIM)
    speakers = given["speakers"]
    if not isinstance(speakers, list) or len(speakers) > _MOST_SPEAKERS:
        raise ModelFailed(f"A claim of its answer has no list of at most {_MOST_SPEAKERS} speakers.")
    return Said(
        quote=_text(given["quote"]),
        speakers=tuple(_speaker(each) for each in speakers),
        value=None if given["value"] is None else _number(given["value"]),
        unit=_text(given["unit"]),
        place=_text(given["place"]),
        kind=Kind(_one_of(given["kind"], list(Kind))),
    )


def _speaker(data: Any) -> SaidSpeaker:
    given = _fields(data, _SPEAKER)
    return SaidSpeaker(_text(given["name"]), _text(given["cue"]), Stance(_one_of(given["stance"], list(Stance))))


def _fields(data: Any, names: set[str]) -> dict[str, Any]:
    if not isinstance(data, dict) or set(data) != names:
        raise ModelFailed(f"Its answer has not just the fields {', '.join(sorted(names))}.")
    return data


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ModelFailed(f"A value of its answer is no text of at most {_LONGEST:,} characters.")
    return value.strip()


def _one_of(value: Any, known: list[Any]) -> str:
    if not isinstance(value, str) or value not in known:
        raise ModelFailed(f"A value of its answer is none of {', '.join(known)}.")
    return value


def _number(value: Any) -> Decimal:
    try:
        number = Decimal(_text(value))
    except InvalidOperation:
        raise ModelFailed("A number of its answer is none.") from None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        raise ModelFailed("A number of its answer is out of all range.")
    return number
