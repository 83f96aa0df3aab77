"""What of a model's answer is believed: the words of the text, and what they say themselves."""

from claims.extraction.candidate import Bound, Candidate, Quantity, Speaker
from claims.extraction.quantities import quantities
from claims.extraction.stated import Stated
from claims.extraction.tokens import tokenize
from claims.extraction.units import word_set
from claims.extraction.validate import Anchors
from claims.extraction.worth import weigh
from claims.llm.chunks import Chunk
from claims.llm.reply import Said, SaidSpeaker

_SHORTEST, _LONGEST = 8, 1_000  # code points of a quote
_NEAR = 300  # code points around a quote in which its place and its citing verb are looked for
# A model is asked for the name that these stand for; as a name they say nothing.
_PRONOUNS = word_set("he she it they we i you who him her them us me his hers their this that")


class Ground:
    """Holds the answers for one text against it. What the text does not say makes the whole claim refused."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._anchors = Anchors(text)
        self._stated = Stated(text)

    def candidate(self, said: Said, chunk: Chunk, pieces: Anchors) -> Candidate | None:
        """A claim whose quote stands in its chunk (`pieces` looks there), whose value the quote or its sentence
        states, whose speakers the text names and whose place stands near; None for any other."""
        if not _SHORTEST <= len(said.quote) <= _LONGEST:
            return None
        place = pieces.find(said.quote)
        if place is None:
            return None
        start, end = place[0] + chunk.start, place[1] + chunk.start
        quantity = self._quantity(said, start, end)
        speakers = [self._speaker(each, start, end) for each in said.speakers]
        near = Anchors(self._near(start, end))
        if (said.value is not None and quantity is None) or None in speakers:
            return None
        if said.place and not near.holds(said.place):
            return None
        chain = tuple(each for each in speakers if each is not None)
        words = tokenize(self._text, start, end)
        score, reasons = weigh(words, chain, quantity, said.kind, vague=False, dated=False)
        text = self._text[start:end]
        return Candidate(start, end, text, chain, quantity, None, said.place or None, said.kind, score, reasons)

    def _quantity(self, said: Said, start: int, end: int) -> Quantity | None:
        """The figure as the rules read it from the quote or its sentence; its unit from the model where they give
        none and the words stand there."""
        if said.value is None or not self._stated.states(said.value, start, end):
            return None
        for low, high in ((start, end), *self._stated.around(start, end)):
            for found in quantities(tokenize(self._text, low, high), [])[0]:
                if found.value == said.value and found.unit:
                    return found
        if not said.unit or not Anchors(self._near(start, end)).holds(said.unit):
            return None
        return Quantity(said.value, None, Bound.EXACT, said.unit.lower(), said.unit, start, end)

    def _speaker(self, said: SaidSpeaker, start: int, end: int) -> Speaker | None:
        name = said.name
        if len(name) < 2 or name.lower() in _PRONOUNS or not self._anchors.holds(name):
            return None
        at = self._text.rfind(name, 0, end)
        if at < 0:
            at = self._text.find(name)
        cue = said.cue if said.cue and Anchors(self._near(start, end)).holds(said.cue) else ""
        first, *rest = name.split()
        is_named = any(word[:1].isupper() for word in rest) or (first[:1].isupper() and len(rest) < 2)
        return Speaker(
            name,
            at if at >= 0 else None,
            at + len(name) if at >= 0 else None,
            cue,
            said.stance,
            not is_named,
        )

    def _near(self, start: int, end: int) -> str:
        return self._text[max(0, start - _NEAR) : end + _NEAR]
