"""What the rules look at to propose which names are one party's, and what was said of them already."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.models import Affiliation, Alias, Attribution, Document, PartyProposal, ProposalState
from claims.naming import Speaker, loose
from factcheck.core.text import fold

NAME_LIMIT = 300
MOST_SPEAKERS = 500  # of one document
MOST_SPELLINGS = 5  # parties of one loose form: with more it is a word, and no name
_MOST_NAMED = 2_000


@dataclass(frozen=True)
class Known:
    """A party by one of its names."""

    party: int
    name: str
    is_anonymous: bool


def speakers_of(document: Document) -> list[tuple[Speaker, int]]:
    """Who is named as a speaker in a document, each name once at its first place, with the party that it is."""
    links = (
        Attribution.objects.filter(claim__document=document, party__is_anonymous=False, start__isnull=False)
        .order_by("start")
        .values_list("name", "start", "party")[: MOST_SPEAKERS * 4]
    )
    found: dict[str, tuple[Speaker, int]] = {}
    for name, start, party in links:
        if party is not None and document.text.startswith(name, start or 0):
            found.setdefault(fold(name), (Speaker(name, start), party))
    return list(found.values())[:MOST_SPEAKERS]


def known_by(names: Iterable[str]) -> dict[str, Known]:
    """Parties by their names, folded."""
    folded = [fold(name)[:NAME_LIMIT] for name in names]
    return {alias.folded: _known(alias) for alias in _aliases(Q(folded__in=folded))}


def spelled_like(names: Iterable[str]) -> dict[str, list[Known]]:
    """Parties by the loose form of their names, one name of each."""
    forms = {form for name in names if (form := loose(name))}
    found: defaultdict[str, dict[int, Known]] = defaultdict(dict)
    for alias in _aliases(Q(loose__in=forms)).order_by("party_id", "pk")[:_MOST_NAMED]:
        found[alias.loose].setdefault(alias.party_id, _known(alias))
    return {form: list(parties.values()) for form, parties in found.items()}


def bearers_of(surname: str) -> list[Known]:
    """Parties with a longer name that ends in a surname, a few of them."""
    ending = fold(surname)[:NAME_LIMIT]
    return [_known(alias) for alias in _aliases(Q(folded__endswith=f" {ending}")).order_by("pk")[:50]]


def said_of(names: Collection[str], document: Document) -> list[tuple[str, str, str]]:
    """Pairs of names, with the kind, that need no proposal by a document.

    They were told apart, or wait for a decision where everybody who sees the document sees them.
    """
    where = "document__topic"
    here = Q(**{f"{where}__isnull": True}) | Q(**{f"{where}__is_restricted": False}) | Q(**{where: document.topic_id})
    settled = Q(state=ProposalState.DISMISSED) | Q(state=ProposalState.PROPOSED) & here
    rows = PartyProposal.objects.filter(settled, folded__in=names, other_folded__in=names)
    return list(rows.values_list("kind", "folded", "other_folded"))


def names_by_party(parties: Collection[int]) -> dict[str, int]:
    """The folded names of parties, with whose each is."""
    names = Alias.objects.filter(party__in=parties).values_list("folded", "party")
    return dict(names[:_MOST_NAMED])


def affiliated_among(parties: Collection[int]) -> set[tuple[int, int]]:
    """Which of some parties are affiliated with which, as said."""
    return set(Affiliation.objects.filter(party__in=parties, of__in=parties).values_list("party_id", "of_id"))


def _aliases(asked: Q) -> QuerySet[Alias]:
    return Alias.objects.filter(asked).select_related("party")


def _known(alias: Alias) -> Known:
    return Known(alias.party_id, alias.party.name, alias.party.is_anonymous)
