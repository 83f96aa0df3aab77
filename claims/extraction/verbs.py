"""Words that cite: what they take and what they say about the speaker's stance."""

from dataclasses import dataclass
from enum import StrEnum

from claims.extraction.candidate import Stance
from claims.extraction.units import word_set


class Takes(StrEnum):
    """What follows a citing verb."""

    CLAUSE = "clause"  # said (that) ...
    EITHER = "either"  # confirmed (that) ... / confirmed the figure
    WHOLE = "whole"  # put the toll at 40: the clause with its subject is the claim
    SOURCE = "source"  # cited officials


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a citing verb. `form` is base, third, past or ing."""

    lemma: str
    takes: Takes
    stance: Stance
    form: str


_A, _D, _U, _R, _C = Stance.ASSERTS, Stance.DENIES, Stance.DOUBTS, Stance.REPORTS, Stance.CONFIRMS
_REGULAR: tuple[tuple[Takes, Stance, str], ...] = (
    (
        Takes.CLAUSE,
        _A,
        "claim announce state note add argue insist warn allege assert declare explain stress "
        "emphasise emphasize maintain contend recall respond remark observe complain predict conclude "
        "testify tweet reiterate comment mention counter boast intone lament joke quip vow pledge "
        "believe suggest indicate imply charge recount answer affirm caution elaborate continue post "
        "share project forecast estimate calculate determine conjecture speculate fear hope expect "
        "demonstrate underline underscore clarify suspect",
    ),
    (Takes.CLAUSE, _R, "report publish disclose reveal relate narrate record document"),
    (Takes.EITHER, _C, "confirm acknowledge admit concede verify corroborate accept"),
    (Takes.EITHER, _D, "deny reject refute dispute rebut dismiss disavow contradict discredit debunk"),
    (Takes.EITHER, _U, "doubt question"),
    (
        Takes.WHOLE,
        _A,
        "denounce condemn urge accuse blame praise criticise criticize describe label brand hail "
        "promise call express revise raise demand appeal decry slam welcome list tally "
        "portray characterise characterize advise recommend",
    ),
    (Takes.SOURCE, _R, "cite quote repeat echo relay"),
)
_IRREGULAR: tuple[tuple[Takes, Stance, str], ...] = (
    (Takes.CLAUSE, _A, "say says said saying"),
    (Takes.CLAUSE, _A, "tell tells told telling"),
    (Takes.CLAUSE, _A, "write writes wrote writing"),
    (Takes.CLAUSE, _A, "reply replies replied replying"),
    (Takes.CLAUSE, _A, "hold holds held holding"),
    (Takes.CLAUSE, _A, "think thinks thought thinking"),
    (Takes.CLAUSE, _A, "point points pointed pointing"),
    (Takes.CLAUSE, _A, "find finds found finding"),
    (Takes.CLAUSE, _A, "show shows showed showing"),
    (Takes.CLAUSE, _A, "swear swears swore swearing"),
    (Takes.CLAUSE, _A, "testify testifies testified testifying"),
    (Takes.CLAUSE, _A, "imply implies implied implying"),
    (Takes.CLAUSE, _A, "clarify clarifies clarified clarifying"),
    (Takes.CLAUSE, _A, "specify specifies specified specifying"),
    (Takes.EITHER, _D, "deny denies denied denying"),
    (Takes.EITHER, _C, "verify verifies verified verifying"),
    (Takes.EITHER, _C, "admit admits admitted admitting"),
    (Takes.WHOLE, _A, "put puts put putting"),
    (Takes.WHOLE, _U, "cast casts cast casting"),
    (Takes.WHOLE, _A, "decry decries decried decrying"),
)


def _forms(base: str) -> tuple[str, str, str]:
    """Third person, past and -ing form of a regular verb."""
    if base.endswith("e"):
        return base + "s", base + "d", base[:-1] + "ing"
    if base.endswith(("sh", "ch", "ss", "x")):
        return base + "es", base + "ed", base + "ing"
    if base == "quip":
        return "quips", "quipped", "quipping"
    return base + "s", base + "ed", base + "ing"


def _lexicon() -> dict[str, Verb]:
    lexicon: dict[str, Verb] = {}
    for takes, stance, words in _REGULAR:
        for base in words.split():
            third, past, ing = _forms(base)
            for form, word in (("base", base), ("third", third), ("ing", ing), ("past", past)):
                lexicon[word] = Verb(base, takes, stance, form)
    for takes, stance, words in _IRREGULAR:
        base, third, past, ing = words.split()
        for form, word in (("base", base), ("third", third), ("ing", ing), ("past", past)):
            lexicon[word] = Verb(base, takes, stance, form)
    return lexicon


VERBS: dict[str, Verb] = _lexicon()
# These cite only before "that", a colon or a quotation; otherwise they have another meaning.
NEED_THAT = word_set(
    "predict forecast hold find show point charge observe continue post share mention publish record document list add "
    "question fear hope expect think believe comment recall counter answer note determine raise "
    "project indicate suggest reveal demonstrate underline underscore call relate demand maintain "
    "doubt accept respond joke reply imply"
)
AUXILIARIES = word_set("has have had having 've")
PASSIVE = word_set("is are was were be been being get got gets")
NEGATIONS = word_set("not n't never nor neither without cannot no")
REFUSALS = word_set("declined refused failed declines refuses fails yet reluctant unwilling")
FINITE = word_set(
    "is are was were be been has have had do does did will would could can may might should must 's "
    "'d 're isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't "
    "couldn't can't shouldn't"
)
# Nouns that cite: "the ministry's claim that ...", "the estimate by experts of ...".
CITING_NOUNS: dict[str, Stance] = (
    dict.fromkeys(
        word_set(
            "claim claims assertion assertions allegation allegations statement accusation "
            "accusations suggestion warning estimate estimates account accounts narrative "
            "announcement conclusion argument figure figures tally count toll prediction projection "
            "forecast belief version comments remarks testimony contention insistence charge"
        ),
        _A,
    )
    | dict.fromkeys(word_set("report reports finding findings"), _R)
    | dict.fromkeys(word_set("denial denials rejection"), _D)
    | dict.fromkeys(word_set("confirmation admission acknowledgement"), _C)
)
DOUBTING = word_set("doubt doubts scepticism skepticism suspicion suspicions misgivings")
# Words before the outlet that asked: "economists polled by", "residents reached by", "who spoke to".
SURVEYED = word_set(
    "seen reviewed obtained examined viewed polled interviewed surveyed questioned contacted reached quoted cited "
    "spoke speak spoken speaking talked talking"
)
SPEECH_PLACES = word_set(
    "statement interview report speech briefing conference release tweet post letter email e-mail "
    "address remarks message video podcast article press communique communiqué testimony memo note "
    "broadcast comments bulletin declaration filing update dispatch document summary assessment "
    "analysis editorial column call meeting hearing event ceremony"
)
AUDIENCE = word_set(
    "reporters journalists lawmakers parliament television tv radio agency news media newspaper press "
    "state the a an bbc cnn website magazine court crowd investigators police us me them him her it "
    "supporters congress senators mps legislators mps audience employees staff shareholders customers "
    "colleagues viewers followers ministers diplomats committee council conference investors analysts "
    "local daily network outlet channel weekly"
)
