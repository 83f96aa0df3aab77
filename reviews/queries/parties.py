"""Parties, as far as a person may know of them.

A name that is used only where a person may not look does not exist for them: neither what stands in a restricted topic
nor, while a round is blind to them, what a colleague names as the publisher of a source. A party that nothing uses is
there for everybody: somebody named it, and that says nothing of whom it matters to.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.access import visible_checks, visible_claims, visible_documents, visible_feeds
from claims.models import Attribution, Derivation, Document, ExternalCheck, Feed, Party, Source
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
    used = (
        Q(Exists(Attribution.objects.order_by().filter(**speaks)))
        | Q(Exists(Document.objects.order_by().filter(**publishes)))
        | Q(Exists(ExternalCheck.objects.order_by().filter(**publishes)))
        | Q(Exists(Feed.objects.order_by().filter(**publishes)))
        | Q(Exists(Source.objects.order_by().filter(**publishes)))
        | Q(Exists(Derivation.objects.order_by().filter(from_party=OuterRef("pk"))))
    )
    return Party.objects.filter(seen | ~used, merged_into__isnull=True)


def party_for(person: Person, party_id: int) -> Party:
    """One party, not a merged one. Raises NotFound when it is not there for this person."""
    party = visible_parties(person).filter(pk=party_id).first()
    if party is None:
        raise NotFound(f"There is no party {party_id}.")
    return party
