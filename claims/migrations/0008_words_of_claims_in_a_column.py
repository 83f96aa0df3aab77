"""The words of a claim are cut where its text is set, and cut once: comparing and finding read the same ones."""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from claims.models.words import IndexedWords
from factcheck.core.words import searched, words_of

_CHUNK = 2_000


def fill(apps: Any, _: Any) -> None:
    """Write down the words of the claims there are, some at a time, each lot a transaction of its own."""
    claims = apps.get_model("claims", "Claim").objects
    after = 0
    while lot := list(claims.filter(pk__gt=after).order_by("pk").only("pk", "text")[:_CHUNK]):
        for claim in lot:
            claim.words = searched(words_of(claim.text))
        claims.bulk_update(lot, ["words"])
        after = lot[-1].pk


class Migration(migrations.Migration):
    # Built beside those who write meanwhile.
    atomic = False
    dependencies = [("claims", "0007_rows_written_by_the_thousand")]
    operations = [
        migrations.AddField("claim", "words", models.TextField(blank=True, db_default="", default="")),
        migrations.AlterField("claim", "words", models.TextField(blank=True, default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently(
            "claim", GinIndex(IndexedWords("words"), name="claim_words_found", gin_pending_list_limit=262144)
        ),
        migrations.RunSQL(
            "DROP INDEX claim_words",
            "CREATE INDEX claim_words ON claims_claim USING gin (claim_words(text))"
            " WITH (gin_pending_list_limit = 262144)",
        ),
    ]
