"""A fetch ends in time, whatever it waits for."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator, Sequence

import pytest

from factcheck.core.answers import Deadline, read_body
from factcheck.core.fetch import Fetcher, FetchFailed
from tests.core.fetching import fetcher_for, in_pieces, then_wait
from tests.core.servers import Asked, moved, serving


class TestTime:
    """One deadline holds for look-up, connection, every step of the answer and all redirects together."""

    def assert_ends(self, fetcher: Fetcher, url: str, seconds: float = 0.6) -> None:
        started = time.monotonic()
        with pytest.raises(FetchFailed, match=r"within 0\.6 s"):
            fetcher.fetch(url, deadline=seconds)
        assert time.monotonic() - started < seconds + 1

    def test_a_look_up_that_hangs(self) -> None:
        release = threading.Event()

        def hang(host: str, port: int) -> Sequence[str]:
            release.wait(30)
            return ["127.0.0.1"]

        with serving({}) as server:
            self.assert_ends(fetcher_for(server, names=hang), server.url(host="slow.test"))
            release.set()
            assert server.connections == 0

    def test_a_server_that_says_nothing(self) -> None:
        with serving({"/": then_wait(b"")}) as server:
            self.assert_ends(fetcher_for(server), server.url())

    def test_a_connection_that_is_not_taken(self) -> None:
        with socket.socket() as full:
            full.bind(("127.0.0.1", 0))
            full.listen(0)
            port = full.getsockname()[1]
            held = [socket.socket() for _ in range(4)]
            for one in held:
                one.setblocking(False)
                one.connect_ex(("127.0.0.1", port))
            fetcher = Fetcher(is_allowed=lambda address: True, ports={port})
            self.assert_ends(fetcher, f"http://127.0.0.1:{port}/")
            for one in held:
                one.close()

    def test_headers_that_drip(self) -> None:
        def drip(connection: socket.socket, asked: Asked) -> None:
            connection.sendall(b"HTTP/1.1 200 OK\r\n")
            for number in range(1000):
                connection.sendall(b"X-%d: a\r\n" % number)
                threading.Event().wait(0.05)

        with serving({"/": drip}) as server:
            self.assert_ends(fetcher_for(server), server.url())

    def test_a_body_that_drips(self) -> None:
        with serving({"/": in_pieces(b"x" * 1000, gzip_coded=False, pause=0.05)}) as server:
            self.assert_ends(fetcher_for(server), server.url())

    def test_interim_answers_without_end(self) -> None:
        def interim(connection: socket.socket, asked: Asked) -> None:
            while True:
                connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")
                threading.Event().wait(0.01)

        with serving({"/": interim}) as server:
            self.assert_ends(fetcher_for(server), server.url())

    def test_slow_redirects_together(self) -> None:
        def slow(connection: socket.socket, asked: Asked) -> None:
            threading.Event().wait(0.25)
            moved("/")(connection, asked)

        with serving({"/": slow}) as server:
            self.assert_ends(fetcher_for(server), server.url())

    def test_a_handshake_that_does_not_come(self) -> None:
        with serving({"/": then_wait(b"")}) as server:
            self.assert_ends(fetcher_for(server), server.url(scheme="https"))


def test_decoding_ends_in_time_too() -> None:
    members = [gzip.compress(b"") * 10]
    with pytest.raises(FetchFailed, match="within 0 s"):
        read_body(members, {"content-encoding": "gzip"}, 1000, Deadline(0))
    with pytest.raises(FetchFailed, match="within 0 s"):
        read_body([b"a"], {}, 1000, Deadline(0))

    def one_chunk() -> Iterator[bytes]:
        yield gzip.compress(b"") * 400_000
        raise AssertionError("the time was up within the first chunk")

    ends = Deadline(0.05)
    with pytest.raises(FetchFailed, match=r"within 0\.05 s"):
        read_body(one_chunk(), {"content-encoding": "gzip"}, 100 * 2**20, ends)
