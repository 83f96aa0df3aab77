"""What people said is no match of a claim is not proposed for it again. The table is new: nothing waits."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0022_introduced_parties'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='MatchDismissal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('dismissed_at', models.DateTimeField(auto_now_add=True)),
                ('check_found', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.externalcheck')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissed_matches', to='claims.claim')),
                ('dismissed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('other', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='dismissed_as_match', to='claims.claim')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('other__isnull', False)), fields=['other'], name='matchdismissal_other'), models.Index(condition=models.Q(('check_found__isnull', False)), fields=['check_found'], name='matchdismissal_check')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('check_found__isnull', True), ('other__isnull', False)), models.Q(('check_found__isnull', False), ('other__isnull', True)), _connector='OR'), name='matchdismissal_of_one_thing'), models.CheckConstraint(condition=models.Q(('other__isnull', True), ('other__gt', models.F('claim')), _connector='OR'), name='matchdismissal_lower_claim_first'), models.UniqueConstraint(condition=models.Q(('other__isnull', False)), fields=('claim', 'other'), name='matchdismissal_once_a_pair'), models.UniqueConstraint(condition=models.Q(('check_found__isnull', False)), fields=('claim', 'check_found'), name='matchdismissal_once_a_check')],
            },
        ),
        migrations.RunSQL(
            "SELECT watch_rows('claims_matchdismissal', unless_import => '{delete}')", "SELECT unwatch_rows('claims_matchdismissal')"
        ),
    ]
