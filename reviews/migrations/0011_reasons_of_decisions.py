"""Why a decision between assessments passed the evidence gate."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0008_rules_of_the_review")]
    operations = [
        migrations.AddField(
            model_name="verdict",
            name="override_reason",
            field=models.TextField(
                blank=True, db_default="", default="", help_text="why a decision passed the evidence gate"
            ),
        ),
    ]
