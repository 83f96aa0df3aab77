"""What a document says of names is kept as proposals: which are one party's, and which parties belong together."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.db import transaction

from claims.models import Alias, Document, PartyProposal
from claims.naming import Relation, Rule, Speaker, Suggestion, loose, suggest
from claims.queries.namings import (
    MOST_SPELLINGS,
    NAME_LIMIT,
    Known,
    affiliated_among,
    bearers_of,
    known_by,
    names_by_party,
    said_of,
    speakers_of,
    spelled_like,
)
from factcheck.core.text import fold

AT_ONCE = 100  # proposals of one document
_AROUND = 160  # characters of a document that a proposal shows on either side of what shows it
# Rules by which a name may be one that nobody has said anything under yet: the text itself says whose it is.
_IN_WORDS = frozenset({Rule.BRACKETS, Rule.KNOWN_AS, Rule.HANDLE, Rule.SLASH})
# Who or what is meant: a party, or a name that is none yet.
End = int | str


@transaction.atomic
def propose_parties(document: Document) -> int:
    """Propose what a document suggests of names and parties; how many proposals are new.

    None of two names that are one party already, that were told apart, or that wait for a decision where whoever sees
    the document sees it; none of unnamed speakers, and none where no party goes by either name. Doing it again adds
    nothing. A few dozen statements at most, however long the document is.
    """
    speakers = speakers_of(document)
    every = suggest(document.text, [speaker for speaker, _ in speakers]) + list(_spelled(speakers))
    known = known_by(name for each in every for name in (each.name, each.other))
    every = [each for found in every if (each := _resolved(found, known)) is not None]
    every = _without_what_is_said(every, known, document)
    every = [each for each in every if each.rule is not Rule.SURNAME or not _is_shared(each)][:AT_ONCE]
    made = PartyProposal.objects.bulk_create((_proposal(each, document) for each in every), ignore_conflicts=True)
    return len(made)


def _spelled(speakers: Iterable[tuple[Speaker, int]]) -> Iterator[Suggestion]:
    """Speakers whose names are spelled nearly like those of other parties."""
    spoken = list(speakers)
    likely = spelled_like(speaker.name for speaker, _ in spoken)
    for speaker, party in spoken:
        others = likely.get(loose(speaker.name), [])
        if len(others) > MOST_SPELLINGS:
            continue
        for other in others:
            if other.party != party and not other.is_anonymous and speaker.start is not None:
                end = speaker.start + len(speaker.name)
                yield Suggestion(Relation.SAME, other.name, speaker.name, Rule.SPELLING, speaker.start, end)


def _resolved(found: Suggestion, known: dict[str, Known]) -> Suggestion | None:
    """A suggestion about at least one party that is known and named, or None."""
    one, other = (known.get(_key(name)) for name in (found.name, found.other))
    if any(end is not None and end.is_anonymous for end in (one, other)):
        return None
    if one is not None and other is not None:
        return found if one.party != other.party else None
    if found.relation is Relation.AFFILIATED or found.rule not in _IN_WORDS or one is other:
        return None
    # The party that is known takes the name.
    return found if one is not None else replace(found, name=found.other, other=found.name)


def _without_what_is_said(every: list[Suggestion], known: dict[str, Known], document: Document) -> list[Suggestion]:
    """Each pair of parties once, and none that was judged or waits: by whichever of their names."""
    parties = {end.party for each in every for name in (each.name, each.other) if (end := known.get(_key(name)))}
    whose = names_by_party(parties)
    names = {*whose, *(_key(name) for each in every for name in (each.name, each.other))}

    def ends(name: str, other: str) -> tuple[End, End]:
        return whose.get(name, name), whose.get(other, other)

    said = {_pair(kind, *ends(one, other)) for kind, one, other in said_of(names, document)} if every else set()
    said |= {_pair(Relation.AFFILIATED, *pair) for pair in (affiliated_among(parties) if parties else ())}
    left = []
    for each in every:
        pair = _pair(each.relation, *ends(_key(each.name), _key(each.other)))
        if pair not in said:
            said.add(pair)
            left.append(each)
    return left


def _pair(kind: str, one: End, other: End) -> tuple[str, tuple[str, ...]]:
    both = (repr(one), repr(other))
    # Being one party goes both ways, belonging to another does not.
    return str(kind), both if kind == Relation.AFFILIATED else tuple(sorted(both))


def _is_shared(each: Suggestion) -> bool:
    """Whether parties of more than one name bear the surname: whose it is in this document is then uncertain."""
    mine = loose(each.name)
    return any(loose(bearer.name) != mine for bearer in bearers_of(each.other) if not bearer.is_anonymous)


def _proposal(each: Suggestion, document: Document) -> PartyProposal:
    start, end = _around(document.text, each.start, each.end)
    return PartyProposal(
        kind=each.relation.value,
        name=each.name[:NAME_LIMIT],
        folded=_key(each.name),
        other=each.other[:NAME_LIMIT],
        other_folded=_key(each.other),
        rule=each.rule.value,
        document=document,
        words=document.text[start:end],
        marked=document.text[each.start : each.end],
        start=start,
    )


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with what stands around it in its paragraph, cut between words."""
    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    line_end = text.find("\n", end)
    last = min(len(text) if line_end < 0 else line_end, end + _AROUND)
    if first > 0 and text[first - 1] not in "\n ":
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    if last < len(text) and text[last] not in "\n ":
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else last
    return first, last


def _key(name: str) -> str:
    return fold(name)[:NAME_LIMIT]


def compare_names(after: int, *, at_once: int = 2_000) -> int:
    """Write the loose forms of a batch of names that have none, by their keys after one; the last key, 0 at the end."""
    names = list(Alias.objects.filter(pk__gt=after, loose="").order_by("pk")[:at_once])
    for alias in names:
        alias.loose = loose(alias.name)
    Alias.objects.bulk_update([alias for alias in names if alias.loose], ["loose"])
    return names[-1].pk if names else 0
