"""Claims and others' checks whose words are most like those asked for, by BM25 over a bounded number of candidates.

The rarest terms are looked up in the index on words, until the texts that hold one come to a budget; the texts with the
most of those are scored by all terms (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
2009). What a person may not see is left out before anything is bounded or counted.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from claims.models import Claim
from claims.queries.asked_terms import Term, Terms
from claims.queries.search import quoted

K1, B = 1.2, 0.75
# Texts looked at in the index: what the recipe at a million claims bears within 50 ms.
BUDGET = 1_500
SCORED = 200
# Of texts in the very same words so many are enough.
REPEATS = 3
# Where few of the rarest terms are within the budget, texts that hold several of the next are looked for.
_TOGETHER = 4

_NEAREST = """
WITH same AS MATERIALIZED (
    SELECT seen.id FROM ({visible}) AS seen WHERE seen.fingerprint = %s ORDER BY seen.id LIMIT %s
), nearest AS MATERIALIZED (
    SELECT found.id FROM unnest(%s::text[], %s::float8[], %s::int[]) AS asked (query, weight, most)
    CROSS JOIN LATERAL (
        SELECT seen.id FROM ({visible}) AS seen
        WHERE array_to_tsvector(string_to_array(seen.words, ' ')) @@ asked.query::tsquery
        LIMIT asked.most
    ) AS found
    GROUP BY found.id ORDER BY sum(asked.weight) DESC, found.id LIMIT %s
), told AS (
    SELECT chosen.id, row.fingerprint, {into} AS into_id, form.term, form.weight,
        cardinality(cut.words) AS length, count(form.term) AS times
    FROM (SELECT id FROM nearest UNION SELECT id FROM same) AS chosen JOIN {table} AS row ON row.id = chosen.id
    CROSS JOIN LATERAL (SELECT string_to_array(row.words, ' ') AS words) AS cut
    CROSS JOIN LATERAL unnest(cut.words) AS one (word)
    JOIN unnest(%s::text[], %s::int[], %s::float8[]) AS form (word, term, weight) ON form.word = one.word
    GROUP BY 1, 2, 3, 4, 5, 6
)
SELECT id, sum(weight * times * {k1} / (times + {flat} + {steep} * length / %s::float8)) AS score,
    fingerprint = %s AS is_same, fingerprint, into_id
FROM told GROUP BY id, fingerprint, into_id ORDER BY is_same DESC, score DESC, id LIMIT %s
"""


@dataclass(frozen=True)
class Look:
    """One look into the index: the terms of which all must be there, and how many texts are taken at most."""

    terms: tuple[Term, ...]
    most: int

    @property
    def query(self) -> str:
        return " & ".join("(" + " | ".join(map(quoted, term.forms)) + ")" for term in self.terms)

    @property
    def weight(self) -> float:
        return sum(term.weight for term in self.terms)


class Near(NamedTuple):
    """A row that was found: its BM25 score, whether its words are the very same, and what it was merged into."""

    pk: int
    score: float
    is_same: bool
    fingerprint: str
    merged_into: int | None


def nearest(visible: QuerySet[Any], asked: Terms, *, same: str, limit: int, budget: int = BUDGET) -> list[Near]:
    """The rows with the fingerprint `same`, `REPEATS` of them at most, then those likest to the terms. One query.

    `visible` are the claims or checks that a person may see.
    """
    if not asked.terms:
        return []
    sql, parameters = visible.order_by().values("id", "words", "fingerprint").query.sql_with_params()
    looks = looks_of(asked.terms, budget)
    forms = [(form, at, term.weight) for at, term in enumerate(asked.terms) for form in term.forms]
    with connection.cursor() as cursor:
        cursor.execute(
            _NEAREST.format(
                visible=sql, table=visible.model._meta.db_table, k1=_real(K1 + 1),
                flat=_real(K1 * (1 - B)), steep=_real(K1 * B),
                into="row.merged_into_id" if visible.model is Claim else "NULL::bigint",
            ),
            [
                *parameters, same, REPEATS,
                [look.query for look in looks], [look.weight for look in looks], [look.most for look in looks],
                *parameters, SCORED, *map(list, zip(*forms, strict=True)), asked.mean_length, same, limit,
            ],
        )  # fmt: skip
        return [Near(pk, float(score), *rest) for pk, score, *rest in cursor.fetchall()]


def looks_of(terms: tuple[Term, ...], budget: int) -> list[Look]:
    """The rarest terms, each by itself while their texts are within the budget, then some of the next together."""
    looks, spent, at = [], 0, 0
    for term in terms:
        if spent + term.texts > budget:
            break
        spent += max(term.texts, 1)
        # What was counted may be old: no look takes more than all of them may.
        looks.append(Look((term,), budget))
        at += 1
    if at < _TOGETHER and at < len(terms):
        # Texts with one that was looked up by itself are there already.
        common = terms[at : at + _TOGETHER]
        together = [Look(common[:size], budget) for size in range(len(common), 2, -1)]
        together += [Look((one, other), budget) for n, one in enumerate(common) for other in common[n + 1 :]]
        looks += together or [Look(common, budget)]
    return looks


def _real(number: float) -> str:
    """A number for SQL that is counted with as fast as the processor does, not digit by digit."""
    return f"{number!r}::float8"
