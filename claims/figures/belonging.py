"""Which story a claim belongs to, by who speaks, what is counted, where, when, and in which words. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from claims.extraction.units import word_set
from claims.figures.days import days_of

# Below this, what two have alike is what any two claims may have alike.
ENOUGH = 3.0
_NEAR, _FAR = 31, 366  # days
_LONG_ENOUGH = 4  # letters of a word that says what a story is about
_COMMON = word_set(
    "about after again against before claim claims from have into more over said some than that their them then there "
    "these they this with were when where which while would"
)


@dataclass(frozen=True)
class Traits:
    """What a claim, or all claims of a topic, are known by.

    `parties` are names by the key of their network; `units` and `places` are folded; `words` those of the title or of
    the claim; `days` are ISO dates, months or years.
    """

    parties: Mapping[int, str] = field(default_factory=dict)
    units: frozenset[str] = frozenset()
    places: Mapping[str, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Belonging:
    """How well a claim fits a topic, and why, in words for people."""

    score: float
    why: tuple[str, ...]


def words_about(text: str) -> frozenset[str]:
    """The words of a title or a claim that say what it is about: long ones, and years not."""
    words = {word.strip(".,;:!?“”\"'()[]#").lower() for word in text.split()}
    return frozenset(word for word in words if len(word) >= _LONG_ENOUGH and word.isalpha() and word not in _COMMON)


def belongs(claim: Traits, topic: Traits) -> Belonging | None:
    """Whether a claim is to be proposed for a topic, or None.

    Two different things at least must be alike: the same country alone, or the same speaker, is in many stories.
    """
    apart = _apart(claim.days, topic.days)
    if apart is not None and apart > _FAR:
        return None
    speakers = sorted(claim.parties.keys() & topic.parties.keys())[:2]
    units = sorted(claim.units & topic.units)[:1]
    places = sorted(claim.places.keys() & topic.places.keys())[:1]
    shared = sorted(claim.words & topic.words)[:3]
    score = 1.5 * len(speakers) + len(units) + len(places) + 0.75 * len(shared)
    why = [f"{claim.parties[key]} speaks in it too" for key in speakers]
    why += [f"it counts {unit} too" for unit in units]
    why += [f"it is about {claim.places[key]} too" for key in places]
    if shared:
        why.append(f"its title says {', '.join(f'“{word}”' for word in shared)} too")
    if apart is not None and apart <= _NEAR:
        score += 1
        why.append("it is of the same weeks")
    if sum(map(bool, (speakers, units, places, shared))) < 2 or score < ENOUGH:
        return None
    return Belonging(score, tuple(why))


def _apart(days: Collection[str], others: Collection[str]) -> int | None:
    """Days between a claim and the time that a topic spans; None where either is not known."""
    own = [span for day in days if (span := days_of(day))]
    theirs = [span for day in others if (span := days_of(day))]
    if not own or not theirs:
        return None
    first, last = min(span[0] for span in theirs), max(span[1] for span in theirs)
    return min(max(0, (first - end).days, (start - last).days) for start, end in own)
