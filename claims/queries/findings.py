"""Findings on the figures of a topic, as far as a person may know what they rest on."""

from django.db.models import Exists, OuterRef, Q

from claims.access import visible_claims
from claims.models import Figure, Finding, FindingState, Topic
from factcheck.core.errors import NotFound
from factcheck.core.permissions import Person

_ORDER = (FindingState.OPEN, FindingState.CONFIRMED, FindingState.DISMISSED, FindingState.GONE)


def findings_of(person: Person, topic: Topic, *, gone: bool = False) -> list[Finding]:
    """The findings of a topic, open ones first; those that hold no longer only with `gone`.

    One that rests on a claim that does not exist for the person does not either.
    """
    found = Finding.objects.filter(topic=topic).select_related("judged_by")
    rows = list(found if gone else found.filter(gone_at__isnull=True))
    resting = {claim for finding in rows for claim in finding.claims}
    seen = set(visible_claims(person).filter(pk__in=resting).values_list("pk", flat=True)) if resting else set()
    shown = [finding for finding in rows if seen.issuperset(finding.claims)]
    return sorted(shown, key=lambda finding: (_ORDER.index(finding.state), finding.kind, finding.pk))


def finding_for(person: Person, topic: Topic, finding_id: int, *, lock: bool = False) -> Finding:
    """One finding of a topic, locked for change on request. Raises NotFound when it is not there for this person."""
    found = Finding.objects.filter(topic=topic, pk=finding_id)
    finding = (found.select_for_update(of=("self",)) if lock else found.select_related("judged_by")).first()
    if finding is None or visible_claims(person).filter(pk__in=finding.claims).count() < len(finding.claims):
        raise NotFound(f"There is no finding {finding_id} in this topic.")
    return finding


def topics_with_figures() -> list[int]:
    """The keys of topics of whose claims some have figures, or of which something was found."""
    figures = Figure.objects.filter(claim__topic=OuterRef("pk")).order_by()
    findings = Finding.objects.filter(topic=OuterRef("pk"), gone_at__isnull=True).order_by()
    found = Topic.objects.filter(Q(Exists(figures)) | Q(Exists(findings)))
    return list(found.order_by("pk").values_list("pk", flat=True))
