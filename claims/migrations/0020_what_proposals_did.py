"""A confirmed proposal knows what confirming it did, so that it can be taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0018_findings_on_figures")]
    operations = [
        migrations.AddField(
            "partyproposal",
            "did",
            models.JSONField(blank=True, db_default=models.Value({}, models.JSONField()), default=dict),
        ),
    ]
