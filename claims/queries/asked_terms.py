"""The terms of a text by which others like it are looked for: its words with all forms that occur, and their weight.

A term is an English word without its ending, as PostgreSQL's dictionary has it, and what the table of frequencies
knows of forms with the same stem: so the index on plain words serves, and costs an import nothing more. Words that the
dictionary leaves out ("the", "who") are no terms, unless there are no others.
"""

from dataclasses import dataclass
from math import log

from django.db import connection

CLAIMS, CHECKS = "claims", "checks"
# So many words of a text are looked up; no claim has more.
MOST_WORDS = 200
_USUAL_LENGTH = 20.0  # words, until they are counted

_TERMS = """
WITH asked AS (
    SELECT word, (ts_lexize('english_stem', word))[1] AS stem FROM unnest(%s::text[]) AS sent (word)
), terms AS (
    SELECT coalesce(stem, word) AS stem, array_agg(word) AS words FROM asked
    WHERE stem IS NOT NULL OR NOT EXISTS (SELECT FROM asked WHERE stem IS NOT NULL) GROUP BY 1
)
SELECT words, known.forms, coalesce(known.claims, 0), coalesce(known.checks, 0),
    (SELECT json_object_agg(name, json_build_array(texts, mean_length)) FROM claims_wordtotal)
FROM terms
LEFT JOIN LATERAL (
    SELECT array_agg(word) AS forms, sum(claims)::bigint AS claims, sum(checks)::bigint AS checks
    FROM claims_wordfrequency WHERE stem = terms.stem
) AS known ON true
"""


@dataclass(frozen=True)
class Term:
    """One term: its forms, in about how many texts one of them occurs, and its weight (the idf of BM25)."""

    forms: tuple[str, ...]
    texts: int
    weight: float


@dataclass(frozen=True)
class Terms:
    """What is looked for among the texts of one table: terms, the rarest first, and how long a text is on average."""

    terms: tuple[Term, ...]
    mean_length: float

    @property
    def most(self) -> float:
        """The score that a text of average length with every term once would have."""
        return sum(term.weight for term in self.terms)


def terms_of(words: list[str]) -> dict[str, Terms]:
    """The terms of words (`claims.matching.words.asked_words`), for claims and for checks. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_TERMS, [words[:MOST_WORDS]])
        rows = cursor.fetchall()
    totals = (rows[0][-1] if rows else None) or {}
    found = {}
    for at, name in enumerate((CLAIMS, CHECKS)):
        texts, mean_length = totals.get(name, (0, 0))
        terms = []
        for asked, forms, *counts in rows:
            # A stem counts no text twice, nor more than there are.
            known = min(counts[at], texts) if texts else 0
            every = max(texts, 1)
            weight = log(1 + (every - known + 0.5) / (known + 0.5))
            terms.append(Term(tuple(sorted({*asked, *(forms or ())})), known, weight))
        terms.sort(key=lambda term: (term.texts, term.forms))
        found[name] = Terms(tuple(terms), mean_length or _USUAL_LENGTH)
    return found
