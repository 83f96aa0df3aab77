"""New events are found by their transaction, without locking the table while the index is made."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("core", "0006_history")]
    operations = [AddIndexConcurrently("event", models.Index(fields=["xid"], name="event_xid"))]
