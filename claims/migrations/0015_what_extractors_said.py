"""What extractors said of each claim is kept beside it, apart from what people make of the claim.

All tables are new: nothing waits. Claims that were found before have no row here, and are known by their version.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0014_what_sort_of_number")]
    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "extractors",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "configs",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                ("said", models.JSONField()),
                ("left_at", models.PositiveIntegerField(default=1)),
                ("is_gone", models.BooleanField(default=False)),
                ("read_at", models.DateTimeField(auto_now_add=True)),
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reading", to="claims.claim"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("extractors__len__gt", 0)), name="reading_names_its_extractor"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("configs__len", models.F("extractors__len"))),
                        name="reading_config_of_each_extractor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldReading",
            fields=[
                (
                    "work",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="held",
                        serialize=False,
                        to="claims.import",
                    ),
                ),
                ("found", models.JSONField(help_text="candidates")),
                ("dropped", models.PositiveIntegerField(default=0)),
                ("ran", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="ModelUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("characters", models.PositiveBigIntegerField(default=0)),
                ("calls", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RunSQL(
            "SELECT watch_rows('claims_reading', 'of claim', unless_import => '{insert,update,delete}')",
            "SELECT unwatch_rows('claims_reading')",
        ),
    ]
