"""What a date does in its sentence: when something was so, since when, or compared with when."""

import re
from enum import StrEnum

_AHEAD = re.compile(
    r"\b(?:will|would|shall|due|plans?|planned|scheduled|set to|expects?|expected|likely|upcoming|forecasts?|offered"
    r"|deadline|promised?|intends?|to (?:begin|start|resume|open|meet|be held|take effect))\b(?:[^.;:!?]|\.\d){0,60}$",
    re.IGNORECASE,
)
_LIKELY = re.compile(
    r"\s(?:is|was|are|were|looks?|seems?) (?:now |still |very )?(?:likely|expected|planned|due|possible)\b"
)
_SINCE = re.compile(r"\bsince\b[^,;:.]{0,60}$", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?|relative to)\b[^,;:]{0,40}$|\bfrom (?:just |only |about |some )?"
    r"[$€£]?[\d.,]+(?:(?! to )[^,;:]){0,30}$"
    r"|(?:\d|%|\bper ?cent|\bthird|\bhalf|\bdoubled|\btripled)[^,;:]{0,25}\bfrom (?:the )?$"
    r"|\b(?:increase|rise|drop|fall|decrease|growth|up|down|higher|lower)[^,;:]{0,25}\bon (?:the )?$"
    r"|\b(?:up|down) from[^,;:]{0,40}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:before|until|till|prior to|ahead of)\b[^,;:]{0,30}$|\bif\b[^,;:]{0,50}$"
    r"|\bof the (?:[\w’'-]+ )?(?:protests?|war|crisis|uprising|attacks?|elections?|riots?|crackdown|coup|unrest"
    r"|disaster) (?:in )?$"
    r"|(?<!was )(?<!were )(?<!been )(?<!is )\b(?:founded|born|established|formed|created|built|made|elected|appointed"
    r"|signed|adopted|introduced|enacted|published|released|issued|dated|held)\s(?:\w+ly\s)?(?:back\s)?(?:in|on)?\s?$"
    r"|\bdeclared on $|\b(?:collapsed|began|started|erupted) (?:on|in) ?$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:who|whose|which|where)\b[^,;:—–]{0,120}$", re.IGNORECASE)


class Role(StrEnum):
    """What a date does in its sentence: when it was so, since when, compared with when, or a remark on something
    named; `WITHIN` is a date in a clause of its own about somebody ("who flew there on Monday")."""

    AT = "at"
    SINCE = "since"
    AGAINST = "against"
    ASIDE = "aside"
    WITHIN = "within"


def is_to_come(before: str, after: str = "") -> bool:
    """Whether the words around a date speak of what is to come."""
    return bool(_AHEAD.search(before[-70:]) or _LIKELY.match(after))


def role_of(found: re.Match[str], before: str, text: str) -> Role:
    """The role of a date that `date_patterns.DATE` found, by the words `before` it."""
    prefix = found["part"] or found["yp"] or ""
    lead = before + prefix
    if found["wposs"] or found["yposs"] or _is_name(found, before, text):
        return Role.ASIDE
    if _SINCE.search(lead):
        return Role.SINCE
    if _AGAINST.search(lead):
        return Role.AGAINST
    if found["later"] and (found["dir"] or "").lower() == "earlier" and lead.lower().endswith(("from ", "than ")):
        return Role.AGAINST
    if _ASIDE.search(lead):
        return Role.ASIDE
    return Role.WITHIN if _RELATIVE.search(lead) else Role.AT


def _is_name(found: re.Match[str], before: str, text: str) -> bool:
    """ "The October 7 attacks", "the 12 June vote": a date that names something."""
    if not (found["mdm"] or found["dmm"]) or not before.lower().endswith(("the ", "his ", "its ", "their ", "a ")):
        return False
    return bool(re.match(r"\s[a-z]{4,}", text[found.end() : found.end() + 8]))
