"""A claim is merged into one that is not merged itself: there are no chains and no circles.

Not for rows that are inserted: a trigger before them would make every import slower, and none of them is merged. The
claim it is merged into is locked meanwhile, so that of two merges at the same time one sees the other. The table is
locked for a moment only, while the trigger is made.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION claim_merged_without_chains() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    standing varchar;
BEGIN
    SELECT state INTO standing FROM claims_claim WHERE id = NEW.merged_into_id FOR SHARE;
    IF standing = 'merged' OR EXISTS (SELECT FROM claims_claim WHERE merged_into_id = NEW.id) THEN
        RAISE EXCEPTION 'a claim is merged into one that is not merged itself'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'claim_merged_without_chains';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_merged_without_chains BEFORE UPDATE OF state, merged_into_id ON claims_claim
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION claim_merged_without_chains();
"""
BACKWARD = """
DROP TRIGGER claim_merged_without_chains ON claims_claim;
DROP FUNCTION claim_merged_without_chains();
"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_what_proposals_did")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
