"""Vectors of claims and checks: arrays, so that the table needs no extension. They go with what they are of."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


FORWARD = """
ALTER TABLE claims_embedding
    ALTER COLUMN vector TYPE real[],
    ADD CONSTRAINT embedding_claim FOREIGN KEY (claim_id) REFERENCES claims_claim ON DELETE CASCADE,
    ADD CONSTRAINT embedding_check FOREIGN KEY (external_check_id) REFERENCES claims_externalcheck ON DELETE CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0019_merges_without_chains")]
    operations = [
        migrations.CreateModel(
            name="Embedding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=200)),
                ("fingerprint", models.CharField(max_length=64)),
                ("vector", django.contrib.postgres.fields.ArrayField(models.FloatField())),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="embeddings",
                        to="claims.claim",
                    ),
                ),
                (
                    "external_check",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="embeddings",
                        to="claims.externalcheck",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(claim__isnull=False, external_check__isnull=True)
                        | models.Q(claim__isnull=True, external_check__isnull=False),
                        name="embedding_of_one_thing",
                    ),
                    models.CheckConstraint(condition=~models.Q(model=""), name="embedding_names_its_model"),
                    models.CheckConstraint(condition=models.Q(vector__len__gt=0), name="embedding_has_a_vector"),
                    models.UniqueConstraint(fields=("claim", "model"), name="embedding_once_a_claim"),
                    models.UniqueConstraint(fields=("external_check", "model"), name="embedding_once_a_check"),
                ]
            },
        ),
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
    ]
