"""What a person declares: their interests, and when they are away."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models import Party


class Interest(models.Model):
    """A person's declared interest in a Party: they review no claim about or by it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="interests")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="interested")
    note = models.CharField(max_length=300, blank=True, default="")
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "party"], name="interest_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.party_id}"


class Leave(models.Model):
    """Days on which a person takes no work, first and last included. It ends early when `ended_at` is set."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leaves")
    from_on = models.DateField()
    until_on = models.DateField()
    note = models.CharField(max_length=300, blank=True, default="")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    began_at = models.DateTimeField(null=True, blank=True, help_text="when their unfinished parts went back")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="leave_ends_after_it_begins")
        ]
        indexes = [models.Index(fields=["user", "until_on"], name="leave_current", condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.user_id} away {self.from_on} to {self.until_on}"
