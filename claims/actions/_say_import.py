"""The history of what an import brings is the import: one event, not one for each row."""

from django.db import connection

# Read by the triggers that note what is written past the verbs; ends with the transaction. Changes of a claim that is
# there are noted all the same.
AS_IMPORT = "set_config('factcheck.import', %s, true)"


def say_import(import_id: int) -> None:
    """Have what the caller's transaction adds and removes from now on count as this import's."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {AS_IMPORT}", [str(import_id)])
