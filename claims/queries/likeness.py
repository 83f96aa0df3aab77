"""Claims and others' checks whose words are most like those asked for, by BM25 over a bounded number of candidates.

The rarest terms are looked up in the index on words, until the texts that hold one come to a budget; the texts with the
most of those are scored by all terms (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
2009). What a person may not see is left out before anything is bounded or counted.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from claims.queries.asked_terms import Term, Terms
from claims.queries.search import quoted

K1, B = 1.2, 0.75
# Texts looked at in the index: what the recipe at a million claims bears within 50 ms.
BUDGET = 3_000
SCORED = 200
# Where the rarest terms alone are above the budget, texts that hold several of them are looked for.
_TOGETHER = 4

_NEAREST = """
WITH nearest AS MATERIALIZED (
    SELECT found.id FROM unnest(%s::text[], %s::float8[], %s::int[]) AS asked (query, weight, most)
    CROSS JOIN LATERAL (
        SELECT seen.id FROM ({visible}) AS seen
        WHERE array_to_tsvector(string_to_array(seen.words, ' ')) @@ asked.query::tsquery
        LIMIT asked.most
    ) AS found
    GROUP BY found.id ORDER BY sum(asked.weight) DESC, found.id LIMIT %s
), told AS (
    SELECT nearest.id, form.term, form.weight, cardinality(cut.words) AS length, count(*) AS times
    FROM nearest JOIN {table} AS row ON row.id = nearest.id
    CROSS JOIN LATERAL (SELECT string_to_array(row.words, ' ') AS words) AS cut
    CROSS JOIN LATERAL unnest(cut.words) AS one (word)
    JOIN unnest(%s::text[], %s::int[], %s::float8[]) AS form (word, term, weight) ON form.word = one.word
    GROUP BY nearest.id, form.term, form.weight, cardinality(cut.words)
)
SELECT id, sum(weight * times * {k1} / (times + {flat} + {steep} * length / %s::float8)) AS score
FROM told GROUP BY id ORDER BY score DESC, id LIMIT %s
"""


@dataclass(frozen=True)
class _Look:
    """One look into the index: the terms of which all must be there, and how many texts are taken at most."""

    terms: tuple[Term, ...]
    most: int

    @property
    def query(self) -> str:
        return " & ".join("(" + " | ".join(map(quoted, term.forms)) + ")" for term in self.terms)

    @property
    def weight(self) -> float:
        return sum(term.weight for term in self.terms)


def nearest(visible: QuerySet[Any], asked: Terms, *, limit: int, budget: int = BUDGET) -> list[tuple[int, float]]:
    """Keys and BM25 scores of the rows whose words are most like the terms, best first. One query.

    `visible` are the rows a person may see; the table has the column `words` with its index.
    """
    if not asked.terms:
        return []
    sql, parameters = visible.order_by().values("id", "words").query.sql_with_params()
    looks = _looks(asked.terms, budget)
    forms = [(form, at, term.weight) for at, term in enumerate(asked.terms) for form in term.forms]
    with connection.cursor() as cursor:
        cursor.execute(
            _NEAREST.format(
                visible=sql, table=visible.model._meta.db_table, k1=_real(K1 + 1),
                flat=_real(K1 * (1 - B)), steep=_real(K1 * B),
            ),
            [
                [look.query for look in looks], [look.weight for look in looks], [look.most for look in looks],
                *parameters, SCORED, *map(list, zip(*forms, strict=True)), asked.mean_length, limit,
            ],
        )  # fmt: skip
        return [(pk, float(score)) for pk, score in cursor.fetchall()]


def _looks(terms: tuple[Term, ...], budget: int) -> list[_Look]:
    """The rarest terms, each by itself while their texts are within the budget, then some of the next together."""
    looks, spent, at = [], 0, 0
    for term in terms:
        if spent + term.texts > budget:
            break
        spent += max(term.texts, 1)
        # What was counted may be old: no look takes more than all of them may.
        looks.append(_Look((term,), budget))
        at += 1
    if at < _TOGETHER and at < len(terms):
        rarest = terms[: at + _TOGETHER]
        together = [_Look(rarest[:size], budget) for size in range(len(rarest), 1, -1)]
        together += [_Look((one, other), budget) for n, one in enumerate(rarest) for other in rarest[n + 1 :]]
        looks += together or [_Look(rarest, budget)]
    return looks


def _real(number: float) -> str:
    """A number for SQL that is counted with as fast as the processor does, not digit by digit."""
    return f"{number!r}::float8"
