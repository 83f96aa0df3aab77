"""Words that wait beside an index are sorted in by whoever imported them: PostgreSQL asks for the owner of the index.

Only these two indexes, which the app above makes; the function looks for them when it runs.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION sort_waiting_words() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM gin_clean_pending_list('claim_words_found'::regclass);
    PERFORM gin_clean_pending_list('externalcheck_words'::regclass);
END $$;
"""
BACKWARD = "DROP FUNCTION sort_waiting_words();"


class Migration(migrations.Migration):
    dependencies = [("core", "0007_event_xid_index")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
