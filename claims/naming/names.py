"""How names look in a text: their words, their initials, and whether they are a person's."""

import re

from claims.naming.spelling import without_titles

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_WORD = rf"[{_CAPITAL}][\w’'‑-]{{0,39}}"
_JOINT = r"(?:(?:of|for|and|in|on|de|la|du|der|von|van|bin|ibn|al|el|e|&)[ ](?:the[ ])?){0,2}"
NAME = rf"{_WORD}(?:[ ]{_JOINT}{_WORD}){{0,9}}"
ACRONYM = rf"[{_CAPITAL}][{_CAPITAL}\d&-]{{1,9}}"
_ACRONYM = re.compile(ACRONYM)
_LOWER = frozenset(re.findall(r"\S+", "of for and in on the de la du der von van bin ibn al el e & to at"))
_LEADING = frozenset(
    re.findall(
        r"\w+",
        "The A An In On At But And For From When While After Before By As According To If Although Since Meanwhile Both"
        " This That These Those However Then Also",
    )
)
# None of these is in the name of a person.
_OF_GROUPS = frozenset(
    re.findall(
        r"\w+",
        "agency army association authority bank board broadcaster bureau center centre coalition commission committee"
        " company confederation congress corps corporation council daily department federation force forces foundation"
        " front fund government group guard guards herald house institute international journal laboratory league"
        " magazine media ministry mission movement nations network news newspaper observatory office organisation"
        " organization parliament party police post press radio republic resistance reuters secretariat senate service"
        " society state states syndicate television telegraph times tribune tv union united university watch world",
    )
)


def tidy(name: str) -> str:
    """A name as found, without what leads into it, quotation marks, a possessive and an article."""
    words = name.strip(" \t,;:.“”\"'‘’«»()").split()
    while len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    joined = " ".join(words)
    return re.sub(r"[’']s?$", "", joined)


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals, as an abbreviation is."""
    return _ACRONYM.fullmatch(name) is not None


def abbreviated_by(name: str, acronym: str) -> str:
    """The shortest end of a name whose initials are the acronym, "" where there is none.

    Small words may count or not ("Department of Defense": DoD, DD), and the last initial may be left out of four or
    more ("Centers for Disease Control and Prevention": CDC).
    """
    wanted = re.sub(r"[^\w]", "", acronym).lower()
    words = name.split()
    if len(wanted) < 2 or is_acronym(name):
        return ""
    for first in range(len(words) - 1, -1, -1):
        if words[first].lower() in _LOWER:
            continue
        tokens = [token for token in re.split(r"[\s‑-]+", " ".join(words[first:])) if token]
        every = "".join(token[0] for token in tokens).lower()
        capital = "".join(token[0] for token in tokens if token.lower() not in _LOWER).lower()
        if wanted in (every, capital) or (
            len(wanted) >= 3 and len(capital) == len(wanted) + 1 and capital[:-1] == wanted
        ):
            return " ".join(words[first:])
    return ""


def bare_person(name: str) -> list[str]:
    """The words of a person's full name without titles; none where it does not look like one."""
    words = without_titles(tidy(name).split())
    if not 2 <= len(words) <= 4:
        return []
    is_one = all(
        word[:1].isupper() and not is_acronym(word) and word.lower().strip(".") not in _OF_GROUPS for word in words
    )
    return words if is_one and not any(character.isdigit() for character in name) else []
