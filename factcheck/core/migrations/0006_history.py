"""Events know their transaction; seals and heads make a history that can be verified."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION stamp_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.xid := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;
CREATE TRIGGER event_stamped BEFORE INSERT ON core_event FOR EACH ROW EXECUTE FUNCTION stamp_event();
CREATE TRIGGER seal_append_only BEFORE UPDATE OR DELETE ON core_seal
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seal_not_truncated BEFORE TRUNCATE ON core_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER head_append_only BEFORE UPDATE OR DELETE ON core_head
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER head_not_truncated BEFORE TRUNCATE ON core_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
BACKWARD = """
DROP TRIGGER head_not_truncated ON core_head;
DROP TRIGGER head_append_only ON core_head;
DROP TRIGGER seal_not_truncated ON core_seal;
DROP TRIGGER seal_append_only ON core_seal;
DROP TRIGGER event_stamped ON core_event;
DROP FUNCTION stamp_event();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0005_review_events")]
    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("seals", models.BigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("snapshot", models.TextField()),
                ("epoch", models.PositiveSmallIntegerField(default=1)),
                ("is_shown", models.BooleanField()),
                ("key", models.CharField(blank=True, max_length=16)),
                ("signature", models.BinaryField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("is_shown", True)), fields=["-number"], name="head_shown")
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seal",
                        to="core.event",
                    ),
                ),
                ("stream", models.BigIntegerField()),
                ("position", models.BigIntegerField()),
                ("prev", models.BinaryField(max_length=32)),
                ("digest", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("stream", "position"), name="seal_one_a_position"),
                    models.UniqueConstraint(fields=("stream", "prev"), name="seal_no_fork"),
                ],
            },
        ),
        migrations.AddField(
            model_name="event", name="xid", field=models.BigIntegerField(editable=False, null=True)
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
