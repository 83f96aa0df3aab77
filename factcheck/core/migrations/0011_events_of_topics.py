"""The history of a topic is found without reading the whole of it; made without locking the table."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("core", "0008_words_sorted_by_anybody")]
    operations = [
        AddIndexConcurrently(
            "event",
            models.Index(fields=["about_id", "id"], name="event_topic", condition=models.Q(about_kind="topic")),
        )
    ]
