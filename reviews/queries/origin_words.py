"""Why sources come to so many origins, in words that name them. Plain values in, plain values out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.independence import Count, Origin

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@dataclass(frozen=True)
class Allegation:
    """What is said, but not shown, of where a source comes from. `source` is its key, `of` what it is called."""

    source: str
    of: str
    basis: str


@dataclass(frozen=True)
class Unnamed:
    """What a claim's own words say of a speaker: `party` is the name, `cites` what they call whom they do not name."""

    party: str
    cites: str


@dataclass(frozen=True)
class Known:
    """What is known beside a count: titles of sources and what each rests on, by their keys."""

    titles: Mapping[str, str]
    behind: Mapping[str, frozenset[str]]
    allegations: Sequence[Allegation]
    unnamed: Sequence[Unnamed]


def origins_told(count: Count, known: Known, *, claimant_counts: bool) -> list[dict[str, Any]]:
    """Each origin of one side as JSON values, in the order in which it is shown.

    `counts` is False for the claimant's own, `doubtful` True for one that may be the one before it, and `because`
    says what that rests on. `circle` names the sources that go round, `cites` those whom it does not name.
    """
    return [
        {
            "label": origin.label,
            "anonymous": origin.anonymous,
            "cites": _cites(origin, known),
            "claimant": origin.claimant,
            "counts": claimant_counts or not origin.claimant,
            "doubtful": origin.doubtful,
            "circle": list(origin.circle),
            "because": [{"of": said.of, "basis": said.basis} for said in _said_of(origin, known)],
            "sources": [known.titles.get(key, key) for key in origin.sources],
        }
        for origin in count.origins
    ]


def note(corroborating: Count, disputing: Count, known: Known) -> str:
    """Why the counts are what they are, in a few sentences fit for readers; "" where there is nothing to explain."""
    said = [
        *_about(corroborating, known, claimant_counts=False),
        *_about(disputing, known, claimant_counts=True),
    ]
    return " ".join(dict.fromkeys(said))


def _about(count: Count, known: Known, *, claimant_counts: bool) -> list[str]:
    said = []
    for origin in count.origins:
        if origin.claimant and not claimant_counts:
            said.append(f"{origin.label} is the claimant or affiliated with it and does not corroborate.")
        elif cited := _cites(origin, known):
            said.append(f"{origin.label} cites “{cited}” without naming them.")
        if origin.circle:
            said.append(f"{_listed(origin.circle)} go round in a circle and count as one.")
    if count.least != count.most:
        said += _doubts(count, known)
        said.append(f"So {_number(count.least)} to {_number(count.most)} origin{'' if count.most == 1 else 's'}.")
    return said


def _doubts(count: Count, known: Known) -> list[str]:
    said = [
        f"It is said, but not shown, that {origin.label} has this from {one.of}. {_sentence(one.basis)}"
        for origin in count.origins
        if origin.doubtful
        for one in _said_of(origin, known)
    ]
    return said or ["It is said, but not shown, that some of these origins are one."]


def _said_of(origin: Origin, known: Known) -> Iterable[Allegation]:
    """Allegations about the sources of an origin, or about what these rest on, each once."""
    resting = {key for source in origin.sources for key in {source} | known.behind.get(source, frozenset())}
    return dict.fromkeys(Allegation("", one.of, one.basis) for one in known.allegations if one.source in resting)


def _cites(origin: Origin, known: Known) -> str:
    return next((each.cites for each in known.unnamed if each.party in origin.label.split(", ")), "")


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "”")) else f"{words}."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
