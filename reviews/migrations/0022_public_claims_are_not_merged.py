"""A claim on which a verdict was ever made public is not merged into another one: its page stays.

While the verdict stands the review is open and refuses it already (`claim_under_review`); this is for withdrawn ones.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION claim_once_public_is_not_merged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM reviews_review r JOIN reviews_publication p ON p.review_id = r.id WHERE r.claim_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'a claim with a public verdict is not merged'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'claim_once_public_is_not_merged';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_once_public_is_not_merged BEFORE UPDATE OF state ON claims_claim
    FOR EACH ROW WHEN (NEW.state = 'merged' AND OLD.state <> 'merged')
    EXECUTE FUNCTION claim_once_public_is_not_merged();
"""
BACKWARD = """
DROP TRIGGER claim_once_public_is_not_merged ON claims_claim;
DROP FUNCTION claim_once_public_is_not_merged();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0016_orders_of_the_queue"), ("claims", "0019_merges_without_chains")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
