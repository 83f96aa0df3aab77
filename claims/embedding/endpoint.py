"""Vectors from an endpoint that speaks as OpenAI's does: its own, a local server's, a gateway's."""

from collections.abc import Sequence

from claims.embedding.embedder import LONGEST, EmbeddingFailed, checked

try:
    import openai
except ImportError:  # the extra is not installed
    openai = None  # type: ignore[assignment]


class Endpoint:
    """One model at one endpoint. `timeout` is seconds for each call, and a call is tried twice."""

    leaves_the_house = True

    def __init__(self, url: str, model: str, *, key: str = "", timeout: float = 10.0) -> None:
        """Raises EmbeddingFailed where the extra "semantic" is not installed."""
        if openai is None:
            raise EmbeddingFailed('Vectors from an endpoint need the extra "semantic": pip install .[semantic]')
        self.id = f"{model}@{url}"[:200]
        self._model = model
        # Local servers ask for no key, the library for some.
        self._client = openai.OpenAI(base_url=url, api_key=key or "none", timeout=timeout, max_retries=1)

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """See `Embedder`."""
        if not texts:
            return []
        try:
            # An endpoint refuses a text without a character.
            cut = [text[:LONGEST] or " " for text in texts]
            answer = self._client.embeddings.create(model=self._model, input=cut, encoding_format="float")
            vectors = [each.embedding for each in sorted(answer.data, key=lambda each: each.index)]
        except openai.OpenAIError as error:
            raise EmbeddingFailed(f"The endpoint did not answer: {error}") from error
        except (AttributeError, TypeError, ValueError) as error:
            raise EmbeddingFailed("The endpoint answered with something else than vectors.") from error
        return checked(vectors, len(texts))
