"""What turns texts into vectors, whatever stands behind it."""

import math
from collections.abc import Sequence
from typing import Protocol

# Characters of a text that are looked at; models read a few hundred words.
LONGEST = 2_000


class EmbeddingFailed(Exception):
    """The model gave no vectors; the message says why. Whoever asks goes on without."""


class Embedder(Protocol):
    """Vectors of one model. Those of different `id`s are never compared."""

    @property
    def id(self) -> str:
        """Names the model and all that changes its vectors, in at most 200 characters."""

    @property
    def leaves_the_house(self) -> bool:
        """Whether the texts are sent to another machine."""

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A vector of length 1 for each text, in their order, all of one dimension.

        Raises EmbeddingFailed.
        """


def unit(vector: Sequence[float]) -> list[float]:
    """The vector with length 1. Raises EmbeddingFailed for one without a length or with what is no number."""
    length = math.sqrt(sum(value * value for value in vector))
    if not math.isfinite(length) or length == 0:
        raise EmbeddingFailed("The model gave a vector without a length.")
    return [value / length for value in vector]


def checked(vectors: Sequence[Sequence[float]], count: int) -> list[list[float]]:
    """The vectors with length 1. Raises EmbeddingFailed unless there are `count` of one dimension."""
    if len(vectors) != count:
        raise EmbeddingFailed(f"The model gave {len(vectors)} vectors for {count} texts.")
    if len({len(vector) for vector in vectors}) > 1:
        raise EmbeddingFailed("The model gave vectors of different dimensions.")
    return [unit(vector) for vector in vectors]
