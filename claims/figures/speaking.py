"""Whose figure it is: the last in the chain who can be named, and what stands between them and the reader."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from claims.extraction.candidate import Stance
from claims.figures.facts import Told, Voice
from claims.figures.units import same_unit
from factcheck.core.text import fold

_REJECTS = frozenset({Stance.DENIES, Stance.DOUBTS})
_HEDGED = re.compile(
    r"\b(?:(?:may|might|could)(?: well)? (?:have|be|exceed|reach|rise|top|number|include)|reportedly|allegedly|"
    r"supposedly|possibly|unconfirmed|feared|presumed|believed to|thought to|perhaps|likely)\b"
)
NOBODY = "nobody named"


@dataclass(frozen=True)
class Speaker:
    """Whose figure a claim gives. `key` is that of their line: of the network or, without a Party, of the name."""

    key: str
    party: int | None
    name: str
    second_hand: bool
    hedged: bool
    denied: bool
    confirms: bool
    basis: str


def speaker_of(told: Told, networks: Mapping[int, int]) -> Speaker:
    """Whose figure a claim gives.

    A source without a name is nobody who can revise or confirm: its figure is that of who relays it, on that basis.
    Who only passes on what another network said makes it second-hand. `networks` gives each affiliated party the key of
    its network.
    """
    chain = told.chain or ((told.publisher,) if told.publisher else (Voice(None, NOBODY, is_anonymous=True),))
    at = len(chain) - 1
    while at > 0 and chain[at].is_anonymous:
        at -= 1
    if chain[at].is_anonymous:
        at = len(chain) - 1
    own, inner = chain[at], chain[-1]
    key = _key(own, networks)
    outside = [voice for voice in chain[:at] if _key(voice, networks) != key]
    said = []
    if own is not inner:
        said.append(f"citing {inner.name}, without a name" if inner.is_anonymous else f"citing {inner.name}")
    tellers = [voice.name for voice in outside if voice.stance not in _REJECTS]
    if tellers:
        said.append(f"as told by {', '.join(dict.fromkeys(tellers))}")
    rejecting = [voice.name for voice in outside if voice.stance in _REJECTS]
    if rejecting:
        said.append(f"rejected by {', '.join(dict.fromkeys(rejecting))}")
    return Speaker(
        key=key,
        party=own.party,
        name=own.name,
        second_hand=bool(outside),
        hedged=_HEDGED.search(told.words) is not None,
        denied=any(voice.stance in _REJECTS for voice in chain[at:]),
        confirms=own.stance is Stance.CONFIRMS,
        basis="; ".join(said),
    )


def unit_said(unit: str) -> str:
    """The word a figure was said by, where it may mean more than what it is counted as: casualties may be wounded."""
    plain = unit.strip().lower()
    return f"said as {plain}" if plain.startswith("casualt") and same_unit(plain) != plain else ""


def _key(voice: Voice, networks: Mapping[int, int]) -> str:
    if voice.party is not None:
        return str(networks.get(voice.party, voice.party))
    return f"name:{fold(voice.name)}"
