"""Parties, as far as a person may know of them.

A party exists for a person who may see something that it said or published, and for the whole desk where it was named
by itself. So neither what stands in a restricted topic nor, while a round is blind to them, what a colleague names as
the publisher of a source shows by a name; and no name that was there goes when it comes to be used there.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.access import visible_checks, visible_claims, visible_documents, visible_feeds
from claims.models import Attribution, Party
from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound
from factcheck.core.permissions import Person, may
from reviews.queries.derivations import visible_sources


def visible_said(person: Person) -> QuerySet[Attribution]:
    """Links of the chains of claims that a person may read."""
    return Attribution.objects.filter(claim__in=visible_claims(person).order_by()).order_by()


def visible_parties(person: Person) -> QuerySet[Party]:
    """Parties that exist for a person, without those that were merged into another."""
    if not may(person, Can.SEE_DESK):
        return Party.objects.none()
    speaks, publishes = {"party": OuterRef("pk")}, {"publisher": OuterRef("pk")}
    seen = (
        Q(Exists(visible_said(person).filter(**speaks)))
        | Q(Exists(visible_documents(person).order_by().filter(**publishes)))
        | Q(Exists(visible_checks(person).order_by().filter(**publishes)))
        | Q(Exists(visible_feeds(person).order_by().filter(**publishes)))
        | Q(Exists(visible_sources(person).order_by().filter(**publishes)))
    )
    return Party.objects.filter(seen | Q(is_introduced=True), merged_into__isnull=True)


def party_for(person: Person, party_id: int) -> Party:
    """One party, not a merged one. Raises NotFound when it is not there for this person."""
    party = visible_parties(person).filter(pk=party_id).first()
    if party is None:
        raise NotFound(f"There is no party {party_id}.")
    return party
