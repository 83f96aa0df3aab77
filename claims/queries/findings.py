"""Findings on the figures of a topic, as far as a person may know what they rest on."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.access import visible_claims
from claims.models import Figure, Finding, FindingState, Topic
from factcheck.core.errors import NotFound
from factcheck.core.permissions import Person

_ORDER = (FindingState.OPEN, FindingState.CONFIRMED, FindingState.DISMISSED, FindingState.GONE)


def visible_findings(person: Person, topic: Topic) -> QuerySet[Finding]:
    """The findings of a topic, gone ones too, of which every claim exists for a person and is in the topic still.

    That the topic exists for them is the caller's to ask.
    """
    claims = visible_claims(person).filter(topic=topic).order_by().values("pk")
    found = Finding.objects.filter(topic=topic, claims__contained_by=ArraySubquery(claims))
    return found.select_related("judged_by").order_by("-id")


def in_state(findings: QuerySet[Finding], state: FindingState) -> QuerySet[Finding]:
    """Those of some findings that stand at a state."""
    if state is FindingState.GONE:
        return findings.filter(gone_at__isnull=False)
    judged = "" if state is FindingState.OPEN else state.value
    return findings.filter(gone_at__isnull=True, judgement=judged)


def findings_of(person: Person, topic: Topic) -> list[Finding]:
    """The findings of a topic that hold, open ones first."""
    found = visible_findings(person, topic).filter(gone_at__isnull=True)
    return sorted(found, key=lambda finding: (_ORDER.index(finding.state), finding.kind, finding.pk))


def finding_for(person: Person, topic: Topic, finding_id: int, *, lock: bool = False) -> Finding:
    """One finding of a topic, locked for change on request. Raises NotFound when it is not there for this person."""
    found = visible_findings(person, topic).filter(pk=finding_id)
    finding = (found.select_for_update(of=("self",)) if lock else found).first()
    if finding is None:
        raise NotFound(f"There is no finding {finding_id} in this topic.")
    return finding


def topics_with_figures() -> list[int]:
    """The keys of topics of whose claims some have figures, or of which something was found."""
    figures = Figure.objects.filter(claim__topic=OuterRef("pk")).order_by()
    findings = Finding.objects.filter(topic=OuterRef("pk"), gone_at__isnull=True).order_by()
    found = Topic.objects.filter(Q(Exists(figures)) | Q(Exists(findings)))
    return list(found.order_by("pk").values_list("pk", flat=True))
