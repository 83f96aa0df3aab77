"""What sort of number a figure is, and the words that say of what, for each of what, and against what.

Defaults are the database's own, so that no row is rewritten and a figure may be written without them.
"""

from django.contrib.postgres.operations import AddConstraintNotValid, ValidateConstraint
from django.db import migrations, models

NATURES = ["count", "share", "money", "rate", "rank", "change"]


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("claims", "0013_copies_handed_in")]
    operations = [
        migrations.AddField(
            "figure",
            "nature",
            models.CharField(
                blank=True,
                choices=[(nature, nature.capitalize()) for nature in NATURES],
                db_default="",
                default="",
                max_length=10,
            ),
        ),
        migrations.AddField(
            "figure", "denominator", models.CharField(blank=True, db_default="", default="", max_length=200)
        ),
        migrations.AddField("figure", "per", models.CharField(blank=True, db_default="", default="", max_length=100)),
        migrations.AddField("figure", "since", models.CharField(blank=True, db_default="", default="", max_length=100)),
        AddConstraintNotValid(
            "figure",
            models.CheckConstraint(condition=models.Q(("nature__in", ["", *NATURES])), name="figure_nature_known"),
        ),
        ValidateConstraint("figure", "figure_nature_known"),
    ]
