"""More of what constraints on single rows cannot say.

- An assessment is by the holder of its part.
- Of a verdict only `review_by` may change, and what it came from stays.
- Who decides between assessments holds the adjudicator's part and assessed nothing in the review.
- Nobody publishes a verdict of which they are the only judge; withdrawing it is open to every editor.
- A scale that a review has is not changed.
"""

from django.db import migrations

FORWARD = """
ALTER TABLE reviews_assessment
    ADD CONSTRAINT assessment_by_its_holder FOREIGN KEY (assignment_id, by_id, review_id, round)
        REFERENCES reviews_assignment (id, user_id, review_id, round) DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION verdict_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - 'review_by' IS DISTINCT FROM to_jsonb(NEW) - 'review_by' THEN
        RAISE EXCEPTION 'a verdict is fixed'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'verdict_fixed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER verdict_fixed BEFORE UPDATE OR DELETE ON reviews_verdict
    FOR EACH ROW EXECUTE FUNCTION verdict_fixed();
CREATE TRIGGER verdict_keeps_its_assessments BEFORE UPDATE OR DELETE ON reviews_verdict_assessments
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE FUNCTION verdict_decided_by_an_outsider() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM reviews_assessment WHERE review_id = NEW.review_id AND by_id = NEW.decided_by_id
    ) OR NOT EXISTS (
        SELECT 1 FROM reviews_assignment
        WHERE review_id = NEW.review_id AND round = NEW.round AND user_id = NEW.decided_by_id
            AND part = 'adjudicator' AND released_at IS NULL
    ) THEN
        RAISE EXCEPTION 'who decides between assessments holds the adjudicator''s part and assessed nothing'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'verdict_decided_by_an_outsider';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER verdict_decided_by_an_outsider BEFORE INSERT ON reviews_verdict
    FOR EACH ROW WHEN (NEW.basis = 'adjudication' AND NEW.decided_by_id IS NOT NULL)
    EXECUTE FUNCTION verdict_decided_by_an_outsider();

CREATE FUNCTION publication_not_by_its_only_reviewer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    judged smallint := (SELECT round FROM reviews_verdict WHERE id = NEW.verdict_id);
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM reviews_assessment
        WHERE review_id = NEW.review_id AND round = judged AND by_id <> NEW.published_by_id
    ) AND NOT EXISTS (
        SELECT 1 FROM reviews_verdict
        WHERE review_id = NEW.review_id AND round = judged AND basis = 'adjudication'
            AND decided_by_id <> NEW.published_by_id
    ) THEN
        RAISE EXCEPTION 'nobody publishes a verdict of which they are the only judge'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'publication_not_by_its_only_reviewer';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_not_by_its_only_reviewer BEFORE INSERT ON reviews_publication
    FOR EACH ROW WHEN (NEW.status <> 'retracted') EXECUTE FUNCTION publication_not_by_its_only_reviewer();

-- The scale's row is locked, so that no review can begin to use it meanwhile.
CREATE FUNCTION scale_in_use(sought bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM reviews_scale WHERE id = sought FOR UPDATE;
    IF EXISTS (SELECT 1 FROM reviews_review WHERE scale_id = sought) THEN
        RAISE EXCEPTION 'a scale that a review has is not changed'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'scale_in_use_is_frozen',
            HINT = 'Make a new version of it.';
    END IF;
END $$;
CREATE FUNCTION scale_in_use_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'reviews_scale' THEN
        PERFORM scale_in_use(OLD.id);
    ELSE
        IF TG_OP <> 'INSERT' THEN
            PERFORM scale_in_use(OLD.scale_id);
        END IF;
        IF TG_OP <> 'DELETE' THEN
            PERFORM scale_in_use(NEW.scale_id);
        END IF;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rating_in_use_is_frozen BEFORE INSERT OR UPDATE OR DELETE ON reviews_rating
    FOR EACH ROW EXECUTE FUNCTION scale_in_use_is_frozen();
CREATE TRIGGER scale_in_use_is_frozen BEFORE UPDATE ON reviews_scale
    FOR EACH ROW WHEN (
        to_jsonb(OLD) - ARRAY['is_default', 'retired_at'] IS DISTINCT FROM to_jsonb(NEW) - ARRAY['is_default', 'retired_at']
    ) EXECUTE FUNCTION scale_in_use_is_frozen();
"""
BACKWARD = """
DROP TRIGGER scale_in_use_is_frozen ON reviews_scale;
DROP TRIGGER rating_in_use_is_frozen ON reviews_rating;
DROP FUNCTION scale_in_use_is_frozen();
DROP FUNCTION scale_in_use(bigint);
DROP TRIGGER publication_not_by_its_only_reviewer ON reviews_publication;
DROP FUNCTION publication_not_by_its_only_reviewer();
DROP TRIGGER verdict_decided_by_an_outsider ON reviews_verdict;
DROP FUNCTION verdict_decided_by_an_outsider();
DROP TRIGGER verdict_keeps_its_assessments ON reviews_verdict_assessments;
DROP TRIGGER verdict_fixed ON reviews_verdict;
DROP FUNCTION verdict_fixed();
ALTER TABLE reviews_assessment DROP CONSTRAINT assessment_by_its_holder;
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0007_the_next_review")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
