"""Models for tests: an endpoint on this machine that speaks the protocol, and a tiny encoder written to disk.

Both know a few words that mean the same: "killed", "died" and "deaths" point one way.
"""

import hashlib
import json
import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

DIMENSION = 16
ALIKE = {"died": "killed", "deaths": "killed", "dead": "killed", "protesters": "people", "demonstrators": "people"}


def word_vector(word: str) -> list[float]:
    digest = hashlib.sha256(ALIKE.get(word, word).encode()).digest()
    return [byte / 127.5 - 1 for byte in digest[:DIMENSION]]


def text_vector(text: str) -> list[float]:
    words = [word_vector(word) for word in text.lower().replace(".", " ").split()] or [word_vector("")]
    return [sum(column) / len(words) for column in zip(*words, strict=True)]


class Endpoint:
    """What was asked, and how to answer: "vectors", or some other way an endpoint behaves."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.way = "vectors"


@contextmanager
def endpoint() -> Iterator[Endpoint]:
    """An endpoint on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            here.asked.append(body)
            here.keys.append(self.headers.get("Authorization", ""))
            status, answer = 200, b""
            vectors = [text_vector(text) for text in body["input"]]
            if here.way == "down":
                status, answer = 503, b'{"error": {"message": "busy"}}'
            elif here.way == "junk":
                answer = b"<html>not found</html>"
            else:
                if here.way == "too few":
                    vectors = vectors[:-1]
                if here.way == "zero":
                    vectors = [[0.0] * DIMENSION for _ in vectors]
                if here.way == "not a number":
                    vectors = [[math.nan] * DIMENSION for _ in vectors]
                data = [
                    {"object": "embedding", "index": number, "embedding": vector}
                    for number, vector in enumerate(vectors)
                ]
                # The order is by index, not by place.
                answer = json.dumps(
                    {
                        "object": "list",
                        "model": body["model"],
                        "data": data[::-1],
                        "usage": {"prompt_tokens": 1, "total_tokens": 1},
                    }
                ).encode()
            self.send_response(status)
            self.send_header("Content-Type", "text/html" if here.way == "junk" else "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Endpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def write_folder(folder: Path, words: list[str]) -> Path:
    """An encoder that looks its words up in a table, with its tokenizer."""
    folder.mkdir(parents=True, exist_ok=True)
    known = ["[PAD]", "[UNK]", *words]
    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(known)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    table = numpy.array([word_vector(word) for word in known], dtype=numpy.float32)
    graph = helper.make_graph(
        [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])],
        "encoder",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])],
        [helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", DIMENSION])],
        [numpy_helper.from_array(table, "table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, str(folder / "model.onnx"))
    return folder
