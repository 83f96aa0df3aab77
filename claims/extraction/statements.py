"""Whether a stretch without a figure says something that can be checked."""

from dataclasses import dataclass

from claims.extraction.candidate import AsOf, Precision, Speaker
from claims.extraction.complements import has_predicate
from claims.extraction.date_mentions import DateMention
from claims.extraction.links import Link, Reading
from claims.extraction.roles import PRONOUNS
from claims.extraction.tokens import Token
from claims.extraction.units import word_set
from claims.extraction.verbs import VERBS

_SILENCE = word_set(
    "announced disclosed released published statistics figures number numbers denying mum "
    "silent data toll "
    "estimates estimate information"
)
_IMPERATIVES = word_set("save keep stop let please read watch see click join subscribe remember imagine look take")
_SUPERLATIVES = word_set(
    "highest lowest largest biggest smallest first worst best longest deadliest only fastest record"
)
_SCOPES = word_set("ever since history world country record years decades europe africa asia america century")
_SHORTEST = 3
# "I" in an article is its author, who is no source.
AUTHOR = word_set("i my me myself i'm i've i'd i’m i’ve i’d")
_PERSONAL = word_set("we us our you your let's let’s")
_UNCERTAIN = word_set(
    "will would may might could should if not no nobody never expected scheduled due declined refused"
)
_UNABLE = word_set("confirm verify comment say rule authenticate corroborate")


@dataclass(frozen=True)
class Context:
    """Who speaks around a sentence, as of when, and in what: quoted speech, a post, a headline."""

    speakers: tuple[Speaker, ...] = ()
    as_of: AsOf | None = None
    speech: bool = False
    post: bool = False
    headline: bool = False


def is_claim(
    run: list[Token], links: list[Link], reading: Reading, context: Context, mentions: list[DateMention]
) -> bool:
    """Whether a stretch without a figure says something that can be checked."""
    words = [t for t in run if t.wordlike]
    if len(words) < _SHORTEST or (context.headline and not any(link.stated or link.rank < 0 for link in links)):
        return False
    lows = {t.low for t in run}
    whole = any(link.whole for link in links)
    if run[-1].text == "?" or (run[0].low in _IMPERATIVES and not whole):
        return False
    named = [link.speaker.start for link in links if link.speaker.start is not None]
    if words[-1].low in VERBS and any(run[0].start <= start < run[-1].end for start in named):
        # What is left of the attribution itself: "The ministry on Wednesday denied".
        return False
    if links or context.speakers:
        if lows & {"will", "shall", "’ll", "'ll"} and not (whole or links):
            return False
        if "not" in lows and lows & {"could", "can", "cannot"} and lows & _UNABLE:
            return False
        leftover = bool(reading.links) and not links
        return (
            whole
            or (context.speech and not leftover)
            or any(link.stated for link in links)
            or has_predicate(run, 0, len(run))
            or any(t.low == "that" for t in run)
        )
    if lows & _SUPERLATIVES and has_predicate(run, 0, len(run)) and lows & _SCOPES:
        return True
    if _is_event(run, mentions) and not reading.links:
        return True
    return (reading.negated or bool(lows & {"mum", "silent", "denying"})) and bool(lows & _SILENCE)


def _is_event(run: list[Token], mentions: list[DateMention]) -> bool:
    """Whether a plain statement tells what happened on a day: dated, with a named or common subject and a verb."""
    if run[0].low in PRONOUNS or any(t.low in AUTHOR or t.low in _PERSONAL for t in run) or run[-1].text in "?!:":
        return False
    lows = {t.low for t in run}
    if lows & _UNCERTAIN or not has_predicate(run, 0, len(run)):
        return False
    return any(
        m.as_of.precision is Precision.DAY and run[0].start <= m.start < run[-1].end and m.dated_action
        for m in mentions
    )
