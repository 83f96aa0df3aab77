"""How worth checking a claim looks, as a number that orders and reasons that explain; it never hides a
claim."""

from claims.extraction.candidate import Bound, Kind, Quantity, Speaker, Stance
from claims.extraction.tokens import Token
from claims.extraction.units import DURATIONS, word_set

_GRAVE = word_set("deaths casualties arrests wounded executions missing displaced cases") | {"deaths identified"}
_OFFICIAL = word_set(
    "president minister ministry government official officials police army military spokesman "
    "spokeswoman spokesperson governor mayor secretary general parliament regime authorities "
    "commander prosecutor court state chancellor premier"
)
_OPINION = word_set(
    "should must believe think hope wish shameful disgrace great terrible beautiful best worst "
    "certainly surely evil heroic ridiculous unacceptable brutal tragic hopefully deserve ought "
    "wonderful amazing horrible"
)
_HEARSAY = word_set("reportedly allegedly apparently purportedly rumoured rumored alleged")
_HEDGED = word_set("may might could possibly perhaps seemingly likely probably")
_COMPARES = word_set(
    "highest lowest largest biggest smallest first record unprecedented double doubled tripled halved "
    "increase increased decrease decreased rose fell growth decline higher lower fewer worst best "
    "twice"
)
_EVENTS = word_set(
    "killed killing shot shooting arrested executed attacked bombed opened blocked imposed burned "
    "destroyed seized banned ordered released banned tortured detained moved removed deployed "
    "launched struck fired confirmed published cancelled"
)


def weigh(
    tokens: list[Token],
    speakers: tuple[Speaker, ...],
    quantity: Quantity | None,
    kind: Kind,
    *,
    vague: bool,
    dated: bool,
) -> tuple[float, tuple[str, ...]]:
    """Return a score from 0 to 1 and the named reasons for it, the weightiest first."""
    lows = {t.low for t in tokens}
    found: list[tuple[float, str]] = []
    if quantity is not None:
        found.append((0.30, "figure"))
        if quantity.unit in _GRAVE:
            found.append((0.15, "lives at stake"))
        if quantity.unit in DURATIONS:
            found.append((-0.15, "duration"))
        if quantity.unit == "percent" and "of" not in lows:
            found.append((0.02, "no denominator"))
        if quantity.bound in (Bound.MORE_THAN, Bound.AT_LEAST, Bound.APPROX):
            found.append((0.02, "open bound"))
    if vague:
        found.append((0.12, "vague figure"))
    if kind is Kind.CAUSAL:
        found.append((0.10, "cause"))
    if lows & _EVENTS:
        found.append((0.10, "event"))
    if lows & _COMPARES:
        found.append((0.08, "comparison"))
    if dated:
        found.append((0.05, "dated"))
    if any(t.capital for t in tokens[1:]):
        found.append((0.04, "names"))
    _speakers(speakers, found)
    if lows & _HEARSAY:
        found.append((0.04, "hearsay"))
    if lows & _HEDGED:
        found.append((-0.04, "hedged"))
    if lows & _OPINION and quantity is None:
        found.append((-0.12, "opinion"))
    if lows & {"will", "shall"} and quantity is None:
        found.append((-0.12, "prediction"))
    if tokens and tokens[-1].text == "?":
        found.append((-0.15, "question"))
    score = 0.30 + sum(weight for weight, _ in found)
    found.sort(key=lambda item: -abs(item[0]))
    return round(min(1.0, max(0.0, score)), 3), tuple(reason for _, reason in found)


def _speakers(speakers: tuple[Speaker, ...], found: list[tuple[float, str]]) -> None:
    if not speakers:
        return
    if any(speaker.anonymous for speaker in speakers):
        found.append((0.06, "unnamed source"))
    if len(speakers) > 1:
        found.append((0.05, "second-hand"))
    if any(set(speaker.name.lower().split()) & _OFFICIAL for speaker in speakers):
        found.append((0.05, "official"))
    for stance, reason in (
        (Stance.DENIES, "denial"),
        (Stance.DOUBTS, "doubt"),
        (Stance.CONFIRMS, "confirmation"),
    ):
        if any(speaker.stance is stance for speaker in speakers):
            found.append((0.06, reason))
