"""Vectors by an endpoint and by a model on disk, and what happens when they are not to be had."""

import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.embedding.embedder import EmbeddingFailed
from claims.embedding.endpoint import Endpoint
from claims.embedding.onnx_folder import OnnxFolder
from tests.claims.embedding import models

WORDS = ["people", "killed", "died", "deaths", "prices", "rose", "protesters"]


@pytest.fixture
def served() -> Iterator[models.Endpoint]:
    with models.endpoint() as here:
        yield here


def cosine(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))


def test_an_endpoint_gives_a_vector_of_length_one_for_each_text(served: models.Endpoint) -> None:
    embedder = Endpoint(served.url, "small-1", key="secret")
    vectors = embedder.embed(["people killed", "prices rose", "protesters died"])
    assert all(math.isclose(cosine(vector, vector), 1) for vector in vectors)
    assert cosine(vectors[0], vectors[2]) > 0.999 > cosine(vectors[0], vectors[1])
    assert served.asked[0]["model"] == "small-1"
    assert served.keys == ["Bearer secret"]
    assert embedder.id == f"small-1@{served.url}"
    assert embedder.embed([]) == []


def test_a_long_text_is_cut_and_an_empty_one_is_no_fault(served: models.Endpoint) -> None:
    assert len(Endpoint(served.url, "small-1").embed(["people " * 5_000, ""])) == 2
    assert len(served.asked[0]["input"][0]) == 2_000


@pytest.mark.parametrize("way", ["down", "junk", "too few", "zero", "not a number"])
def test_an_endpoint_that_misbehaves_gives_a_reason(served: models.Endpoint, way: str) -> None:
    served.way = way
    with pytest.raises(EmbeddingFailed):
        Endpoint(served.url, "small-1", timeout=2).embed(["people killed", "prices rose"])


def test_an_endpoint_that_is_not_there_gives_a_reason() -> None:
    with pytest.raises(EmbeddingFailed, match="did not answer"):
        Endpoint("http://127.0.0.1:9/v1", "small-1", timeout=1).embed(["people killed"])


def test_a_model_on_disk_gives_the_mean_of_its_words(tmp_path: Path) -> None:
    embedder = OnnxFolder(models.write_folder(tmp_path / "tiny", WORDS))
    # Of different lengths, so that one is padded: the padding must not count.
    alone, padded, other = embedder.embed(["people killed", "protesters died", "prices rose people killed died"])
    assert cosine(alone, padded) == pytest.approx(1, abs=1e-5)
    assert cosine(alone, other) < 0.999
    assert embedder.embed(["people killed"])[0] == pytest.approx(alone, abs=1e-5)


def test_another_model_in_the_same_place_is_another_model(tmp_path: Path) -> None:
    first = OnnxFolder(models.write_folder(tmp_path / "tiny", WORDS)).id
    second = OnnxFolder(models.write_folder(tmp_path / "tiny", [*WORDS, "more"])).id
    assert first != second


@pytest.mark.parametrize("missing", ["model.onnx", "tokenizer.json"])
def test_a_folder_that_holds_no_model_is_named(tmp_path: Path, missing: str) -> None:
    folder = models.write_folder(tmp_path / "tiny", WORDS)
    (folder / missing).unlink()
    with pytest.raises(EmbeddingFailed, match="tiny"):
        OnnxFolder(folder)
    (folder / missing).write_bytes(b"rubbish")
    with pytest.raises(EmbeddingFailed, match="tiny"):
        OnnxFolder(folder)
