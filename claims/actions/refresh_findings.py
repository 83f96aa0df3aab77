"""What does not fit among the figures of a topic is looked for anew."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.figures import FigureFinding
from claims.models import Claim, Finding, Topic
from claims.queries.figures import read_topic


@dataclass(frozen=True)
class Refreshed:
    """How many findings are new, hold no longer, or hold again."""

    found: int = 0
    gone: int = 0
    back: int = 0


@transaction.atomic
def refresh_findings(topic_id: int) -> Refreshed:
    """Bring the findings of a topic in line with its claims; what people judged of them stays.

    A finding that holds no longer is marked gone, and comes back with its judgement when it holds again. Claims of
    documents that are in another restricted topic are left out: findings are the same for all who see this one. May run
    twice; two at once take turns. A topic that is not there is none of its business.
    """
    topic = Topic.objects.select_for_update(no_key=True).filter(pk=topic_id).first()
    if topic is None:
        return Refreshed()
    shared = Q(document__isnull=True) | Q(document__topic__isnull=True) | Q(document__topic=topic)
    reading, _ = read_topic(Claim.objects.filter(shared | Q(document__topic__is_restricted=False)), topic)
    known = {finding.key: finding for finding in Finding.objects.filter(topic=topic)}
    now = timezone.now()
    holding = {sha256(one.key.encode()).hexdigest(): one for one in reading.findings}
    new = [Finding(topic=topic, key=key, **_written(one)) for key, one in holding.items() if key not in known]
    Finding.objects.bulk_create(new)
    gone = back = 0
    for key, finding in known.items():
        if (one := holding.get(key)) is None:
            if finding.gone_at is None:
                finding.gone_at = now
                finding.save(update_fields=["gone_at"])
                gone += 1
            continue
        written = _written(one)
        if finding.gone_at is None and all(getattr(finding, name) == value for name, value in written.items()):
            continue
        back += finding.gone_at is not None
        finding.gone_at = None
        for name, value in written.items():
            setattr(finding, name, value)
        finding.save(update_fields=["gone_at", *written])
    return Refreshed(found=len(new), gone=gone, back=back)


def _written(one: FigureFinding) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "words": one.words,
        "data": dict(one.data),
        "figures": list(one.figures),
        "claims": list(one.claims),
    }
