"""Searching the words of claims and of others' checks by their indexes."""

from django.db.models import BooleanField, F, Func, TextField, Value


class Words(Func):
    """The words of some columns as an index has them: the expression must stay the very same as the index's."""

    template = "claim_words(%(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = TextField()


class _Query(Func):
    function = "claim_query"
    output_field = TextField()


class _Holds(Func):
    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


CLAIM_WORDS = Words(F("text"))  # the index claim_words
CHECK_WORDS = Words(  # the index externalcheck_words
    F("claim_text"), F("claimant_name"), F("title"), F("rating_text"), F("site")
)


def holds(words: Words, asked: str) -> Func:
    """The condition that the words hold what is asked: phrases in quotation marks, "or", a minus before a word."""
    return _Holds(words, _Query(Value(asked)))
