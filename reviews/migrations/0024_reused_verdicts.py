"""A public verdict can be taken for another claim that says the same.

A reused verdict has no assessments of its own: it must be what is public, and whoever publishes it must not be the only
one who judged what it was taken from.
"""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models

CAUSES = ["review_date", "newer_figure", "source_changed", "reused_changed"]
BASES = ["agreement", "adjudication", "correction", "reuse"]
FORWARD = """
CREATE FUNCTION verdict_reuses_what_is_public() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Locked, so that it is not replaced before this verdict is there to be brought back for it.
    PERFORM FROM reviews_publication p JOIN reviews_verdict v ON v.id = p.verdict_id
    WHERE p.id = NEW.reused_from_id AND p.is_current AND p.status <> 'retracted' AND p.review_id <> NEW.review_id
        AND v.reused_from_id IS NULL AND v.scale_id = NEW.scale_id AND v.rating_id = NEW.rating_id
        AND v.attribution = NEW.attribution AND v.as_of = NEW.as_of AND p.body ->> 'rationale' = NEW.rationale
    FOR SHARE OF p;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a reused verdict is the public one that it was taken from'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'verdict_reuses_what_is_public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER verdict_reuses_what_is_public BEFORE INSERT ON reviews_verdict
    FOR EACH ROW WHEN (NEW.basis = 'reuse') EXECUTE FUNCTION verdict_reuses_what_is_public();
"""
BACKWARD = """
DROP TRIGGER verdict_reuses_what_is_public ON reviews_verdict;
DROP FUNCTION verdict_reuses_what_is_public();
"""
_PUBLICATION = """
CREATE OR REPLACE FUNCTION publication_not_by_its_only_reviewer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    judged reviews_verdict%ROWTYPE;
BEGIN
    {judged}
    IF NOT EXISTS (
        SELECT 1 FROM reviews_assessment
        WHERE review_id = judged.review_id AND round = judged.round AND by_id <> NEW.published_by_id
    ) AND NOT EXISTS (
        SELECT 1 FROM reviews_verdict
        WHERE review_id = judged.review_id AND round = judged.round AND basis = 'adjudication'
            AND decided_by_id <> NEW.published_by_id
    ) THEN
        RAISE EXCEPTION 'nobody publishes a verdict of which they are the only judge'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'publication_not_by_its_only_reviewer';
    END IF;
    RETURN NEW;
END $$;
"""
_OWN = "SELECT * INTO judged FROM reviews_verdict WHERE id = NEW.verdict_id AND review_id = NEW.review_id;"
_FIRST = """
    IF judged.reused_from_id IS NOT NULL THEN
        SELECT v.* INTO judged FROM reviews_publication p JOIN reviews_verdict v ON v.id = p.verdict_id
        WHERE p.id = judged.reused_from_id;
    END IF;
"""


class Migration(migrations.Migration):
    # Checked without a lock that would make others wait.
    atomic = False
    dependencies = [("reviews", "0022_public_claims_are_not_merged")]
    operations = [
        migrations.RemoveConstraint("comeback", "comeback_cause_known"),
        migrations.RemoveConstraint("verdict", "verdict_basis_known"),
        migrations.AddField(
            "verdict",
            "reused_from",
            models.ForeignKey(
                blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="reuses", to="reviews.publication",
            ),
        ),
        migrations.AlterField(
            "comeback",
            "cause",
            models.CharField(choices=[(name, name.replace("_", " ").capitalize()) for name in CAUSES], max_length=20),
        ),
        migrations.AlterField(
            "verdict", "basis", models.CharField(choices=[(name, name.capitalize()) for name in BASES], max_length=20)
        ),
        AddIndexConcurrently(
            "verdict",
            models.Index(
                condition=models.Q(reused_from__isnull=False), fields=["reused_from"], name="verdict_reuses"
            ),
        ),
        AddConstraintNotValid(
            "comeback",
            models.CheckConstraint(condition=models.Q(cause__in=CAUSES), name="comeback_cause_known"),
        ),
        AddConstraintNotValid(
            "verdict", models.CheckConstraint(condition=models.Q(basis__in=BASES), name="verdict_basis_known")
        ),
        AddConstraintNotValid(
            "verdict",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("basis", "reuse"), ("reused_from__isnull", False)),
                    ("basis", "correction"),
                    models.Q(("basis__in", ["agreement", "adjudication"]), ("reused_from__isnull", True)),
                    _connector="OR",
                ),
                name="verdict_reused_says_from_what",
            ),
        ),
        ValidateConstraint("comeback", "comeback_cause_known"),
        ValidateConstraint("verdict", "verdict_basis_known"),
        ValidateConstraint("verdict", "verdict_reused_says_from_what"),
        migrations.RunSQL(
            FORWARD + _PUBLICATION.format(judged=_OWN + _FIRST), BACKWARD + _PUBLICATION.format(judged=_OWN)
        ),
    ]
