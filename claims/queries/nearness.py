"""Claims and checks that mean about the same, by the vectors of the installation's model."""

import hashlib
import logging
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from psycopg import sql

from claims.embedding.chosen import embedder_if_any
from claims.embedding.embedder import EmbeddingFailed
from claims.models import Claim, Embedding, ExternalCheck

log = logging.getLogger(__name__)

# As many as the index gives at once without being told otherwise (hnsw.ef_search).
MOST = 40
_LONGEST_INDEXED, _LONGEST_HALVED = 2_000, 4_000


def has_vectors() -> bool:
    """Whether the database has pgvector. Raises nothing; asked of the catalogue each time, which takes no time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector')")
        return bool(cursor.fetchone()[0])


def vector_of(asked: Claim | str) -> tuple[str, list[float]] | None:
    """The model and the vector of a claim, as kept, or of a text, made now; None without a model or its answer."""
    embedder = embedder_if_any()
    if embedder is None or not has_vectors():
        return None
    if isinstance(asked, Claim):
        kept = Embedding.objects.filter(claim=asked, model=embedder.id).values_list("vector", flat=True).first()
        return (embedder.id, kept) if kept else None
    try:
        return embedder.id, embedder.embed([asked])[0]
    except EmbeddingFailed as error:
        log.warning("Matching goes by words alone: %s", error)
        return None


def nearest_in_meaning(
    rows: QuerySet[Any], model: str, vector: Sequence[float], *, limit: int
) -> list[tuple[int, float]]:
    """Keys of the rows nearest to a vector with their cosine, nearest first; of vectors of that model alone.

    `rows` are claims or checks that the person may see; the nearest `MOST` of all are looked at.
    """
    column = "external_check_id" if rows.model is ExternalCheck else "claim_id"
    with connection.cursor() as cursor:
        cursor.execute(nearest_statement(column, model, len(vector)), {"vector": str(list(vector)), "most": MOST})
        found = cursor.fetchall()
    seen = set(rows.filter(pk__in=[pk for pk, _ in found]).values_list("pk", flat=True)) if found else set()
    return [(pk, cosine) for pk, cosine in found if pk in seen][:limit]


def nearest_statement(column: str, model: str, dimension: int) -> sql.Composed:
    """The statement that finds the nearest; the model and the dimension stand in it, so that its index can be used."""
    return sql.SQL(
        "SELECT {column}, 1 - (vector::{kind} <=> %(vector)s::{kind}) FROM claims_embedding"
        " WHERE model = {model} AND {column} IS NOT NULL AND array_length(vector, 1) = {dimension}"
        " ORDER BY vector::{kind} <=> %(vector)s::{kind} LIMIT %(most)s"
    ).format(
        column=sql.Identifier(column),
        kind=_kind(dimension),
        model=sql.Literal(model),
        dimension=sql.Literal(dimension),
    )


def index_statements(model: str, dimension: int) -> list[sql.Composed]:
    """What makes the indexes of one model, beside those who write; none for vectors too long to be indexed."""
    if dimension > _LONGEST_HALVED:
        return []
    operators = "vector_cosine_ops" if dimension <= _LONGEST_INDEXED else "halfvec_cosine_ops"
    digest = hashlib.sha256(model.encode()).hexdigest()[:12]
    return [
        sql.SQL(
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON claims_embedding"
            " USING hnsw ((vector::{kind}) {operators})"
            " WHERE model = {model} AND {column} IS NOT NULL AND array_length(vector, 1) = {dimension}"
        ).format(
            name=sql.Identifier(f"embedding_{digest}_{column.removesuffix('_id')}"),
            kind=_kind(dimension),
            operators=sql.SQL(operators),
            model=sql.Literal(model),
            column=sql.Identifier(column),
            dimension=sql.Literal(dimension),
        )
        for column in ("claim_id", "external_check_id")
    ]


def _kind(dimension: int) -> sql.Composed:
    name = "vector" if dimension <= _LONGEST_INDEXED or dimension > _LONGEST_HALVED else "halfvec"
    return sql.SQL("{}({})").format(sql.SQL(name), sql.Literal(dimension))
