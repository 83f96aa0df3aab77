"""Indexes by which the next review, what is overdue and what lease has ended are found. Made beside running work."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("reviews", "0006_the_review")]
    operations = [
        AddIndexConcurrently(
            "review",
            models.Index(
                fields=["-rank", "id"], name="review_rank",
                condition=Q(state__in=["queued", "in_review"], free_parts__gt=0),
            ),
        ),
        AddIndexConcurrently(
            "review",
            models.Index(fields=["due_at"], name="review_due", condition=Q(state__in=["queued", "in_review", "split"])),
        ),
        RemoveIndexConcurrently("review", "review_queue"),
        AddIndexConcurrently(
            "assignment",
            models.Index(
                fields=["lease_until"], name="assignment_lease",
                condition=Q(released_at__isnull=True, done_at__isnull=True),
            ),
        ),
    ]  # fmt: skip
