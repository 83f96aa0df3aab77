import django.contrib.postgres.functions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0009_reach_and_proposals"),
    ]

    operations = [
        # PostgreSQL gives each row that is there a key of its own while it writes the column.
        migrations.AddField(
            model_name="derivation",
            name="key",
            field=models.UUIDField(
                db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
            ),
        ),
    ]
