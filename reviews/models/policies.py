"""How reviews of a topic, of a desk or of the house are worked on."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models import Topic
from reviews.models.desks import Desk
from reviews.models.scales import Scale

# Numbers of a policy; each is empty where the next wider policy decides.
POLICY_NUMBERS = (
    "due_days_urgent", "due_days", "due_days_low", "lease_hours", "load_limit", "wip_limit", "review_after_days",
)  # fmt: skip


class Policy(models.Model):
    """What is decided for a topic, for a desk or, with neither, for the house.

    An empty column leaves it to the next wider policy: topic, desk, house, then the settings.
    """

    topic = models.OneToOneField(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="policy")
    desk = models.OneToOneField(Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="policy")
    works_at = models.ForeignKey(
        Desk, null=True, blank=True, on_delete=models.PROTECT, related_name="topics",
        help_text="the desk that reviews claims of the topic",
    )  # fmt: skip
    scale = models.ForeignKey(Scale, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    assessments_needed = models.PositiveSmallIntegerField(null=True, blank=True, help_text="1 or 2")
    due_days_urgent = models.PositiveSmallIntegerField(null=True, blank=True)
    due_days = models.PositiveSmallIntegerField(null=True, blank=True)
    due_days_low = models.PositiveSmallIntegerField(null=True, blank=True)
    lease_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    load_limit = models.PositiveSmallIntegerField(null=True, blank=True, help_text="unfinished parts a person holds")
    wip_limit = models.PositiveSmallIntegerField(null=True, blank=True, help_text="reviews in review at once")
    review_after_days = models.PositiveSmallIntegerField(null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name_plural = "policies"
        constraints = [
            models.CheckConstraint(condition=Q(topic__isnull=True) | Q(desk__isnull=True), name="policy_of_one_thing"),
            models.UniqueConstraint(fields=["topic", "desk"], nulls_distinct=False, name="policy_once"),
            models.CheckConstraint(
                condition=Q(assessments_needed__isnull=True) | Q(assessments_needed__in=[1, 2]),
                name="policy_needs_one_or_two",
            ),
            # A null passes a check: an empty column decides nothing.
            models.CheckConstraint(
                condition=Q(*(Q(**{f"{name}__gte": 1}) | Q(**{f"{name}__isnull": True}) for name in POLICY_NUMBERS)),
                name="policy_numbers_positive",
            ),
            models.CheckConstraint(
                condition=Q(works_at__isnull=True) | Q(topic__isnull=False), name="policy_works_at_with_topic"
            ),
        ]

    def __str__(self) -> str:
        return f"policy of {self.topic or self.desk or 'the house'}"
