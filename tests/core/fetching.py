"""Fetchers that reach loopback, names that lead where a test wants, answers that take their time."""

import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from factcheck.core.addresses import Address
from factcheck.core.fetch import Fetcher
from tests.core.servers import Asked, Server

HERE = ip_address("127.0.0.1")


class Names:
    """A look-up by table that counts; a list of lists gives another answer each time."""

    def __init__(self, **table: Sequence[str] | Sequence[Sequence[str]]) -> None:
        self.table = {name.replace("__", "-").replace("_", "."): answers for name, answers in table.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        answers = self.table.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if answers and not isinstance(answers[0], str):
            return answers[min(self.asked.count(host), len(answers)) - 1]
        return [str(answer) for answer in answers]


def fetcher_for(
    *servers: Server,
    names: Callable[[str, int], Sequence[str]] | None = None,
    allowed: Callable[[Address], bool] = lambda address: address == HERE,
    trust: ssl.SSLContext | None = None,
) -> Fetcher:
    return Fetcher(
        is_allowed=allowed,
        look_up=names or Names(),
        ports={80, 443, *(server.port for server in servers)},
        trust=trust,
    )


# Names stand for what a hostile name server may answer.


# Names stand for what a hostile name server may answer.
PRIVATE_NAMES = Names(
    localhost=["127.0.0.1"],
    loop_evil_test=["127.0.0.1"],
    loop6_evil_test=["::1"],
    private_evil_test=["10.0.0.5"],
    home_evil_test=["192.168.1.1"],
    carrier_evil_test=["100.64.0.1"],
    cloud_evil_test=["169.254.169.254"],
    cloud6_evil_test=["fd00:ec2::254"],
    agent_evil_test=["168.63.129.16"],
    mapped_evil_test=["::ffff:127.0.0.1"],
    nat64_evil_test=["64:ff9b::7f00:1"],
    nat64local_evil_test=["64:ff9b:1::7f00:1"],
    sixtofour_evil_test=["2002:7f00:1::1"],
    teredo_evil_test=["2001:0:4136:e378:8000:63bf:80ff:fffe"],
    compatible_evil_test=["::127.0.0.1"],
    link_evil_test=["fe80::1%lo"],
    zero_evil_test=["0.0.0.0"],  # noqa: S104  an address to refuse
    multicast_evil_test=["224.0.0.1"],
    both_evil_test=["8.8.8.8", "127.0.0.1"],
    both6_evil_test=["2606:4700:4700::1111", "::1"],
    last_evil_test=["8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "10.0.0.1"],
    nothing_evil_test=[],
)


def then_wait(said: bytes) -> Callable[[socket.socket, Asked], None]:
    """Say this, then keep the connection until the other side ends it."""

    def answer(connection: socket.socket, asked: Asked) -> None:
        connection.sendall(said)
        connection.recv(1)

    return answer


def in_pieces(body: bytes, *, gzip_coded: bool, pause: float = 0.0) -> Callable[[socket.socket, Asked], None]:
    """A body in single bytes, `pause` seconds apart."""

    def answer(connection: socket.socket, asked: Asked) -> None:
        coding = b"Content-Encoding: gzip\r\n" if gzip_coded else b""
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(b"HTTP/1.1 200 OK\r\n" + coding + b"Content-Length: %d\r\n\r\n" % len(body))
        for byte in body:
            connection.sendall(bytes([byte]))
            threading.Event().wait(pause)

    return answer
