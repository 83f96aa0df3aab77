"""A worker has the model read what it has not read yet."""

from collections.abc import Iterable

from django.db import IntegrityError
from django.db.models import Exists, OuterRef, Q

from claims.embedding.embedder import Embedder
from claims.models import Claim, ClaimState, Embedding, ExternalCheck

BATCH = 64
_LEFT = (ClaimState.DROPPED, ClaimState.MERGED)


def embed_texts(embedder: Embedder) -> int:
    """Keep the vectors of up to 64 claims and 64 checks that have none of this model for the words they have now.

    The newest first; how many were read. What is restricted to members goes to no model outside the house. The model
    is asked outside any transaction. May run twice. Raises EmbeddingFailed.
    """
    own = Embedding.objects.filter(model=embedder.id, fingerprint=OuterRef("fingerprint"))
    claims = Claim.objects.exclude(state__in=_LEFT).filter(~Exists(own.filter(claim=OuterRef("pk"))))
    if embedder.leaves_the_house:
        claims = claims.exclude(_restricted())
    checks = ExternalCheck.objects.filter(~Exists(own.filter(external_check=OuterRef("pk"))))
    read = _read(embedder, "claim", claims.order_by("-pk").values_list("pk", "text", "fingerprint")[:BATCH])
    return read + _read(
        embedder, "external_check", checks.order_by("-pk").values_list("pk", "claim_text", "fingerprint")[:BATCH]
    )


def _restricted() -> Q:
    return Q(topic__is_restricted=True) | Q(document__topic__is_restricted=True)


def _read(embedder: Embedder, field: str, rows: Iterable[tuple[int, str, str]]) -> int:
    batch = list(rows)
    if not batch:
        return 0
    vectors = embedder.embed([said for _, said, _ in batch])
    made = [
        Embedding(model=embedder.id, fingerprint=fingerprint, vector=vector, **{f"{field}_id": pk})
        for (pk, _, fingerprint), vector in zip(batch, vectors, strict=True)
    ]
    try:
        Embedding.objects.bulk_create(
            made, update_conflicts=True, unique_fields=[field, "model"], update_fields=["fingerprint", "vector"]
        )
    except IntegrityError:
        # One of them is gone meanwhile, with its import. The others wait for the next round.
        return 0
    return len(batch)
