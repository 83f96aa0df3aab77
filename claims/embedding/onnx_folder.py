"""Vectors from a model on disk, as sentence encoders are exported: `model.onnx` beside `tokenizer.json`."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claims.embedding.embedder import LONGEST, EmbeddingFailed, checked

try:
    import numpy
    import onnxruntime
    import tokenizers
except ImportError:  # the extra is not installed
    onnxruntime = None

_MOST_TOKENS = 256
_BATCH = 32


class OnnxFolder:
    """One model in one folder. The mean of its last layer over the tokens of a text is the vector."""

    leaves_the_house = False

    def __init__(self, folder: Path) -> None:
        """Raises EmbeddingFailed where a file is missing or no such model, or the extra is not installed."""
        if onnxruntime is None:
            raise EmbeddingFailed('Vectors from a folder need the extra "semantic": pip install .[semantic]')
        model, words = folder / "model.onnx", folder / "tokenizer.json"
        try:
            with model.open("rb") as file:
                self.id = f"{folder.name}:{hashlib.file_digest(file, 'sha256').hexdigest()[:16]}"[-200:]
            self._tokenizer = tokenizers.Tokenizer.from_file(str(words))
            options = onnxruntime.SessionOptions()
            # The machine's other work keeps its processors.
            options.intra_op_num_threads = 1
            self._session = onnxruntime.InferenceSession(
                str(model), sess_options=options, providers=["CPUExecutionProvider"]
            )
        except OSError as error:
            raise EmbeddingFailed(f"{error.filename} cannot be read: {error.strerror}.") from error
        except Exception as error:  # both libraries raise whatever they like
            raise EmbeddingFailed(f"{folder} holds no model that can be read: {error}") from error
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._tokenizer.enable_padding()

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """See `Embedder`."""
        found: list[list[float]] = []
        for begin in range(0, len(texts), _BATCH):
            found += self._batch(texts[begin : begin + _BATCH])
        return found

    def _batch(self, texts: Sequence[str]) -> list[list[float]]:
        read = self._tokenizer.encode_batch([text[:LONGEST] for text in texts])
        ids = numpy.array([each.ids for each in read], dtype=numpy.int64)
        mask = numpy.array([each.attention_mask for each in read], dtype=numpy.int64)
        given: dict[str, Any] = {"input_ids": ids, "attention_mask": mask, "token_type_ids": numpy.zeros_like(ids)}
        try:
            layer = self._session.run(None, {name: value for name, value in given.items() if name in self._inputs})[0]
        except Exception as error:  # the library raises whatever it likes
            raise EmbeddingFailed(f"The model did not run: {error}") from error
        if layer.ndim == 2:  # the model has made its mean itself
            return checked(layer.tolist(), len(texts))
        weight = mask[:, :, None]
        mean = (layer * weight).sum(axis=1) / numpy.maximum(weight.sum(axis=1), 1)
        return checked(mean.tolist(), len(texts))
