"""How often words occur, and the words of others' checks in a column as those of claims are.

The words of the checks there are, are cut here by PostgreSQL, which folds a few letters less than the code that cuts
the words of new ones.
"""

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVectorField
from django.db import migrations, models

_CHUNK = 5_000
_LOOSE = r"[.-](?![0-9])|(?<=[^\s0-9])[.-]|(?<![0-9])[,:/]|[,:/](?![0-9])"
_FILL = r"""
UPDATE claims_externalcheck SET words = btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(regexp_replace(
    translate(lower(plain_text(claim_text || ' ' || title)), $$'’‘`$$, ''),
    '(?<=[0-9]),(?=[0-9]{3}(?![0-9]))', '', 'g'),
    '[^[:alnum:].,:/%%‰‱-]+', ' ', 'g'),
    %s, ' ', 'g'),
    '\s+', ' ', 'g'),
    '(\S{200})\S+', '\1', 'g'))
WHERE id IN (SELECT id FROM claims_externalcheck WHERE id > %s ORDER BY id LIMIT %s)
"""
_SORTING = """
CREATE OR REPLACE FUNCTION sort_waiting_words() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM gin_clean_pending_list('claim_words_found'::regclass);
    PERFORM gin_clean_pending_list('externalcheck_words'::regclass);
    %s
END $$;
"""


def fill(apps: Any, schema_editor: Any) -> None:
    """Write down the words of the checks there are, some at a time, each lot a transaction of its own."""
    checks = apps.get_model("claims", "ExternalCheck").objects
    after = 0
    while lot := list(checks.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:_CHUNK]):
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(_FILL, [_LOOSE, after, _CHUNK])
        after = lot[-1]


WORDS = models.Func(
    "words", template="array_to_tsvector(string_to_array(%(expressions)s, ' '))", output_field=SearchVectorField()
)


class Migration(migrations.Migration):
    # Built beside those who write meanwhile.
    atomic = False
    dependencies = [("claims", "0017_parties"), ("core", "0008_words_sorted_by_anybody")]
    operations = [
        migrations.CreateModel(
            "WordFrequency",
            [
                ("word", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("stem", models.CharField(max_length=200)),
                ("claims", models.PositiveBigIntegerField(default=0)),
                ("checks", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "word frequencies",
                "indexes": [models.Index(fields=["stem"], name="wordfrequency_stem")],
            },
        ),
        migrations.CreateModel(
            "WordTotal",
            [
                (
                    "name",
                    models.CharField(help_text="claims or checks", max_length=20, primary_key=True, serialize=False),
                ),
                ("texts", models.PositiveBigIntegerField(default=0)),
                ("rows", models.PositiveBigIntegerField(default=0, help_text="with those that do not count")),
                ("mean_length", models.FloatField(default=0, help_text="words")),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField("externalcheck", "words", models.TextField(blank=True, db_default="", default="")),
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently("externalcheck", GinIndex(WORDS, name="externalcheck_matched", gin_pending_list_limit=65536)),
        migrations.RunSQL(
            _SORTING % "PERFORM gin_clean_pending_list('externalcheck_matched'::regclass);", _SORTING % ""
        ),
    ]
