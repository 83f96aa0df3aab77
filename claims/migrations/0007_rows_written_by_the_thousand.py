"""Claims come in by the thousand: what is looked up by equality alone has a hash, what each row refers to is checked
once a statement."""

import django.db.models.deletion
from django.contrib.postgres.indexes import HashIndex
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

from factcheck.core.references import checked_by_statement


class Migration(migrations.Migration):
    # Built beside those who write meanwhile.
    atomic = False
    dependencies = [("claims", "0006_words_of_claims")]
    operations = [
        AddIndexConcurrently(
            "claim", HashIndex(fields=["row_key"], name="claim_row_key_hash", condition=~models.Q(row_key=""))
        ),
        AddIndexConcurrently("claim", HashIndex(fields=["fingerprint"], name="claim_fingerprint_hash")),
        RemoveIndexConcurrently("claim", "claim_row_key"),
        RemoveIndexConcurrently("claim", "claim_fingerprint"),
        # New rows at the right edge: at the left one PostgreSQL halves each page that is full.
        AddIndexConcurrently("claim", models.Index(fields=["state", "id"], name="claim_state")),
        RemoveIndexConcurrently("claim", "claim_state_newest"),
        checked_by_statement(
            "claim_imported_in", child="claims_claim", column="imported_in_id", parent="claims_import"
        ),
        checked_by_statement(
            "attribution_claim", child="claims_attribution", column="claim_id", parent="claims_claim"
        ),
        checked_by_statement(
            "attribution_party", child="claims_attribution", column="party_id", parent="claims_party"
        ),
        migrations.AlterField(
            "claim",
            "imported_in",
            models.ForeignKey(
                to="claims.import", null=True, blank=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="claims", db_index=False, db_constraint=False,
            ),
        ),
        migrations.AlterField(
            "attribution",
            "claim",
            models.ForeignKey(
                to="claims.claim", on_delete=django.db.models.deletion.CASCADE, related_name="attributions",
                db_index=False, db_constraint=False,
            ),
        ),
        migrations.AlterField(
            "attribution",
            "party",
            models.ForeignKey(
                to="claims.party", null=True, blank=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="attributions", db_constraint=False,
            ),
        ),
    ]  # fmt: skip
