"""Parties are merged and unmerged, and names that may be one party's are proposed."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import F, Q

WATCHED = {
    # What a rule compares is made of what is watched.
    "claims_alias": (", left_out => '{loose}', operations => '{update,delete}'", ", operations => '{update,delete}'"),
    "claims_partymerge": ("", None),
    "claims_movedrows": ("", None),
    # Rules propose beside their document, which has its event; people judge.
    "claims_partyproposal": (", operations => '{update,delete}'", None),
}
_PERSON = {
    "to": settings.AUTH_USER_MODEL, "on_delete": django.db.models.deletion.PROTECT, "related_name": "+",
    "db_index": False,
}  # fmt: skip
_KEY = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def watched(table, now, before):
    """A statement of its own for each table, so that each is locked for a moment only."""
    undo = f"SELECT unwatch_rows('{table}')" if before is None else f"SELECT watch_rows('{table}'{before})"
    return migrations.RunSQL(f"SELECT watch_rows('{table}'{now})", undo)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [
        ("claims", "0015_what_extractors_said"),
        ("core", "0013_kinds_of_understanding"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="PartyMerge",
            fields=[
                _KEY,
                ("reason", models.CharField(max_length=500)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("removed", models.JSONField(blank=True, default=list)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                ("missing", models.JSONField(blank=True, default=dict)),
                ("is_moving", models.BooleanField(default=False)),
                ("by", models.ForeignKey(**_PERSON)),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="took_in", to="claims.party"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="claims.party"
                    ),
                ),
                ("undone_by", models.ForeignKey(blank=True, null=True, **_PERSON)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=~Q(party=F("into")), name="partymerge_of_two"),
                    models.CheckConstraint(condition=~Q(reason=""), name="partymerge_says_why"),
                    models.CheckConstraint(
                        condition=Q(Q(undone_at__isnull=True, undone_by__isnull=True))
                        | Q(Q(undone_at__isnull=False, undone_by__isnull=False)),
                        name="partymerge_undone_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=Q(undone_at__isnull=True), fields=("party",), name="partymerge_into_one"
                    ),
                ],
                "indexes": [models.Index(condition=Q(is_moving=True), fields=["id"], name="partymerge_moving")],
            },
        ),
        migrations.CreateModel(
            name="MovedRows",
            fields=[
                _KEY,
                ("what", models.CharField(max_length=20)),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None),
                ),
                (
                    "merge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moved", to="claims.partymerge"
                    ),
                ),
            ],
            options={"verbose_name_plural": "moved rows"},
        ),
        migrations.CreateModel(
            name="PartyProposal",
            fields=[
                _KEY,
                (
                    "kind",
                    models.CharField(
                        choices=[("same", "Same"), ("affiliated", "Affiliated")], default="same", max_length=20
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("folded", models.CharField(max_length=300)),
                ("other", models.CharField(max_length=300)),
                ("other_folded", models.CharField(max_length=300)),
                ("rule", models.CharField(max_length=20)),
                ("words", models.TextField()),
                ("marked", models.TextField()),
                ("start", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("confirmed", "Confirmed"), ("dismissed", "Dismissed")],
                        default="proposed",
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("judged_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="party_proposals",
                        to="claims.document",
                    ),
                ),
                ("judged_by", models.ForeignKey(blank=True, null=True, **_PERSON)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(kind__in=["same", "affiliated"]), name="partyproposal_kind_known"
                    ),
                    models.CheckConstraint(
                        condition=Q(state__in=["proposed", "confirmed", "dismissed"]), name="partyproposal_state_known"
                    ),
                    models.CheckConstraint(condition=~Q(folded=F("other_folded")), name="partyproposal_of_two_names"),
                    models.CheckConstraint(
                        condition=Q(Q(judged_at__isnull=True, judged_by__isnull=True, state="proposed"))
                        | Q(~Q(state="proposed"), judged_at__isnull=False, judged_by__isnull=False),
                        name="partyproposal_judged_or_not",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="dismissed") | ~Q(reason=""), name="partyproposal_dismissal_says_why"
                    ),
                    models.UniqueConstraint(
                        fields=("folded", "other_folded", "kind", "document"), name="partyproposal_once_a_document"
                    ),
                ],
                "indexes": [
                    models.Index(fields=["other_folded"], name="partyproposal_other"),
                    models.Index(condition=Q(state="proposed"), fields=["id"], name="partyproposal_waiting"),
                ],
            },
        ),
        migrations.AddField(
            "alias", "loose", models.CharField(blank=True, db_default="", default="", max_length=300)
        ),
        # A column that is null everywhere is checked at once.
        migrations.AddField(
            "party",
            "merged_into",
            models.ForeignKey(
                blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="merged", to="claims.party",
            ),
        ),
        AddIndexConcurrently("alias", models.Index(condition=~Q(loose=""), fields=["loose"], name="alias_loose")),
        AddIndexConcurrently(
            "party", models.Index(condition=Q(merged_into__isnull=False), fields=["merged_into"], name="party_merged")
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER TABLE claims_party ADD CONSTRAINT party_not_merged_into_itself"
                    " CHECK (merged_into_id IS NULL OR merged_into_id <> id) NOT VALID",
                    "ALTER TABLE claims_party DROP CONSTRAINT party_not_merged_into_itself",
                ),
                migrations.RunSQL(
                    "ALTER TABLE claims_party VALIDATE CONSTRAINT party_not_merged_into_itself",
                    migrations.RunSQL.noop,
                ),
            ],
            state_operations=[
                migrations.AddConstraint(
                    "party",
                    models.CheckConstraint(
                        condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                        name="party_not_merged_into_itself",
                    ),
                )
            ],
        ),
        *(watched(table, now, before) for table, (now, before) in WATCHED.items()),
    ]  # fmt: skip
