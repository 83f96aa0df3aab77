"""What was merged into what, as far as a person may know."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from claims.access import visible_claims
from claims.models import Claim
from factcheck.core.permissions import Person


def with_merges(person: Person, claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims with `sees_merged_into`, whether the claim that each was merged into exists for the person, and with
    `merged_here`: those merged into it that do, with speakers and document.
    """
    merged = visible_claims(person).select_related("document__publisher").defer("document__text").order_by("pk")
    here = Prefetch("merged", merged.prefetch_related("attributions__party"), to_attr="merged_here")
    sees = Exists(visible_claims(person).filter(pk=OuterRef("merged_into")))
    return claims.prefetch_related(here).annotate(sees_merged_into=sees)
