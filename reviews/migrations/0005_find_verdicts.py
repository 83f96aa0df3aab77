"""Indexes for the public list: by words and by topic. Made beside running work, so outside a transaction."""

from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("reviews", "0004_words_of_verdicts")]
    operations = [
        migrations.RunSQL(
            [
                "CREATE INDEX CONCURRENTLY publication_words ON reviews_publication"
                " USING gin (verdict_words(body)) WHERE is_current"
            ],
            ["DROP INDEX CONCURRENTLY publication_words"],
        ),
        migrations.RunSQL(
            [
                "CREATE INDEX CONCURRENTLY publication_topic ON reviews_publication"
                " ((body #>> '{claim,topic,slug}'), sequence DESC) WHERE is_current"
            ],
            ["DROP INDEX CONCURRENTLY publication_topic"],
        ),
    ]
