"""Desks, policies, drafts, comments, leave, saved filters and the time in each state; what a review is ordered by.

Indexes on tables that are worked on meanwhile are built by the next migration, beside that work.
"""
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

NUMBERS = """
UPDATE reviews_evidence e SET number = counted.number FROM (
    SELECT id, row_number() OVER (PARTITION BY review_id, round, added_by_id ORDER BY added_at, id) AS number
    FROM reviews_evidence
) counted WHERE counted.id = e.id;
"""
# As `reviews.priority` has it for a review that nothing was escalated of.
RANKS = """
UPDATE reviews_review r SET
    rank = CASE priority WHEN 1 THEN 60 WHEN 2 THEN 30 ELSE 0 END
        + 20 * coalesce((SELECT worth FROM claims_claim c WHERE c.id = r.claim_id), 0)
        - extract(epoch FROM opened_at - '2020-01-01 00:00:00+00'::timestamptz) / 86400,
    free_parts = greatest(0, assessments_needed - (
        SELECT count(*) FROM reviews_assignment a
        WHERE a.review_id = r.id AND a.round = r.round AND a.released_at IS NULL AND a.part <> 'adjudicator'
    ));
"""
RATINGS = """
UPDATE reviews_rating SET colour = 'r' || least(position, 7), claimreview_value = value;
"""
STAYS = """
INSERT INTO reviews_stay (review_id, state, round, since) SELECT id, state, round, state_since FROM reviews_review;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0009_reach_and_proposals'),
        ('reviews', '0005_find_verdicts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Comeback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cause', models.CharField(choices=[('review_date', 'Review date'), ('newer_figure', 'Newer figure'), ('source_changed', 'Source changed')], max_length=20)),
                ('key', models.CharField(max_length=80)),
                ('words', models.CharField(max_length=500)),
                ('round', models.PositiveSmallIntegerField(help_text='the round that began with it')),
                ('found_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('round', models.PositiveSmallIntegerField()),
                ('is_blind', models.BooleanField()),
                ('body', models.TextField()),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['made_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Desk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=100, unique=True)),
                ('is_open', models.BooleanField(default=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField()),
                ('rating', models.CharField(blank=True, default='', max_length=40)),
                ('attribution', models.CharField(blank=True, default='', max_length=20)),
                ('rationale', models.TextField(blank=True, default='')),
                ('as_of', models.DateField(blank=True, null=True)),
                ('confidence', models.CharField(blank=True, default='', max_length=10)),
                ('private_note', models.TextField(blank=True, default='')),
                ('override_reason', models.TextField(blank=True, default='')),
                ('saved_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='Leave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField()),
                ('until_on', models.DateField()),
                ('note', models.CharField(blank=True, default='', max_length=300)),
                ('set_at', models.DateTimeField(auto_now_add=True)),
                ('began_at', models.DateTimeField(blank=True, help_text='when their unfinished parts went back', null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['from_on'],
            },
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assessments_needed', models.PositiveSmallIntegerField(blank=True, help_text='1 or 2', null=True)),
                ('due_days_urgent', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('due_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('due_days_low', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('lease_hours', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('load_limit', models.PositiveSmallIntegerField(blank=True, help_text='unfinished parts a person holds', null=True)),
                ('wip_limit', models.PositiveSmallIntegerField(blank=True, help_text='reviews in review at once', null=True)),
                ('review_after_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('set_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name_plural': 'policies',
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('asked', models.JSONField(default=dict)),
                ('is_shared', models.BooleanField(default=False)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Stay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('queued', 'Queued'), ('in_review', 'In review'), ('split', 'Split'), ('decided', 'Decided'), ('published', 'Published'), ('on_hold', 'On hold'), ('closed', 'Closed'), ('retracted', 'Retracted')], max_length=20)),
                ('round', models.PositiveSmallIntegerField()),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name='assessment',
            name='confidence',
            field=models.CharField(blank=True, choices=[('low', 'Low'), ('medium', 'Medium'), ('high', 'High')], help_text='empty: was not asked', max_length=10, null=True),
        ),
        migrations.AddField(
            model_name='assessment',
            name='private_note',
            field=models.TextField(blank=True, db_default='', default='', help_text='read by its author alone'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='warned_at',
            field=models.DateTimeField(blank=True, help_text='that the lease is about to end', null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='number',
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='evidence',
            name='quote_start',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='quote_state',
            field=models.CharField(choices=[('none', 'None'), ('waiting', 'Waiting'), ('found', 'Found'), ('near', 'Near'), ('not_found', 'Not found')], default='none', max_length=10),
        ),
        migrations.AddField(
            model_name='evidence',
            name='snapshot',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='claims.snapshot'),
        ),
        migrations.AddField(
            model_name='interest',
            name='declared_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='interest',
            name='note',
            field=models.CharField(blank=True, default='', max_length=300),
        ),
        migrations.AddField(
            model_name='rating',
            name='claimreview_value',
            field=models.FloatField(blank=True, help_text='its number in ClaimReview; empty: none is given there', null=True),
        ),
        migrations.AddField(
            model_name='rating',
            name='colour',
            field=models.CharField(choices=[('r1', 'R1'), ('r2', 'R2'), ('r3', 'R3'), ('r4', 'R4'), ('r5', 'R5'), ('r6', 'R6'), ('r7', 'R7')], default='r6', max_length=2),
        ),
        migrations.AddField(
            model_name='rating',
            name='sign',
            field=models.CharField(blank=True, default='', help_text='name of an icon; empty: the usual one', max_length=30),
        ),
        migrations.AddField(
            model_name='review',
            name='cut_short',
            field=models.BooleanField(default=False, help_text='the round ended before it was in, and stays blind'),
        ),
        migrations.AddField(
            model_name='review',
            name='escalations',
            field=models.PositiveSmallIntegerField(default=0, help_text='how often the due date has passed'),
        ),
        migrations.AddField(
            model_name='review',
            name='free_parts',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='review',
            name='nudged',
            field=models.PositiveSmallIntegerField(default=0, help_text='1 reminded, 2 escalated, 3 returned'),
        ),
        migrations.AddField(
            model_name='review',
            name='places',
            field=models.PositiveSmallIntegerField(default=1, help_text='where the claim was found, itself included'),
        ),
        migrations.AddField(
            model_name='review',
            name='rank',
            field=models.FloatField(default=0),
        ),
        migrations.AddField(
            model_name='review',
            name='reach',
            field=models.PositiveBigIntegerField(blank=True, help_text='how many people saw the claim', null=True),
        ),
        migrations.AddField(
            model_name='scale',
            name='made_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='scale',
            name='made_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='scale',
            name='note',
            field=models.CharField(blank=True, default='', max_length=500),
        ),
        migrations.AddField(
            model_name='scale',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='reviews.scale'),
        ),
        migrations.AddField(
            model_name='scale',
            name='retired_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='review',
            name='opened_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AlterField(
            model_name='review',
            name='state_since',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__in', ['low', 'medium', 'high'])), name='assessment_confidence_known'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(fields=('id', 'user', 'review', 'round'), name='assignment_identity'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('quote_state__in', ['none', 'waiting', 'found', 'near', 'not_found'])), name='evidence_quote_state_known'),
        ),
        migrations.RunSQL(NUMBERS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('review', 'round', 'added_by', 'number'), name='evidence_number_once'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.CheckConstraint(condition=models.Q(('quote_start__isnull', True), models.Q(('quote_state__in', ['found', 'near']), ('snapshot__isnull', False)), _connector='OR'), name='evidence_quote_place'),
        ),
        migrations.AddConstraint(
            model_name='rating',
            constraint=models.CheckConstraint(condition=models.Q(('colour__in', ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7'])), name='rating_colour_known'),
        ),
        migrations.AddConstraint(
            model_name='scale',
            constraint=models.CheckConstraint(condition=models.Q(('is_default', False), ('retired_at__isnull', True), _connector='OR'), name='scale_default_is_not_retired'),
        ),
        migrations.AddField(
            model_name='comeback',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comebacks', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='comment',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='mentioned',
            field=models.ManyToManyField(blank=True, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comments', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='desk',
            name='members',
            field=models.ManyToManyField(blank=True, related_name='desks', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='review',
            name='desk',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='reviews.desk'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('free_parts__lte', 2)), name='review_free_parts_in_range'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('nudged__lte', 3)), name='review_nudged_in_range'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='review_places_from_one'),
        ),
        migrations.AddField(
            model_name='draft',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='draft',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='reviews.review'),
        ),
        migrations.AddField(
            model_name='leave',
            name='set_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='leave',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leaves', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='policy',
            name='desk',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='policy', to='reviews.desk'),
        ),
        migrations.AddField(
            model_name='policy',
            name='scale',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.scale'),
        ),
        migrations.AddField(
            model_name='policy',
            name='set_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='policy',
            name='topic',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='policy', to='claims.topic'),
        ),
        migrations.AddField(
            model_name='policy',
            name='works_at',
            field=models.ForeignKey(blank=True, help_text='the desk that reviews claims of the topic', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='reviews.desk'),
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='filters', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='stay',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stays', to='reviews.review'),
        ),
        migrations.AddConstraint(
            model_name='comeback',
            constraint=models.CheckConstraint(condition=models.Q(('cause__in', ['review_date', 'newer_figure', 'source_changed'])), name='comeback_cause_known'),
        ),
        migrations.AddConstraint(
            model_name='comeback',
            constraint=models.UniqueConstraint(fields=('review', 'cause', 'key'), name='comeback_once'),
        ),
        migrations.AddConstraint(
            model_name='comeback',
            constraint=models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='comeback_says_why'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='comment_has_words'),
        ),
        migrations.AddConstraint(
            model_name='desk',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='desk_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('review', 'round', 'by'), name='draft_once'),
        ),
        migrations.AddIndex(
            model_name='leave',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['user', 'until_on'], name='leave_current'),
        ),
        migrations.AddConstraint(
            model_name='leave',
            constraint=models.CheckConstraint(condition=models.Q(('until_on__gte', models.F('from_on'))), name='leave_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('topic__isnull', True), ('desk__isnull', True), _connector='OR'), name='policy_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.UniqueConstraint(fields=('topic', 'desk'), name='policy_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('assessments_needed__isnull', True), ('assessments_needed__in', [1, 2]), _connector='OR'), name='policy_needs_one_or_two'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_days_urgent__gte', 1), ('due_days_urgent__isnull', True), _connector='OR'), models.Q(('due_days__gte', 1), ('due_days__isnull', True), _connector='OR'), models.Q(('due_days_low__gte', 1), ('due_days_low__isnull', True), _connector='OR'), models.Q(('lease_hours__gte', 1), ('lease_hours__isnull', True), _connector='OR'), models.Q(('load_limit__gte', 1), ('load_limit__isnull', True), _connector='OR'), models.Q(('wip_limit__gte', 1), ('wip_limit__isnull', True), _connector='OR'), models.Q(('review_after_days__gte', 1), ('review_after_days__isnull', True), _connector='OR')), name='policy_numbers_positive'),
        ),
        migrations.AddConstraint(
            model_name='policy',
            constraint=models.CheckConstraint(condition=models.Q(('works_at__isnull', True), ('topic__isnull', False), _connector='OR'), name='policy_works_at_with_topic'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('person', 'name'), name='savedfilter_once'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='savedfilter_has_a_name'),
        ),
        migrations.AddIndex(
            model_name='stay',
            index=models.Index(fields=['state', 'until'], name='stay_state'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'in_review', 'split', 'decided', 'published', 'on_hold', 'closed', 'retracted'])), name='stay_state_known'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('review',), name='stay_one_open'),
        ),
        migrations.AddConstraint(
            model_name='stay',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='stay_ends_after_it_begins'),
        ),
        migrations.RunSQL(RANKS + RATINGS + STAYS, migrations.RunSQL.noop),
    ]
