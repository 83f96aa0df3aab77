"""Two names of one party: in brackets, "also known as", a slash, initials, a surname, a handle."""

import re
from collections.abc import Collection, Iterator

from claims.naming.facts import Relation, Rule, Speaker, Suggestion
from claims.naming.names import ACRONYM, NAME, abbreviated_by, bare_person, is_acronym, tidy
from claims.naming.spelling import loose

_IN_BRACKETS = re.compile(rf"(?<!\w)({NAME})[ ]?\(([^()\n]{{2,120}})\)")
_KNOWN_AS = re.compile(
    rf"(?<!\w)({NAME}),?[ ]\(?(?:(?:also|better|commonly|formerly|previously|otherwise|widely)[ ])?"
    rf"(?:known|called|styled|abbreviated)[ ](?:as[ ]|to[ ])?(?:the[ ])?[“\"‘']?({NAME})"
)
_OR = re.compile(rf"(?<!\w)({ACRONYM}),?[ ](?:or[ ](?:the[ ])?|,?the[ ])({NAME})")
_OR_SHORT = re.compile(rf"(?<!\w)({NAME}),[ ]or[ ](?:the[ ])?({ACRONYM})(?!\w)")
_SLASH = re.compile(rf"(?<![\w/])({ACRONYM})/({ACRONYM})(?![\w/])")
_HANDLE = re.compile(rf"(?<![\w@])({NAME})[ ]?[\n(][ ]?(@\w{{2,30}})(?!\w)")
_PARTS = re.compile(
    r"[,;/]|\b(?:or|also|formerly|better|previously|commonly|known as|known by|aka)\b|\ba\.k\.a\.", re.IGNORECASE
)
_SAYS_SO = re.compile(r"\b(?:known (?:as|by)|aka)\b|\ba\.k\.a\.", re.IGNORECASE)
# Written with a slash they share a credit line, not a name.
_AGENCIES = frozenset(
    re.findall(r"\w+", "AP AFP DPA EPA UPI TASS ANSA EFE BBC CNN ABC CBS NBC AAP PTI ANI AA REUTERS GETTY")
)
_MOST_WORDS = 8


def same_in_words(text: str) -> Iterator[Suggestion]:
    """Names that the text itself puts side by side as one party's."""
    for found in _IN_BRACKETS.finditer(text):
        for name, other in _of_brackets(found[1], found[2]):
            rule = Rule.HANDLE if other.startswith("@") else Rule.BRACKETS
            yield _same(name, other, rule, *found.span())
    for found in _KNOWN_AS.finditer(text):
        yield _same(tidy(found[1]), tidy(found[2]), Rule.KNOWN_AS, *found.span())
    for found in _OR.finditer(text):
        if full := _head_abbreviated_by(tidy(found[2]), found[1]):
            yield _same(full, found[1], Rule.KNOWN_AS, *found.span())
    for found in _OR_SHORT.finditer(text):
        if full := abbreviated_by(tidy(found[1]), found[2]):
            yield _same(full, found[2], Rule.KNOWN_AS, *found.span())
    for found in _SLASH.finditer(text):
        if not {found[1], found[2]} & _AGENCIES:
            yield _same(found[1], found[2], Rule.SLASH, *found.span())
    for found in _HANDLE.finditer(text):
        yield _same(tidy(found[1]), found[2], Rule.HANDLE, *found.span())


def same_of_speakers(text: str, speakers: Collection[Speaker]) -> Iterator[Suggestion]:
    """Names of speakers of one text that go together by how they are made up."""
    placed = [(speaker.name, speaker.start) for speaker in speakers if speaker.start is not None]
    for written, start in placed:
        end = start + len(written)
        whole = _IN_BRACKETS.fullmatch(written.removeprefix("the "))
        if whole is not None:
            for name, other in _of_brackets(whole[1], whole[2]):
                yield _same(written, name, Rule.BRACKETS, start, end)
                yield _same(written, other, Rule.BRACKETS, start, end)
        slash = _SLASH.fullmatch(written)
        if slash is not None and not {slash[1], slash[2]} & _AGENCIES:
            yield _same(written, slash[1], Rule.SLASH, start, end)
            yield _same(written, slash[2], Rule.SLASH, start, end)
    yield from _initials(placed)
    yield from _surnames(text, placed)


def _of_brackets(before: str, inside: str) -> Iterator[tuple[str, str]]:
    """The name before brackets with each name in them: where one abbreviates it, or the text says that it is one."""
    name = tidy(before)
    parts = [tidy(part) for part in _PARTS.split(inside)]
    parts = [part for part in parts if part and (part[0].isupper() or part[0] == "@")]
    parts = [part for part in parts if len(part) > 1 and len(part.split()) <= _MOST_WORDS]
    full = next((full for part in parts if (full := abbreviated_by(name, part))), "")
    if full or _SAYS_SO.search(inside):
        yield from ((full or name, part) for part in parts if loose(part) != loose(full or name))
    elif is_acronym(name) and len(parts) == 1 and abbreviated_by(parts[0], name) == parts[0]:
        yield parts[0], name
    elif len(parts) == 1 and parts[0].startswith("@"):
        yield name, parts[0]


def _head_abbreviated_by(name: str, acronym: str) -> str:
    """The beginning of a name that an acronym stands for in whole: what follows it may go on with another name."""
    words = name.split()
    heads = (" ".join(words[:length]) for length in range(len(words), 0, -1))
    return next((head for head in heads if abbreviated_by(head, acronym) == head), "")


def _initials(placed: Collection[tuple[str, int]]) -> Iterator[Suggestion]:
    short = {tidy(name): start for name, start in reversed(list(placed)) if is_acronym(tidy(name))}
    for written, _ in placed:
        full = tidy(written)
        for acronym, start in short.items():
            if abbreviated_by(full, acronym) == full:
                yield _same(full, acronym, Rule.INITIALS, start, start + len(acronym))


def _surnames(text: str, placed: Collection[tuple[str, int]]) -> Iterator[Suggestion]:
    """A surname that follows a full name, where the text knows one person of this surname only."""
    full_names: dict[str, dict[str, tuple[str, int]]] = {}
    for written, start in placed:
        words = bare_person(written)
        if words:
            full_names.setdefault(words[-1], {}).setdefault(words[0], (written, start))
    for written, start in placed:
        surname = tidy(written)
        known = full_names.get(surname, {})
        if len(known) != 1:
            continue
        ((first, (full, at)),) = known.items()
        before = rf"(?<![\w’'-])([A-ZÀ-ÖØ-Þ][\w’'-]{{1,30}})[ ]{re.escape(surname)}(?!\w)"
        others = {each for each in re.findall(before, text) if bare_person(f"{each} {surname}")}
        if at < start and others <= {first, *full.split()}:
            yield _same(full, surname, Rule.SURNAME, start, start + len(written))


def _same(name: str, other: str, rule: Rule, start: int, end: int) -> Suggestion:
    return Suggestion(Relation.SAME, name, other, rule, start, end)
