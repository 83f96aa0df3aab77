"""What befell the people that a number counts: "killed at least N", "N people have been arrested"."""

from claims.extraction.tokens import Token
from claims.extraction.units import FATES, LIGHT, word_set

# What may stand between the people and what befell them.
_AUX = word_set(
    "have has had been were was are is be being get got gets may might could will would to having not never"
)
_BETWEEN = word_set(
    "also still now already reportedly allegedly apparently confirmed reported feared believed presumed thought known "
    "said left found shot burned beaten burnt stabbed crushed trampled seriously severely critically slightly badly "
    "gravely all both mostly later since either or and in at on near of the a an its his their outside inside "
    "across around from who that which during over under by with between within this last"
)
_ENDS = word_set(
    "as while after because before when if for those whose said say says saying told where until unless although "
    "though but whereas so than against about whether despite amid including among"
)
_ASIDES = word_set(
    "among including mostly many most some all half with aged from one two three four five nearly almost"
)
_INTRANSITIVE = word_set("died die dies dead perished drowned fled missing disappeared homeless unaccounted dying")
_NAMED: dict[str, str] = {
    "killing": "deaths", "killings": "deaths", "death": "deaths", "deaths": "deaths", "murder": "deaths",
    "murders": "deaths", "massacre": "deaths", "slaying": "deaths", "lives": "deaths", "arrest": "arrests",
    "arrests": "arrests", "detention": "arrests", "execution": "executions", "executions": "executions",
    "hanging": "executions", "injury": "wounded", "disappearance": "missing", "rescue": "rescued",
    "evacuation": "displaced", "displacement": "displaced", "layoffs": "layoffs", "dismissal": "layoffs",
    "loss": "deaths", "hospitalisation": "hospitalisations", "hospitalization": "hospitalisations",
}  # fmt: skip
_REACH = 16


def fate_before(tokens: list[Token], first: int) -> tuple[str, str] | None:
    """ "Killed at least N", "injuring N", "the arrest of N": the words directly before a number, with its bound words:
    (unit, word)."""
    i = first - 1
    while i >= 0 and first - i <= 6:
        low = tokens[i].low
        if low in FATES and not (low in ("dead", "missing", "homeless") or (i and tokens[i - 1].low == "were")):
            return FATES[low], tokens[i].text
        if low in _NAMED and i + 1 < first and tokens[i + 1].low == "of":
            return _NAMED[low], tokens[i].text
        if low == "off" and i and tokens[i - 1].low in ("laid", "lay", "laying"):
            return "layoffs", "laid off"
        if low not in LIGHT and low not in ("more", "just", "another", "only", "an", "well", "far", "as", "many"):
            return None
        i -= 1
    return None


def fate_after(tokens: list[Token], stop: int) -> tuple[str, str] | None:
    """ "N people have been killed", "N lost their lives": what is said to have befallen them, before another number or
    clause: (unit, word)."""
    i, limit = stop, min(len(tokens), stop + _REACH)
    passive = True
    while i < limit:
        token = tokens[i]
        low = token.low
        if token.text == ",":
            after = _past_aside(tokens, i, limit)
            if after is None:
                return None
            i = after
            continue
        if low in FATES:
            return _fate(tokens, stop, i, passive=passive)
        special = _special(tokens, i)
        if special is not None:
            return special
        if token.kind == "number" or token.text in ';:—–“”"()?!' or low in _ENDS:
            return None
        if low in _AUX:
            passive = True
        elif not (low in _BETWEEN or low.endswith("ly") or token.capital):
            passive = passive and i - stop < 1
            if low.endswith(("ed", "s")) and not _in_phrase(tokens, i):
                return None
        i += 1
    return None


def _in_phrase(tokens: list[Token], i: int) -> bool:
    """Whether a word is part of what a preposition begins: "in the attacks", "from two villages"."""
    return any(
        t.low in ("in", "at", "on", "near", "of", "from", "by", "with", "during", "across") for t in tokens[i - 3 : i]
    )


def _fate(tokens: list[Token], stop: int, i: int, *, passive: bool) -> tuple[str, str] | None:
    low = tokens[i].low
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    helped = any(t.low in _AUX for t in tokens[max(stop, i - 4) : i])
    if low not in _INTRANSITIVE and not helped and following is not None:
        # "120 soldiers killed 30 people" says nothing of what befell the soldiers.
        acts = following.kind == "number" or following.low in (
            "a",
            "an",
            "the",
            "their",
            "his",
            "its",
            "at",
            "more",
            "some",
        )
        if acts and not (following.low == "at" and not _least(tokens, i + 1)):
            return None
    if not helped and not passive and low not in _INTRANSITIVE:
        return None
    return FATES[low], tokens[i].text


def _least(tokens: list[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].low == "least"


def _special(tokens: list[Token], i: int) -> tuple[str, str] | None:
    """Fates of more than one word."""
    low = tokens[i].low
    rest = [t.low for t in tokens[i + 1 : i + 4]]
    if low in ("lost", "lose", "losing") and any(word in ("life", "lives") for word in rest):
        return "deaths", "lost their lives"
    if low in ("shot", "burned", "beaten", "found", "left", "stabbed", "crushed") and rest[:1] == ["dead"]:
        return "deaths", f"{tokens[i].text} dead"
    if low in ("beaten", "burned", "stabbed", "crushed", "trampled") and rest[:2] == ["to", "death"]:
        return "deaths", f"{tokens[i].text} to death"
    if low == "taken" and rest[:2] == ["into", "custody"]:
        return "arrests", "taken into custody"
    if low in ("taken", "admitted", "rushed", "brought") and "hospital" in rest:
        return "hospitalisations", f"{tokens[i].text} to hospital"
    if low in ("tested", "testing") and rest[:1] == ["positive"]:
        return "cases", "tested positive"
    if low == "laid" and rest[:1] == ["off"]:
        return "layoffs", "laid off"
    if low in ("fell", "fallen") and rest[:1] == ["ill"]:
        return "cases", "fell ill"
    if low == "forced" and rest[:2] == ["to", "flee"]:
        return "displaced", "forced to flee"
    return None


def _past_aside(tokens: list[Token], i: int, limit: int) -> int | None:
    """The index after ", among them four children," when the comma at `i` begins such an aside."""
    if i + 1 >= len(tokens) or not (tokens[i + 1].low in _ASIDES or tokens[i + 1].kind == "number"):
        return None
    for k in range(i + 1, min(len(tokens), limit + 6)):
        if tokens[k].text == "," and k + 1 < len(tokens) and tokens[k + 1].low in _AUX | {"died", "lost"}:
            return k + 1
        if tokens[k].text in ";:.":
            return None
    return None
