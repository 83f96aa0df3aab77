"""Parties that a text says belong together: a wing of, run by, an office in, state-run."""

import re
from collections.abc import Collection, Iterator

from claims.naming.facts import Relation, Rule, Speaker, Suggestion
from claims.naming.names import NAME, tidy

_WING = re.compile(
    rf"(?<!\w)({NAME}),?[ ](?:(?:which|who)[ ])?(?:(?:is|are|was)[ ])?(?:an?|the|its|part)[ ]"
    r"(?:[\w-]{1,20}[ ]){0,3}"
    r"(?:wing|arm|affiliate|branch|front|subsidiary|offshoot|mouthpiece|division|umbrella|member|organ|outlet)[ ]of[ ]"
    rf"(?:the[ ])?({NAME})"
)
_BY = re.compile(
    rf"(?<!\w)({NAME}),?[ ](?:(?:which|who|that)[ ])?(?:(?:is|are|was)[ ])?(?:[a-z]{{2,12}}ly[ ])?"
    r"(?:affiliated[ ](?:with|to)|linked[ ]to|aligned[ ]with|run[ ]by|owned[ ]by|controlled[ ]by|funded[ ]by|"
    rf"backed[ ]by|operated[ ]by|published[ ]by|close[ ]to|part[ ]of)[ ](?:the[ ])?({NAME})"
)
_HYPHEN = re.compile(
    rf"(?<!\w)({NAME})-(?:affiliated|linked|aligned|run|owned|controlled|backed|funded)[ ]"
    rf"(?:[a-z]{{2,20}}[ ]){{0,3}}({NAME})"
)
_OFFICE = re.compile(
    rf"(?<!\w)({NAME}),[ ](?:(?:an?|the|its|who[ ]is)[ ])?(?:[a-z][\w-]{{1,20}}[ ]){{0,3}}"
    r"(?:spokesman|spokeswoman|spokesperson|head|leader|director|director-general|president|president-elect|secretary|"
    r"minister|commander|chief|chairman|chairwoman|founder|member|ambassador|editor)[ ](?:of|for|at|to)[ ]"
    rf"(?:the[ ])?({NAME})"
)
_STATE_RUN = re.compile(
    r"(?<!\w)(?:state|government)-(?:run|owned|controlled|affiliated)[ ]"
    rf"({NAME})(?:[ -](?:news|daily|newspaper|television|TV|broadcaster|agency)\b)?"
)
_STATE = re.compile(r"\b(?:state (?:media|television|tv)|government|authorities|regime)\b", re.IGNORECASE)
_RULES = ((_WING, Rule.BELONGS), (_BY, Rule.BELONGS), (_OFFICE, Rule.OFFICE))


def affiliated(text: str, speakers: Collection[Speaker]) -> Iterator[Suggestion]:
    """Each pair that the text itself puts in such words, once for each place."""
    for pattern, rule in _RULES:
        for found in pattern.finditer(text):
            yield _pair(tidy(found[1]), tidy(found[2]), rule, *found.span())
    for found in _HYPHEN.finditer(text):
        yield _pair(tidy(found[2]), tidy(found[1]), Rule.BELONGS, *found.span())
    states = {speaker.name for speaker in speakers if _STATE.search(speaker.name)}
    if len(states) == 1:
        # Which state is meant is said only where one alone speaks.
        (state,) = states
        for found in _STATE_RUN.finditer(text):
            yield _pair(tidy(found[1]), state, Rule.STATE_RUN, *found.span())


def _pair(name: str, of: str, rule: Rule, start: int, end: int) -> Suggestion:
    return Suggestion(Relation.AFFILIATED, name, of, rule, start, end)
