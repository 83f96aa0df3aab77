"""What constraints on single rows cannot say.

- An assessment is never changed or deleted; of a publication only `is_current` may change.
- A rating is on the scale of its review (composite foreign keys).
- A person holds one part in a review, over all its rounds.
- A claim under review stays kept.
"""

from django.db import migrations

FORWARD = """
CREATE TRIGGER assessment_immutable BEFORE UPDATE OR DELETE ON reviews_assessment
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION publication_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - 'is_current' IS DISTINCT FROM to_jsonb(NEW) - 'is_current' THEN
        RAISE EXCEPTION 'a publication is frozen' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_frozen BEFORE UPDATE OR DELETE ON reviews_publication
    FOR EACH ROW EXECUTE FUNCTION publication_frozen();

ALTER TABLE reviews_assessment
    ADD CONSTRAINT assessment_rating_on_its_scale FOREIGN KEY (rating_id, scale_id)
        REFERENCES reviews_rating (id, scale_id) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT assessment_scale_of_its_review FOREIGN KEY (review_id, scale_id)
        REFERENCES reviews_review (id, scale_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE reviews_verdict
    ADD CONSTRAINT verdict_rating_on_its_scale FOREIGN KEY (rating_id, scale_id)
        REFERENCES reviews_rating (id, scale_id) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT verdict_scale_of_its_review FOREIGN KEY (review_id, scale_id)
        REFERENCES reviews_review (id, scale_id) DEFERRABLE INITIALLY DEFERRED;

-- The verb holds the review's row lock; taking it here too makes the check hold for anybody else.
CREATE FUNCTION assignment_one_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.released_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM reviews_review WHERE id = NEW.review_id FOR UPDATE;
    IF EXISTS (
        SELECT 1 FROM reviews_assignment a
        WHERE a.review_id = NEW.review_id AND a.user_id = NEW.user_id AND a.part <> NEW.part
            AND a.released_at IS NULL AND a.id IS DISTINCT FROM NEW.id
    ) THEN
        RAISE EXCEPTION 'a person holds one part in a review'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'assignment_one_part';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assignment_one_part BEFORE INSERT OR UPDATE OF user_id, part, review_id, released_at
    ON reviews_assignment FOR EACH ROW EXECUTE FUNCTION assignment_one_part();

-- Opening a review locks the claim's row, so the two cannot pass each other.
CREATE FUNCTION claim_under_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM reviews_review WHERE claim_id = NEW.id AND state NOT IN ('closed', 'retracted')
    ) THEN
        RAISE EXCEPTION 'a claim under review stays kept'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'claim_under_review';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claim_under_review BEFORE UPDATE OF state ON claims_claim
    FOR EACH ROW WHEN (OLD.state = 'kept' AND NEW.state <> 'kept') EXECUTE FUNCTION claim_under_review();
"""
BACKWARD = """
DROP TRIGGER claim_under_review ON claims_claim;
DROP FUNCTION claim_under_review();
DROP TRIGGER assignment_one_part ON reviews_assignment;
DROP FUNCTION assignment_one_part();
ALTER TABLE reviews_verdict
    DROP CONSTRAINT verdict_scale_of_its_review, DROP CONSTRAINT verdict_rating_on_its_scale;
ALTER TABLE reviews_assessment
    DROP CONSTRAINT assessment_scale_of_its_review, DROP CONSTRAINT assessment_rating_on_its_scale;
DROP TRIGGER publication_frozen ON reviews_publication;
DROP FUNCTION publication_frozen();
DROP TRIGGER assessment_immutable ON reviews_assessment;
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial"), ("core", "0002_append_only"), ("claims", "0003_immutable_documents")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
