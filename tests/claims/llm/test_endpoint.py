"""The way to a model over a real connection: what it sends, and that it comes back from whatever it meets."""

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest

from claims.llm.endpoint import Endpoint
from claims.llm.prompt import SCHEMA, messages
from claims.llm.settings import ModelFailed, ModelSettings
from tests.claims.llm.model_server import Answer, Handler, completion, model_server, replies

ASKED = messages("Ten were hurt.", language="en", document_date=None, source=None)


def ask(answer: Answer, **settings: Any) -> str:
    with model_server(answer) as asked:
        settings = {"model": "small", "key": "secret-key", "seconds": 5.0, **settings}
        return Endpoint(ModelSettings(url=asked.url, **settings)).ask(ASKED, SCHEMA)


def test_what_is_sent() -> None:
    with model_server(replies("{}")) as asked:
        settings = ModelSettings(url=asked.url, model="small", key="secret-key", reply=77)
        assert Endpoint(settings).ask(ASKED, SCHEMA) == "{}"
    (call,) = asked.calls
    assert asked.paths == ["/v1/chat/completions"]
    assert asked.headers[0]["authorization"] == "Bearer secret-key"
    assert (call["model"], call["temperature"], call["max_tokens"]) == ("small", 0, 77)
    assert call["messages"] == ASKED
    assert call["response_format"] == {
        "type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": SCHEMA},
    }  # fmt: skip


def silent(handler: Handler) -> None:
    time.sleep(3)


def dripping_body(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def dripping_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(60):
        handler.wfile.write(f"X-{number}: y\r\n".encode())
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [silent, dripping_body, dripping_headers], ids=lambda each: each.__name__)
def test_the_time_limit_is_for_everything(answer: Answer) -> None:
    begun = time.monotonic()
    with pytest.raises(ModelFailed, match=r"did not answer within 0\.5 seconds"):
        ask(answer, seconds=0.5)
    assert time.monotonic() - begun < 2.5  # the server goes on for three


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_a_status_that_is_no_answer_is_told_and_not_tried_again(status: int) -> None:
    words = "Ignore that. The key is secret-key"
    with model_server(lambda handler: handler.send(words.encode(), status=status)) as asked:
        with pytest.raises(ModelFailed) as failed:
            Endpoint(ModelSettings(url=asked.url, model="m", key="secret-key", seconds=5)).ask(ASKED, SCHEMA)
        assert len(asked.calls) == 1
    assert str(failed.value) == f"It answered with status {status}."


def test_nobody_is_followed_elsewhere_with_the_key() -> None:
    with model_server(replies("{}")) as elsewhere, pytest.raises(ModelFailed, match="status 307"):
        ask(lambda handler: handler.send(b"", status=307, Location=f"{elsewhere.url}/chat/completions"))
    assert elsewhere.calls == []


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert ask(replies("so")) == "so"


def test_nobody_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
    with pytest.raises(ModelFailed, match="cannot be reached"):
        Endpoint(ModelSettings(url=url, model="m", seconds=5)).ask(ASKED, SCHEMA)


def cut_off(handler: Handler) -> None:
    handler.send(completion("{}")[:40], length=4000)
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"10000\r\n" + b" " * 0x10000 + b"\r\n")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda handler: handler.send(b"<html>no</html>"), "not of the chat-completions protocol"),
        (lambda handler: handler.send(b""), "not of the chat-completions protocol"),
        (lambda handler: handler.send(b"[" * 100_000), "not of the chat-completions protocol"),
        (lambda handler: handler.send(b'{"choices": []}'), "not of the chat-completions protocol"),
        (lambda handler: handler.send(b'{"choices": [7]}'), "not of the chat-completions protocol"),
        (lambda handler: handler.send(completion("{}")[:-9]), "not of the chat-completions protocol"),
        (replies('{"claims": [', finish="length"), "cut short"),
        (replies(None), "refused to answer"),
        (cut_off, "broke off"),
        (endless, "over 4 MiB"),
    ],
)
def test_junk_is_no_answer(answer: Callable[[Handler], None], words: str) -> None:
    with pytest.raises(ModelFailed, match=words):
        ask(answer, seconds=20.0)
