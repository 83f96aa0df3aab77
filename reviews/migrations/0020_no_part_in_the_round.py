"""Whoever has or had a reviewer's part in a round, handed back or not, is not seated to decide it.

What they left in the round still stands. A later round is another. Who decides must hold the seat
(`verdict_decided_by_an_outsider`), so this holds for the verdict too.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION assignment_outsider_decides() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The review's lock, so that a part that is being given at the same time is seen.
    PERFORM 1 FROM reviews_review WHERE id = NEW.review_id FOR UPDATE;
    IF EXISTS (
        SELECT FROM reviews_assignment
        WHERE review_id = NEW.review_id AND round = NEW.round AND user_id = NEW.user_id AND id <> NEW.id
            AND part IN ('first', 'second')
    ) THEN
        RAISE EXCEPTION 'who had a part in a round does not decide it'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'assignment_outsider_decides';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assignment_outsider_decides BEFORE INSERT OR UPDATE OF user_id, part, review_id, round
    ON reviews_assignment FOR EACH ROW WHEN (NEW.part = 'adjudicator') EXECUTE FUNCTION assignment_outsider_decides();
"""
BACKWARD = """
DROP TRIGGER assignment_outsider_decides ON reviews_assignment;
DROP FUNCTION assignment_outsider_decides();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0013_row_changes")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
