"""An index for each order of the queue, so that no page of it sorts all that waits."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models import Q

IS_OPEN = Q(state__in=["queued", "in_review", "split", "decided", "on_hold"])
ORDERS = {
    "review_open_rank": ["-rank", "-id"],
    "review_open_due": ["due_at", "id"],
    "review_open_age": ["opened_at", "id"],
    "review_desk_rank": ["desk", "-rank", "-id"],
    "review_level_rank": ["priority", "-rank", "-id"],
}


class Migration(migrations.Migration):
    # Built without a lock on what is written meanwhile.
    atomic = False

    dependencies = [("reviews", "0020_no_part_in_the_round")]

    operations = [
        *(
            AddIndexConcurrently("review", models.Index(fields=fields, name=name, condition=IS_OPEN))
            for name, fields in ORDERS.items()
        ),
        AddIndexConcurrently(
            "review",
            models.Index(
                fields=["-rank", "-id"],
                name="review_over_rank",
                condition=Q(state__in=["published", "retracted", "closed"]),
            ),
        ),
        AddIndexConcurrently(
            "assignment",
            models.Index(
                fields=["user", "-id"],
                name="assignment_done",
                condition=Q(released_at__isnull=True, done_at__isnull=False),
            ),
        ),
        # What is due is found by `review_open_due`.
        RemoveIndexConcurrently("review", "review_due"),
        AddIndexConcurrently(
            "evidence",
            models.Index(
                fields=["source"],
                name="evidence_quote_waits",
                condition=Q(quote_state="waiting", withdrawn_at__isnull=True),
            ),
        ),
    ]
