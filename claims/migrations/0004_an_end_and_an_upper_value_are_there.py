"""A check passes what is unknown: a span without an end and a bound between without an upper value are refused too."""
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0003_immutable_documents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='claim',
            name='claim_span_goes_with_document',
        ),
        migrations.RemoveConstraint(
            model_name='figure',
            name='figure_upper_value_only_between',
        ),
        migrations.AddConstraint(
            model_name='claim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', True), ('end__isnull', True), ('start__isnull', True)), models.Q(('document__isnull', False), ('end__gt', models.F('start')), ('end__isnull', False), ('start__isnull', False)), _connector='OR'), name='claim_span_goes_with_document'),
        ),
        migrations.AddConstraint(
            model_name='figure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bound', 'between'), ('value_max__gt', models.F('value')), ('value_max__isnull', False)), models.Q(models.Q(('bound', 'between'), _negated=True), ('value_max__isnull', True)), _connector='OR'), name='figure_upper_value_only_between'),
        ),
    ]
