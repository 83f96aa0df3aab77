"""Parties that were named by themselves, and not by something that not everybody may see."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0021_embeddings")]
    operations = [
        migrations.AddField("party", "is_introduced", models.BooleanField(db_default=False, default=False)),
    ]
