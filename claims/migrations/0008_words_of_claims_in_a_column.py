"""The words of a claim are cut where its text is set, and cut once: comparing and finding read the same ones.

Those of the claims there are, are cut here by PostgreSQL, which folds a few letters less than the code that cuts the
words of new ones.
"""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

_CHUNK = 5_000
_LOOSE = r"[.-](?![0-9])|(?<=[^\s0-9])[.-]|(?<![0-9])[,:/]|[,:/](?![0-9])"
_FILL = r"""
UPDATE claims_claim SET words = btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(lower(plain_text(text)), $$'’‘`$$, ''),
    '(?<=[0-9]),(?=[0-9]{3}(?![0-9]))', '', 'g'),
    '[^[:alnum:].,:/%%‰‱-]+', ' ', 'g'),
    %s, ' ', 'g'),
    '\s+', ' ', 'g'),
    '(\S{200})\S+', '\1', 'g'))
WHERE id IN (SELECT id FROM claims_claim WHERE id > %s ORDER BY id LIMIT %s)
"""


def fill(apps: Any, schema_editor: Any) -> None:
    """Write down the words of the claims there are, some at a time, each lot a transaction of its own."""
    claims = apps.get_model("claims", "Claim").objects
    after = 0
    while lot := list(claims.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:_CHUNK]):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(_FILL, [_LOOSE, after, _CHUNK])
        after = lot[-1]


WORDS = models.Func(
    "words", template="array_to_tsvector(string_to_array(%(expressions)s, ' '))", output_field=SearchVectorField()
)


class Migration(migrations.Migration):
    # Built beside those who write meanwhile.
    atomic = False
    dependencies = [("claims", "0007_rows_written_by_the_thousand")]
    operations = [
        migrations.AddField("claim", "words", models.TextField(blank=True, db_default="", default="")),
        migrations.AlterField("claim", "words", models.TextField(blank=True, default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently("claim", GinIndex(WORDS, name="claim_words_found", gin_pending_list_limit=262144)),
        migrations.RunSQL(
            "DROP INDEX claim_words",
            "CREATE INDEX claim_words ON claims_claim USING gin (claim_words(text))"
            " WITH (gin_pending_list_limit = 262144)",
        ),
    ]
