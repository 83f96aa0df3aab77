"""A server on this machine that speaks the chat-completions protocol, well or badly."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler"], None]


@dataclass
class Asked:
    """What came in: the path, the headers in lower case and the body of each call."""

    url: str = ""
    calls: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    @property
    def articles(self) -> list[str]:
        return [json.loads(call["messages"][1]["content"])["article"] for call in self.calls]


class Handler(BaseHTTPRequestHandler):
    """Answers each call by the errand of its server."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        asked = self.server.asked
        asked.calls.append(body)
        asked.paths.append(self.path)
        asked.headers.append({name.lower(): value for name, value in self.headers.items()})
        with suppress(BrokenPipeError, ConnectionResetError):
            self.server.answer(self)

    @property
    def article(self) -> str:
        return str(self.server.asked.articles[-1])

    def send(self, body: bytes, *, status: int = 200, length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *given: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    asked: Asked
    answer: Answer


@contextmanager
def model_server(answer: Answer) -> Iterator[Asked]:
    """Serve while the block runs; what was asked, and where."""
    server = _Server(("127.0.0.1", 0), Handler)
    server.asked, server.answer = Asked(f"http://127.0.0.1:{server.server_port}/v1"), answer
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def completion(content: Any, *, finish: str = "stop") -> bytes:
    """The body of an answer, with this for what the model says: text as it is, anything else as JSON."""
    words = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": words}}
    return json.dumps(
        {"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    ).encode()


def says(*claims: dict[str, Any]) -> Answer:
    """Find these claims in whatever is asked about, as far as their quotes stand there."""

    def answer(handler: Handler) -> None:
        there = [claim for claim in claims if claim["quote"] in handler.article]
        handler.send(completion({"claims": there}))

    return answer


def replies(content: Any, *, finish: str = "stop") -> Answer:
    """Say just this."""
    return lambda handler: handler.send(completion(content, finish=finish))


def claim(quote: str, **fields: Any) -> dict[str, Any]:
    """A claim as a model gives it."""
    return {"quote": quote, "speakers": [], "value": None, "unit": "", "place": "", "kind": "event", **fields}


def speaker(name: str, cue: str = "", stance: str = "asserts") -> dict[str, str]:
    return {"name": name, "cue": cue, "stance": stance}
