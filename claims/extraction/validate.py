"""The one gate between an extractor and the desk: every claim is an exact quotation, or it is dropped."""

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from claims.extraction.candidate import Candidate, Extraction, Quantity, Speaker
from claims.extraction.stated import Stated

FUZZY_SCORE = 90
_SHORTEST_FUZZY = 12
_LONGEST_FUZZY = 4000
_FOLD = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "′": "'", "″": '"',
        "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-",
    }
)  # fmt: skip


class Anchors:
    """Finds quotations in one text; builds the folded text once, when it is first needed."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: str | None = None
        self._positions: list[int] = []

    def find(self, quote: str, start: int | None = None, end: int | None = None) -> tuple[int, int] | None:
        """Return the (start, end) at which `quote` stands in the text, or None.

        The given offsets are kept where they are right. Otherwise the quote is looked for exactly, then with
        quotation marks, dashes and white space folded, then by likeness (partial ratio of 90 or more). Of
        several places the one nearest to `start` is taken.
        """
        if not quote.strip():
            return None
        if start is not None and start >= 0 and end == start + len(quote) and quote == self._text[start:end]:
            return start, start + len(quote)
        at = _nearest(self._text, quote, start)
        if at is not None:
            return at, at + len(quote)
        folded, positions = self._fold()
        needle = _folded(quote)[0].strip()
        if not needle:
            return None
        near = next((k for k, p in enumerate(positions) if p >= start), None) if start is not None else None
        at = _nearest(folded, needle, near)
        if at is not None:
            return positions[at], positions[at + len(needle) - 1] + 1
        return self._alike(needle)

    def holds(self, words: str) -> bool:
        """Whether words stand in the text, kinds of marks and white space apart."""
        needle = _folded(words)[0].strip()
        return bool(needle) and needle in self._fold()[0]

    def _alike(self, needle: str) -> tuple[int, int] | None:
        folded, positions = self._fold()
        if not _SHORTEST_FUZZY <= len(needle) <= min(_LONGEST_FUZZY, len(folded)):
            return None
        best = fuzz.partial_ratio_alignment(needle, folded, score_cutoff=FUZZY_SCORE)
        if best is None or best.dest_end <= best.dest_start:
            return None
        begin, stop = best.dest_start, best.dest_end
        while begin < stop and folded[begin] in " \"'" and folded[begin] != needle[0]:
            begin += 1
        while stop > begin and folded[stop - 1] in " \"'" and folded[stop - 1] != needle[-1]:
            stop -= 1
        return (positions[begin], positions[stop - 1] + 1) if stop > begin else None

    def _fold(self) -> tuple[str, list[int]]:
        if self._folded is None:
            self._folded, self._positions = _folded(self._text)
        return self._folded, self._positions


def validate(text: str, candidates: Iterable[Candidate]) -> Extraction:
    """Anchor candidates in `text`, drop and count those that are not in it, order them and drop equal
    spans.

    Of two candidates with the same span the one with the higher score stays. Names and figures whose own
    offsets do not fit the text lose them: a speaker's become None, a figure's become those of the claim. A figure
    whose value neither the span nor its sentence states is taken away and counted in `unstated`.
    """
    anchors, stated = Anchors(text), Stated(text)
    kept: dict[tuple[int, int], Candidate] = {}
    dropped = unstated = 0
    for candidate in candidates:
        place = anchors.find(candidate.text, candidate.start, candidate.end)
        if place is None:
            dropped += 1
            continue
        sound = _sound(text, candidate, *place)
        if sound.quantity is not None and not is_stated(stated, sound.quantity, *place):
            sound = replace(sound, quantity=None)
            unstated += 1
        known = kept.get(place)
        if known is None or sound.score > known.score:
            kept[place] = sound
    return Extraction(tuple(kept[span] for span in sorted(kept)), dropped, unstated)


def is_stated(stated: Stated, quantity: Quantity, start: int, end: int) -> bool:
    """Whether a claim's words, or the sentence they stand in, state the value of its figure and the upper one."""
    values = [value for value in (quantity.value, quantity.value_max) if value is not None]
    return all(stated.states(value, start, end) for value in values)


def _sound(text: str, candidate: Candidate, start: int, end: int) -> Candidate:
    quantity = candidate.quantity
    if quantity is not None and not (0 <= quantity.start < quantity.end <= len(text)):
        quantity = _moved(quantity, start, end)
    return replace(
        candidate,
        start=start,
        end=end,
        text=text[start:end],
        speakers=tuple(_named(text, speaker) for speaker in candidate.speakers),
        quantity=quantity,
        score=min(1.0, max(0.0, candidate.score)),
    )


def _moved(quantity: Quantity, start: int, end: int) -> Quantity:
    return replace(quantity, start=start, end=end)


def _named(text: str, speaker: Speaker) -> Speaker:
    if speaker.start is None or speaker.end is None:
        return replace(speaker, start=None, end=None)
    if text[speaker.start : speaker.end] == speaker.name:
        return speaker
    return replace(speaker, start=None, end=None)


def _nearest(text: str, needle: str, near: int | None) -> int | None:
    first = text.find(needle)
    if first < 0:
        return None
    if near is None or first >= near:
        return first
    before = text.rfind(needle, 0, near + len(needle))
    after = text.find(needle, near)
    options = [at for at in (before, after) if at >= 0]
    return min(options, key=lambda at: abs(at - near)) if options else first


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with marks folded and runs of white space as one space, and where each character stood."""
    characters: list[str] = []
    positions: list[int] = []
    for at, character in enumerate(text.translate(_FOLD)):
        plain = " " if character.isspace() else character
        if plain == " " and characters and characters[-1] == " ":
            continue
        characters.append(plain)
        positions.append(at)
    return "".join(characters), positions
