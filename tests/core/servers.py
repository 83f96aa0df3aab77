"""Small web servers on loopback that answer as badly as a test wants."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

CERTS = Path(__file__).parent / "certs"


@dataclass
class Asked:
    """One request as it arrived."""

    path: str
    headers: dict[str, str]
    server_name: str | None


Answer = Callable[[socket.socket, Asked], None]


@dataclass
class Server:
    """A running server: where it is, what it was asked, how often something connected."""

    host: str
    port: int
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0

    def url(self, path: str = "/", host: str | None = None, scheme: str = "http") -> str:
        return f"{scheme}://{host or self.host}:{self.port}{path}"


def reply(
    body: bytes = b"", status: int = 200, length: int | None = None, headers: dict[str, str] | None = None
) -> Answer:
    """An answer with a body; `length` is what Content-Length says when that is not true."""
    lines = [f"HTTP/1.1 {status} Said", f"Content-Length: {len(body) if length is None else length}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    head = ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8")
    return lambda connection, asked: connection.sendall(head + body)


def raw(said: bytes) -> Answer:
    """An answer of exactly these bytes."""
    return lambda connection, asked: connection.sendall(said)


def moved(to: str, status: int = 302) -> Answer:
    """A redirect."""
    return reply(b"moved", status, headers={"Location": to})


@contextmanager
def serving(answers: dict[str, Answer], *, host: str = "127.0.0.1", secure: bool = False) -> Iterator[Server]:
    """Serve answers by path on a free port of an address of loopback; any other path is 404."""
    context: ssl.SSLContext | None = None
    names: list[str | None] = []
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTS / "server.pem")
        context.sni_callback = lambda connection, name, _context: names.append(name)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            server.connections += 1
            connection = self.request
            connection.settimeout(10)
            try:
                if context is not None:
                    connection = context.wrap_socket(connection, server_side=True)
                asked = _read_request(connection, names[-1] if names else None)
                if asked is not None:
                    server.asked.append(asked)
                    answers.get(asked.path, reply(b"none here", 404))(connection, asked)
                connection.close()
            except OSError:
                return

    class Listener(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

    with Listener((host, 0), Handler) as listener:
        server = Server(host, listener.server_address[1])
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown()
            thread.join()


def _read_request(connection: socket.socket, server_name: str | None) -> Asked | None:
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(65536)
        if not more:
            return None
        received += more
    first, *lines = received.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return Asked(first.split()[1], {name.lower(): value for name, _, value in pairs}, server_name)
