"""Parties that a sentence with the claim's figure names as where it has it from: English, Persian and Arabic."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from claims.extraction.candidate import Stance
from claims.extraction.numbers import number_at
from claims.extraction.sentences import sentences
from claims.extraction.tokens import tokenize
from claims.extraction.verbs import CITING_NOUNS, VERBS, Takes
from claims.proposing.facts import LONGEST_TEXT, LONGEST_WORDS, Matter, Named, Page, Proposal, Rule
from claims.proposing.level import level

_SHORTEST_NAME = 3  # characters; shorter ones are words of any text
_REACH = 120  # characters on either side of a name in which a cue may stand
_CONTENT = 4  # letters of a word that says something
_SHARE, _FEWEST = 0.6, 4  # of a claim's words, without a figure, that a sentence about the same has

_SPOKEN = sorted(
    form
    for form, verb in VERBS.items()
    if verb.form != "base"
    and verb.takes is not Takes.WHOLE
    and verb.stance in (Stance.ASSERTS, Stance.REPORTS, Stance.CONFIRMS)
)
_NOUNS = sorted({*CITING_NOUNS, "article", "articles", "data", "interview", "survey", "study", "dispatch"})
_BETWEEN = r"(?:[\s\"'“”«»(]+[\w'’-]+){0,4}"
_INTO = r"[\s\"'“”«»(]+"
_MADE = (
    "reported|published|released|announced|said|given|issued|compiled|counted|confirmed|quoted|cited|collected|"
    "documented|recorded|revealed|disclosed"
)
# What stands before the name of whom a text has it from.
_BEFORE = re.compile(
    r"(?:(?<!\w)(?:according\s+to|as\s+per|based\s+on|citing|cites?|cited|quoting|quotes?|quoted\s+from|"
    rf"(?:{_MADE})(?:\s+\w+){{0,2}}?\s+by|told|interview\s+with|"
    r"(?:figures?|data|numbers?|reports?|statements?|counts?|tally|estimates?)\s+(?:from|by|of))"
    # Persian: on the report of, as told by, on the word of.
    r"|(?<!\w)(?:به\s+گزارش|به\s+نقل\s+از|به\s+گفته(?:\s+ی)?|به\s+نوشته(?:\s+ی)?|بنا\s+(?:بر|به)(?:\s+گزارش|\s+اعلام)?|"
    r"بر\s*اساس(?:\s+گزارش|\s+اعلام|\s+آمار|\s+امار)?|طبق(?:\s+گزارش|\s+اعلام|\s+آمار|\s+امار)?)"
    # Arabic: according to, quoting, by the report of, X said (the verb goes first).
    r"|(?<!\w)(?:وفق[اً]{0,2}|نقل[اً]{0,2}\s+عن|نقلت\s+عن|بحسب|حسب|استنادا\s+الی|قالت?|ذکرت?|افادت?|اعلنت?|اکدت?|نشرت?))"
    rf"{_BETWEEN}{_INTO}\Z"
)
# What stands after it.
_AFTER = re.compile(
    rf"(?:'s?)?(?:{_BETWEEN}{_INTO}(?:{'|'.join(map(re.escape, _SPOKEN))})(?!\w)"
    rf"|(?:\s+\w+){{0,2}}?\s+(?:{'|'.join(map(re.escape, _NOUNS))})(?!\w)"
    # Persian verbs stand last.
    r"|[^.!?؟\n]{0,100}?(?<!\w)(?:گزارش\s+(?:داد|کرد|داده|کرده)|اعلام\s+(?:کرد|کرده)|خبر\s+داد|نوشت|گفت|نوشته)(?!\w))"
)
_NOT = re.compile(r"(?<!\w)(?:not|never|neither|nor|hardly|\w+n['’]t)(?!\w)")
_ARABIC = re.compile("[\u0600-\u06ff]")


def citing(page: Page, parties: Collection[Named], matter: Matter) -> Iterator[Proposal]:
    """Propose each party that is named so in a sentence of a page about the claim, once, at its first place.

    The publisher is not among them: nobody has from themselves what they publish.
    """
    text = page.text[:LONGEST_TEXT]
    plain = level(text)
    wanted = {
        named.party: pattern
        for named in sorted(parties, key=lambda each: each.party)
        if named.party != page.publisher and (pattern := _pattern(named.names, plain)) is not None
    }
    if not wanted:
        return
    subject = [_content(words) for words in matter.words]
    for start, end in sentences(text, 0, len(text)):
        here = {party: pattern for party, pattern in wanted.items() if pattern.search(plain, start, end)}
        if not here or not _is_about(text, start, end, matter.figures, subject):
            continue
        for party, pattern in here.items():
            span = _cited(plain, pattern, start, end)
            if span is not None:
                del wanted[party]
                yield _proposal(page, text, party, span, (start, end))


def _pattern(names: Collection[str], plain: str) -> re.Pattern[str] | None:
    """The names of a party that stand in a text at all, longest first, as words of their own."""
    levelled = {level(" ".join(name.split())) for name in names}
    there = [name for name in levelled if len(name) >= _SHORTEST_NAME and not name.isdigit() and name in plain]
    if not there:
        return None
    joined = "|".join(re.escape(name) for name in sorted(there, key=lambda name: (-len(name), name)))
    # Arabic writes "to", "by" and "and" as one word with what follows.
    prefix = "[لبو]{0,2}" if _ARABIC.search(joined) else ""
    return re.compile(rf"(?<!\w){prefix}(?:{joined})(?!\w)")


def _is_about(text: str, start: int, end: int, figures: Collection[Decimal], subject: Sequence[set[str]]) -> bool:
    """Whether a sentence has one of the claim's figures or, where the claim has none, most of its words."""
    if figures:
        return bool(_numbers(text, start, end) & set(figures))
    words = _content(text[start:end])
    return any(len(words & own) >= max(_FEWEST, _SHARE * len(own)) for own in subject)


def _numbers(text: str, start: int, end: int) -> set[Decimal]:
    tokens = tokenize(text, start, end)
    found = (number_at(tokens, i) for i in range(len(tokens)))
    return {value for each in found if each for value in (each.value, each.value_max) if value is not None}


def _content(words: str) -> set[str]:
    return {word for word in re.findall(r"\w+", level(words)) if len(word) >= _CONTENT}


def _cited(plain: str, pattern: re.Pattern[str], start: int, end: int) -> tuple[int, int] | None:
    """The cue with the name, where a sentence cites a party."""
    for found in pattern.finditer(plain, start, end):
        before = _BEFORE.search(plain[max(start, found.start() - _REACH) : found.start()])
        if before is None and found.group()[:1] in "لب" and _ARABIC.match(found.group()):
            # "According to" and its name are one word here, so no space parts them.
            before = _BEFORE.search(plain[max(start, found.start() - _REACH) : found.start()] + " ")
        if before is not None:
            return max(start, found.start() - _REACH) + before.start(), found.end()
        after = _AFTER.match(plain, found.end(), min(end, found.end() + _REACH))
        if after is not None and _NOT.search(after.group()) is None:
            return found.start(), after.end()
    return None


def _proposal(page: Page, text: str, party: str, span: tuple[int, int], sentence: tuple[int, int]) -> Proposal:
    start, end = sentence
    if end - start > LONGEST_WORDS:
        start = max(start, min(span[0] - LONGEST_WORDS // 3, end - LONGEST_WORDS))
        end = start + LONGEST_WORDS
    return Proposal(
        rule=Rule.CITING,
        source=page.key,
        from_source=None,
        from_party=party,
        basis=f"It says so of the same matter: “{' '.join(text[span[0] : span[1]].split())}”.",
        words=text[start:end],
        marked=text[span[0] : span[1]],
        start=start,
    )
