"""Topics: which claims one hides or shows."""

from django.db.models import Q, QuerySet

from claims.models import Claim, Topic


def claims_in(topic: Topic) -> QuerySet[Claim]:
    """Claims that follow a topic's restriction: its own and those in its documents."""
    return Claim.objects.filter(Q(topic=topic) | Q(document__topic=topic)).order_by()
