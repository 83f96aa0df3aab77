"""Sentences: where they end, and where a stop does not end one."""

import re

from claims.extraction.units import word_set

_LONGEST = 1500
_BREAK = re.compile(
    r"(?P<mark>[.!?…؟۔।]{1,4})(?P<close>(?:[”’\"'»)\]]|\[\d{1,3}\]|\*{1,3}|</[a-z]{1,10}>){0,4})(?:\s+|$)|(?P<wide>[。！？]{1,3}[」』”]?)|\n\s*\n"
)
_ABBREVIATIONS = word_set(
    "mr mrs ms mx dr prof sen rep gov gen col lt sgt capt cmdr maj adm brig rev hon pres supt insp det cpl pvt fr "
    "br sr jr st "
    "vs etc inc ltd co corp bros plc llc no nos fig dept est approx jan feb mar apr jun jul aug sep sept oct nov "
    "dec mt ft "
    "messrs vol pp op cf al ca ph.d u.s.a e.g i.e a.k.a rs tel ext ave blvd"
)
_ENDING = word_set("no al inc ltd co corp jr sr etc st p.m a.m")  # those that may end a sentence too
_CLOCK_ENDS = word_set("a.m p.m")
_AFTER_CLOCK = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September"
    r"|October"
    r"|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|[A-Z]{2,5}\b|(?:Eastern|Central|Pacific"
    r"|Local|Tehran"
    r"|Beijing|London|Moscow|Indian|Greenwich)\b"
)
_OPENERS = word_set(
    "the a an he she it they but in on we this these those there that at for as when while his her its their our i "
    "you who what "
    "many most some no not if since with by from after before according however officials police more one two "
    "three several "
    "about around over nearly almost another each both all yet still now then today yesterday so and or nor "
    "although though"
)
_FIRST_WORD = re.compile(r"[^\W\d_]{1,12}(?!\w)")
_LAST_WORD = re.compile(r"[\w.]{1,20}$")


def sentences(text: str, start: int, end: int, atoms: list[tuple[int, int]] | None = None) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence in text[start:end], without the space around it.

    `atoms` are ordered stretches, such as quoted speech, that are never divided; a break directly at the
    end of one is kept where a new sentence begins after it.
    """
    out: list[tuple[int, int]] = []
    position, at, first = start, 0, 0
    atoms = atoms or []
    for found in _BREAK.finditer(text, start, end):
        mark_end = found.end("mark") if found.group("mark") else found.start() + 1
        while at < len(atoms) and atoms[at][1] < mark_end:
            at += 1
        if (
            at < len(atoms)
            and atoms[at][0] < mark_end <= atoms[at][1]
            and (found.end("close") if found.group("mark") else found.end()) < atoms[at][1]
        ):
            continue
        if found.group("mark") and not _ends(text, found, start, end):
            continue
        stop = found.end("close") if found.group("mark") else found.end()
        first = _add(text, position, stop, out, atoms, first)
        position = found.end()
    _add(text, position, end, out, atoms, first)
    return out


def _add(text: str, start: int, end: int, out: list[tuple[int, int]], atoms: list[tuple[int, int]], first: int) -> int:
    """Append text[start:end] stripped, cut at spaces into pieces that stay readable when it never ends, though never
    inside one of `atoms`. Returns the index of the first atom that may matter to what follows; `first` is that so far.
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        while first < len(atoms) and atoms[first][1] <= cut:
            first += 1
        if first < len(atoms) and atoms[first][0] < cut:
            # Before the speech that the cut would divide, or else after it.
            cut = atoms[first][0] if atoms[first][0] > start else atoms[first][1]
            if cut >= end:
                break
        stop = cut
        while stop > start and text[stop - 1].isspace():
            stop -= 1
        out.append((start, stop))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        out.append((start, end))
    while first < len(atoms) and atoms[first][1] <= end:
        first += 1
    return first


def _ends(text: str, found: re.Match[str], start: int, end: int) -> bool:
    """Whether a stop ends a sentence: no abbreviation or initial before it, and no small letter after it."""
    if found.end() >= end:
        return True
    after = found.end()
    while after < end and text[after] in "“‘\"'«([…#@":
        after += 1
    follows = text[after : after + 1]
    if follows.islower():
        return False
    if found.group("mark") != ".":
        return True
    before = _LAST_WORD.search(text, max(start, found.start() - 20), found.start())
    if before is None or found.group("close"):
        return True
    word = before.group()
    low = word.lower()
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False
    if low in _CLOCK_ENDS:
        return not _AFTER_CLOCK.match(text, after)
    if low in _ABBREVIATIONS:
        return low in _ENDING and not follows.isdigit() and (low in ("no", "al") or _common(text, after))
    return not (re.fullmatch(r"(?:[A-Za-z]\.){1,6}[A-Za-z]", word) and follows.isupper() and not _common(text, after))


def _common(text: str, at: int) -> bool:
    """Whether the word at `at` usually begins a sentence rather than follows "U.S."."""
    word = _FIRST_WORD.match(text, at)
    return word is not None and word.group().lower() in _OPENERS
