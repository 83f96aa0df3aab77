"""The model that this installation names, if any."""

import logging
from functools import cache
from pathlib import Path

from django.conf import settings

from claims.embedding.embedder import Embedder, EmbeddingFailed
from claims.embedding.endpoint import Endpoint
from claims.embedding.onnx_folder import OnnxFolder

log = logging.getLogger(__name__)


def chosen_embedder() -> Embedder | None:
    """The embedder of the settings `EMBEDDINGS_*`; None where none is named. Raises EmbeddingFailed."""
    return _made(
        settings.EMBEDDINGS_FOLDER,
        settings.EMBEDDINGS_URL,
        settings.EMBEDDINGS_MODEL,
        settings.EMBEDDINGS_KEY,
        settings.EMBEDDINGS_TIMEOUT,
    )


def embedder_if_any() -> Embedder | None:
    """The same, but None as well where it cannot be had: who looks for matches goes on by words alone."""
    try:
        return chosen_embedder()
    except EmbeddingFailed as error:
        log.warning("Matching goes by words alone: %s", error)
        return None


@cache
def _made(folder: str, url: str, model: str, key: str, timeout: float) -> Embedder | None:
    if folder:
        return OnnxFolder(Path(folder))
    return Endpoint(url, model, key=key, timeout=timeout) if url else None
