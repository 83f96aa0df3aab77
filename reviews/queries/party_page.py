"""Parties listed and shown: by which names, what they said and published, what is proposed, what was merged."""

from dataclasses import dataclass, field

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Func, IntegerField, OuterRef, Q, QuerySet

from claims.access import visible_checks, visible_claims, visible_documents
from claims.models import Affiliation, Alias, Claim, Document, Party, PartyMerge, PartyProposal, ProposalState, Source
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid, NotFound
from factcheck.core.permissions import Person, may
from factcheck.core.text import fold
from reviews.queries.derivations import visible_sources
from reviews.queries.parties import party_for, visible_parties, visible_said
from reviews.queries.party_proposals import proposals_about, visible_proposals

PAGE_SIZE = 50
COUNTED = 100  # more are not counted, so that a party of a million claims is shown as fast as one of ten
SHOWN = 20
_MOST_WAITING = 500
_LONGEST_SEARCH = 300


@dataclass(frozen=True)
class PartyAsk:
    """What is asked for: `q` is a part of any name, `waiting` those that a proposal waits for."""

    q: str = ""
    waiting: bool = False


@dataclass(frozen=True)
class PartyList:
    """One page of the list. `newer` and `older` are the ids to go on from, None at an end."""

    rows: list[Party] = field(default_factory=list)
    newer: int | None = None
    older: int | None = None


@dataclass(frozen=True)
class PartyPage:
    """A party with all that a person may know of it; of claims, documents and sources the `SHOWN` newest.

    `affiliations` are of others with it, too: `party` or `of` is this one. `check_count` stops at `COUNTED`, and so
    does `party.claim_count`.
    """

    party: Party
    aliases: list[Alias]
    affiliations: list[Affiliation]
    claims: list[Claim]
    documents: list[Document]
    sources: list[Source]
    check_count: int
    proposals: list[PartyProposal]
    merges: list[PartyMerge]

    @property
    def waiting(self) -> list[PartyProposal]:
        return [each for each in self.proposals if each.state == ProposalState.PROPOSED]

    @property
    def judged(self) -> list[PartyProposal]:
        return [each for each in self.proposals if each.state != ProposalState.PROPOSED]


def found_parties(person: Person, ask: PartyAsk) -> QuerySet[Party]:
    """Parties that exist for a person and fit what is asked for, newest first, with their names and `claim_count`."""
    found = visible_parties(person)
    if words := fold(ask.q.replace("\0", " ")[:_LONGEST_SEARCH]):
        named = Alias.objects.order_by().filter(party=OuterRef("pk"), folded__contains=words)
        found = found.filter(Exists(named))
    if ask.waiting:
        ends = visible_proposals(person).filter(state=ProposalState.PROPOSED).values_list("one", "two")  # type: ignore[misc]  # annotated
        found = found.filter(pk__in={pk for pair in ends[:_MOST_WAITING] for pk in pair if pk is not None})
    return _counted(person, found).prefetch_related("aliases").order_by("-pk")


def _counted(person: Person, parties: QuerySet[Party]) -> QuerySet[Party]:
    said = visible_said(person).filter(party=OuterRef("pk")).values("claim")[:COUNTED]
    count = Func(ArraySubquery(said), function="cardinality", output_field=IntegerField())
    return parties.annotate(claim_count=count)


def party_list(person: Person, ask: PartyAsk, *, before: int | None = None, after: int | None = None) -> PartyList:
    """`PAGE_SIZE` of the parties that fit. The page ends before the party `before`, or begins after `after`."""
    parties = found_parties(person, ask)
    if after is not None:
        found = list(parties.filter(pk__gt=after).order_by("pk")[: PAGE_SIZE + 1])
        has_newer, has_older = len(found) > PAGE_SIZE, True
        found = found[:PAGE_SIZE][::-1]
    else:
        found = list((parties if before is None else parties.filter(pk__lt=before))[: PAGE_SIZE + 1])
        has_newer, has_older = before is not None, len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
    return PartyList(
        rows=found,
        newer=found[0].pk if found and has_newer else None,
        older=found[-1].pk if found and has_older else None,
    )


def waiting_count(person: Person) -> int:
    """How many proposals wait for a decision, `COUNTED` at most."""
    return len(visible_proposals(person).filter(state=ProposalState.PROPOSED).values_list("pk")[:COUNTED])


def party_now(person: Person, party_id: int) -> Party:
    """The party of a key, or the one that it was merged into. Raises NotFound when it is not there for this person."""
    if not may(person, Can.SEE_DESK):
        raise NotFound(f"There is no party {party_id}.")
    key = party_id
    while (into := Party.objects.filter(pk=key).values_list("merged_into", flat=True).first()) is not None:
        key = into
    try:
        return party_for(person, key)
    except NotFound:
        raise NotFound(f"There is no party {party_id}.") from None


def party_called(person: Person, name: str, *, pointer: str) -> Party:
    """The party that a person means by one of its names. Raises Invalid where none is there for them."""
    alias = Alias.objects.filter(folded=fold(name)[:_LONGEST_SEARCH]).values("party")
    found = visible_parties(person).filter(pk__in=alias).first()
    if found is None:
        raise Invalid(Fault(f"No party is called {name[:80]}. Use one of its names as the list has it.", pointer))
    return found


def party_page(person: Person, party_id: int) -> PartyPage:
    """A party, or the one that it was merged into. Raises NotFound."""
    party = _counted(person, visible_parties(person)).get(pk=party_now(person, party_id).pk)
    seen = visible_parties(person).order_by().values("pk")
    said = visible_said(person).filter(party=party).values("claim")
    claims = visible_claims(person).filter(pk__in=said).select_related("topic", "document")
    affiliations = Affiliation.objects.filter(Q(party=party, of__in=seen) | Q(of=party, party__in=seen))
    merges = PartyMerge.objects.filter(
        Q(into=party) & (Q(undone_at__isnull=True) | Q(party__in=seen)) | Q(party=party, into__in=seen)
    )
    documents = visible_documents(person).filter(publisher=party).defer("text")
    checks = visible_checks(person).filter(publisher=party).values_list("pk")
    return PartyPage(
        party=party,
        aliases=list(party.aliases.order_by("pk")[: 10 * SHOWN]),
        affiliations=list(affiliations.select_related("party", "of").order_by("pk")[: 10 * SHOWN]),
        claims=list(claims.prefetch_related("attributions__party", "figures").order_by("-pk")[:SHOWN]),
        documents=list(documents[:SHOWN]),
        sources=list(visible_sources(person).filter(publisher=party).order_by("-added_at", "pk")[:SHOWN]),
        check_count=len(checks[:COUNTED]),
        proposals=list(proposals_about(person, party)[: 2 * SHOWN]),
        merges=list(merges.select_related("party", "into", "by", "undone_by").order_by("-pk")[: 2 * SHOWN]),
    )


def merge_for(person: Person, merge_id: int) -> PartyMerge:
    """One merge, of which both ends are there for a person. Raises NotFound."""
    merge = PartyMerge.objects.select_related("party", "into", "by", "undone_by").filter(pk=merge_id).first()
    if merge is None:
        raise NotFound(f"There is no merge {merge_id}.")
    for key in (merge.into_id, merge.party_id):
        try:
            party_now(person, key)
        except NotFound:
            raise NotFound(f"There is no merge {merge_id}.") from None
    return merge
