"""How many people saw a claim, and derivations that a rule proposes and nobody has judged yet."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0008_words_of_claims_in_a_column'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='derivation',
            name='derivation_state_known',
        ),
        migrations.AddField(
            model_name='claim',
            name='reach',
            field=models.PositiveBigIntegerField(blank=True, help_text='how many people saw it', null=True),
        ),
        migrations.AddField(
            model_name='derivation',
            name='proposed_by',
            field=models.CharField(blank=True, default='', help_text='the rule that proposed it', max_length=40),
        ),
        migrations.AddField(
            model_name='derivation',
            name='words',
            field=models.TextField(blank=True, default='', help_text='the passage that a proposal rests on'),
        ),
        migrations.AlterField(
            model_name='derivation',
            name='judged_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='derivation',
            name='judged_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='derivation',
            name='state',
            field=models.CharField(choices=[('alleged', 'Alleged'), ('shown', 'Shown'), ('dismissed', 'Dismissed'), ('proposed', 'Proposed')], default='shown', max_length=20),
        ),
        migrations.AddConstraint(
            model_name='derivation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['alleged', 'shown', 'dismissed', 'proposed'])), name='derivation_state_known'),
        ),
        migrations.AddConstraint(
            model_name='derivation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('judged_at__isnull', True), ('judged_by__isnull', True), ('state', 'proposed'), models.Q(('proposed_by', ''), _negated=True)), models.Q(models.Q(('state', 'proposed'), _negated=True), ('judged_at__isnull', False), ('judged_by__isnull', False)), _connector='OR'), name='derivation_judged_unless_proposed'),
        ),
        # Taken back first: what nobody judged has no place in the older table.
        migrations.RunSQL(migrations.RunSQL.noop, "DELETE FROM claims_derivation WHERE state = 'proposed'"),
    ]
