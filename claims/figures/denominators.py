"""Of what a percentage is, and which claims only ask."""

import re

from claims.figures.facts import Fact

_OF = re.compile(
    r"(?:per ?cent|percentage|%) of (?P<what>[^.;:]{3,160}?)"
    r"(?=,| (?:did|do|does|were|was|are|is|have|has|had|will|would|say|said|took|came|died)\b|[.;:]|$)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\bof what\b|\?[”\"’']?$", re.IGNORECASE)


def share_of(fact: Fact) -> str:
    """The words of what a percentage is of, "" where there are none.

    What was stored may be the first words of it only: those of the claim go on.
    """
    match = _OF.search(fact.told.words)
    read = match["what"].strip() if match else ""
    stored = fact.denominator.strip()
    return read if read.lower().startswith(stored.lower()) else stored


def only_asks(fact: Fact) -> bool:
    """Whether a claim asks about a figure that somebody else gave: "85 percent of what total?" """
    return _ASKS.search(fact.told.words.strip()) is not None
