"""All rules over one text."""

from collections.abc import Collection

from claims.naming.affiliated import affiliated
from claims.naming.facts import LONGEST_TEXT, MOST, Relation, Speaker, Suggestion
from claims.naming.same import same_in_words, same_of_speakers
from factcheck.core.text import fold

_LONGEST_NAME = 300


def suggest(text: str, speakers: Collection[Speaker]) -> list[Suggestion]:
    """What a text suggests of names and parties: each pair once, at its first place, at most `MOST`, in their order.

    `speakers` are those with a name. One that says of itself who it is comes before what a shorter one says.
    """
    cut = text[:LONGEST_TEXT]
    placed = [each for each in speakers if each.start is not None and each.start + len(each.name) <= len(cut)]
    every = [*same_in_words(cut), *same_of_speakers(cut, placed), *affiliated(cut, placed)]
    found: dict[tuple[Relation, frozenset[str]], Suggestion] = {}
    for each in sorted(every, key=lambda one: (one.start, one.end, one.rule, one.name, one.other)):
        ends = frozenset((fold(each.name), fold(each.other)))
        is_name = all(0 < len(name) <= _LONGEST_NAME for name in (each.name, each.other))
        if len(ends) == 2 and "" not in ends and is_name:
            found.setdefault((each.relation, ends), each)
    return list(found.values())[:MOST]
