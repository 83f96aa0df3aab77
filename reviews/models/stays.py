"""How long reviews stay in each state."""

from django.db import models
from django.db.models import F, Q

from factcheck.core.models import choices_of, one_of
from reviews.models.reviews import Review
from reviews.workflow import State


class Stay(models.Model):
    """A review's time in one state. Written by `reviews.actions._move` and at the opening alone.

    When an open stay in review began is never told to the blind: it would time a colleague's taking.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="stays")
    state = models.CharField(max_length=20, choices=choices_of(State))
    round = models.PositiveSmallIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("state", State, table="stay"),
            models.UniqueConstraint(fields=["review"], condition=Q(until__isnull=True), name="stay_one_open"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="stay_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["state", "until"], name="stay_state")]

    def __str__(self) -> str:
        return f"R-{self.review_id} {self.state}"
