"""The words of claims and checks that were just written become quick to search."""

from django.db import connection


def sort_in_words() -> None:
    """Sort the words that wait beside the indexes `claim_words_found` and `externalcheck_words` into them.

    They are found all the same, but each search reads through them. The vacuum would do it in its own time.
    """
    with connection.cursor() as cursor:
        # A function of the database's owner, since only the owner of an index may: the worker is not.
        cursor.execute("SELECT sort_waiting_words()")
