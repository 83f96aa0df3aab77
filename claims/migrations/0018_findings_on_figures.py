"""Findings on the figures of a topic with what people judged of them, and topics that claims do not belong to."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0016_words_of_matches'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('parts_leave_rest', 'Parts leave rest'), ('parts_fall_short', 'Parts fall short'), ('parts_exceed_total', 'Parts exceed total'), ('counted_twice', 'Counted twice'), ('share_of_unknown', 'Share of unknown'), ('figure_fell', 'Figure fell'), ('rivals_differ', 'Rivals differ'), ('confirms_itself', 'Confirms itself')], max_length=30)),
                ('key', models.CharField(max_length=64)),
                ('words', models.TextField()),
                ('data', models.JSONField(blank=True, default=dict)),
                ('figures', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('claims', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('judgement', models.CharField(blank=True, choices=[('confirmed', 'Confirmed'), ('dismissed', 'Dismissed')], default='', max_length=20)),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('found_at', models.DateTimeField(auto_now_add=True)),
                ('gone_at', models.DateTimeField(blank=True, null=True)),
                ('judged_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('topic', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='claims.topic')),
            ],
            options={
                'ordering': ['kind', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['parts_leave_rest', 'parts_fall_short', 'parts_exceed_total', 'counted_twice', 'share_of_unknown', 'figure_fell', 'rivals_differ', 'confirms_itself'])), name='finding_kind_known'), models.CheckConstraint(condition=models.Q(('judgement__in', ['', 'confirmed', 'dismissed'])), name='finding_judgement_known'), models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='finding_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at__isnull', True), ('judged_by__isnull', True), ('judgement', '')), models.Q(models.Q(('judgement', ''), _negated=True), ('judged_at__isnull', False), ('judged_by__isnull', False)), _connector='OR'), name='finding_judged_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('judgement', 'dismissed'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='finding_dismissed_with_a_reason'), models.UniqueConstraint(fields=('topic', 'key'), name='finding_once_a_topic')],
            },
        ),
        migrations.CreateModel(
            name='OtherTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='not_in', to='claims.claim')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('claim', 'topic'), name='othertopic_once')],
            },
        ),
        # What rules write anew is made of claims, which are watched; what people judge is of the record.
        migrations.RunSQL(
            "SELECT watch_rows('claims_finding', operations => '{update,delete}',"
            " left_out => '{kind,words,data,figures,claims,gone_at}')",
            "SELECT unwatch_rows('claims_finding')",
        ),
        migrations.RunSQL(
            "SELECT watch_rows('claims_othertopic', 'of claim')", "SELECT unwatch_rows('claims_othertopic')"
        ),
    ]
