"""What people are told."""

import uuid
from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q

from factcheck.core.models import Event, choices_of, one_of


class Channel(StrEnum):
    IN_APP = "in_app"


class Notice(models.Model):
    """One event told to one person by one channel; unique, so that telling twice is harmless."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="notices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    channel = models.CharField(max_length=20, choices=choices_of(Channel), default=Channel.IN_APP.value)
    made_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            one_of("channel", Channel, table="notice"),
            models.UniqueConstraint(fields=["event", "person", "channel"], name="notice_once"),
        ]
        indexes = [
            models.Index(fields=["person", "-made_at"], name="notice_inbox"),
            # The unread count on every page.
            models.Index(fields=["person"], name="notice_unread", condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"
