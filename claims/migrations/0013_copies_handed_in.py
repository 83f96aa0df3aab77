"""What is handed in as a copy of a source waits for a worker.

The key has no index, and no row refers to anybody yet: nothing is read while the table is locked for a moment.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# As for how far a copy is: a worker's columns, changed without an event.
WATCH = "SELECT watch_rows('claims_source', left_out => '{%s}', operations => '{update,delete}')"
BEFORE = "copy_state,copy_problem,copy_asked_at,copy_tries"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("claims", "0011_passages_of_proposals"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.AddField(
            "source", "upload_path", models.CharField(blank=True, db_default="", default="", max_length=300)
        ),
        migrations.AddField(
            "source", "upload_name", models.CharField(blank=True, db_default="", default="", max_length=200)
        ),
        migrations.AddField(
            "source",
            "upload_by",
            models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(WATCH % f"{BEFORE},upload_path,upload_name,upload_by_id", WATCH % BEFORE),
    ]
