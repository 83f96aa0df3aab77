"""The text of a document is what was received: the database refuses to change it."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER document_immutable BEFORE UPDATE OF text, sha256 ON claims_document
    FOR EACH ROW WHEN (OLD.text IS DISTINCT FROM NEW.text OR OLD.sha256 IS DISTINCT FROM NEW.sha256)
    EXECUTE FUNCTION refuse_change();
"""
BACKWARD = "DROP TRIGGER document_immutable ON claims_document;"


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_initial"), ("core", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
