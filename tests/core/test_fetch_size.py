"""A fetch reads no more than its limit, before and after decoding."""

import gzip
import os
import socket
import time
import tracemalloc
import zlib
from contextlib import suppress

import pytest

from factcheck.core.fetch import FetchFailed
from tests.core.fetching import fetcher_for, in_pieces, then_wait
from tests.core.servers import Asked, raw, reply, serving


class TestSize:
    """Limits count what arrives and what it decodes to."""

    @pytest.mark.parametrize(("size", "fits"), [(0, True), (999, True), (1000, True), (1001, False)])
    @pytest.mark.parametrize("how", ["length", "chunked", "until closed", "gzip", "gzip chunked"])
    def test_the_limit_is_exact(self, size: int, fits: bool, how: str) -> None:
        body = os.urandom(size)
        sent = gzip.compress(body, mtime=0) if "gzip" in how else body
        head = b"HTTP/1.1 200 OK\r\n" + (b"Content-Encoding: gzip\r\n" if "gzip" in how else b"")
        if "chunked" in how:
            said = head + b"Transfer-Encoding: chunked\r\n\r\n"
            said += b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in _parts(sent, 97)) + b"0\r\n\r\n"
        elif how == "until closed":
            said = head + b"\r\n" + sent
        else:
            said = head + b"Content-Length: %d\r\n\r\n" % len(sent) + sent
        with serving({"/": raw(said)}) as server:
            fetcher = fetcher_for(server)
            # Random bytes do not get smaller, so the compressed form must fit as well.
            limit = 1000 if "gzip" not in how else 1000 + (len(sent) - size if fits else 0)
            if fits:
                assert fetcher.fetch(server.url(), limit=limit).body == body
            else:
                with pytest.raises(FetchFailed, match="larger than 1,000 bytes"):
                    fetcher.fetch(server.url(), limit=limit)

    @pytest.mark.parametrize("length", ["2000", "9" * 30, "9" * 6_000])
    def test_a_declared_length_over_the_limit_is_not_read(self, length: str) -> None:
        said = f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n".encode()
        with serving({"/": then_wait(said)}) as server, pytest.raises(FetchFailed):
            fetcher_for(server).fetch(server.url(), limit=1000, deadline=5)

    def test_an_endless_answer_ends_at_the_limit(self) -> None:
        sent = 0

        def endless(connection: socket.socket, asked: Asked) -> None:
            nonlocal sent
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                sent += connection.send(b"x" * 65536)

        with serving({"/": endless}) as server, pytest.raises(FetchFailed, match="larger than 1 MiB"):
            fetcher_for(server).fetch(server.url(), limit=2**20)
        assert sent < 64 * 2**20

    @pytest.mark.parametrize("codings", ["gzip", "GZip", "x-gzip"])
    def test_a_gzip_bomb_ends_at_the_limit_with_little_memory(self, codings: str) -> None:
        bomb = gzip.compress(b"\0" * (200 * 2**20))
        with serving({"/": reply(bomb, headers={"Content-Encoding": codings})}) as server:
            fetcher = fetcher_for(server)
            tracemalloc.start()
            with pytest.raises(FetchFailed, match="larger than 10 MiB"):
                fetcher.fetch(server.url())
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert peak < 32 * 2**20

    @pytest.mark.parametrize(
        "codings", ["gzip, gzip", "gzip,gzip,gzip", "br", "deflate", "zstd", "compress", "gzip, br"]
    )
    def test_codings_that_were_not_asked_for_are_not_decoded(self, codings: str) -> None:
        bomb = gzip.compress(gzip.compress(b"\0" * 2**20, mtime=0))
        with (
            serving({"/": reply(bomb, headers={"Content-Encoding": codings})}) as server,
            pytest.raises(FetchFailed, match="not asked for"),
        ):
            fetcher_for(server).fetch(server.url())

    def test_a_million_empty_members_end_at_the_deadline_or_the_limit(self) -> None:
        members = gzip.compress(b"", mtime=0) * 400_000
        with serving({"/": reply(members, headers={"Content-Encoding": "gzip"})}) as server:
            started = time.monotonic()
            with suppress(FetchFailed):
                assert fetcher_for(server).fetch(server.url(), deadline=3).body == b""
            assert time.monotonic() - started < 5

    def test_gzip_is_read_as_the_format_allows(self) -> None:
        two = gzip.compress(b"one ", mtime=0) + gzip.compress(b"two")
        answers = {
            "/members": reply(two, headers={"Content-Encoding": "gzip"}),
            "/padded": reply(two + b"\0" * 512, headers={"Content-Encoding": "gzip"}),
            "/identity": reply(b"one two", headers={"Content-Encoding": "identity"}),
            "/empty": reply(b"", headers={"Content-Encoding": "gzip"}),
            "/slowly": in_pieces(two, gzip_coded=True),
        }
        with serving(answers) as server:
            fetcher = fetcher_for(server)
            for path in ("/members", "/padded", "/identity", "/slowly"):
                assert fetcher.fetch(server.url(path)).body == b"one two"
            assert fetcher.fetch(server.url("/empty")).body == b""

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            (b"not gzip at all", "cannot be decompressed"),
            (gzip.compress(os.urandom(5000))[:-600], "cut short"),
            (gzip.compress(b"a" * 100, mtime=0)[:-8] + b"\0" * 8, "cannot be decompressed"),
            (zlib.compress(b"zlib form"), "cannot be decompressed"),
            (b"\x1f", "cut short"),
        ],
    )
    def test_broken_gzip_is_no_answer(self, body: bytes, words: str) -> None:
        with (
            serving({"/": reply(body, headers={"Content-Encoding": "gzip"})}) as server,
            pytest.raises(FetchFailed, match=words),
        ):
            fetcher_for(server).fetch(server.url())

    @pytest.mark.parametrize(
        "said",
        [
            b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nshort!",
            b"SSH-2.0-OpenSSH_9.2\r\n",
            b"-NOAUTH Authentication required.\r\n",
            b"HTTP/1.1 abc OK\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n" + b"a: " + b"b" * 200_000 + b"\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
            b"",
        ],
    )
    def test_what_is_no_http_is_no_answer(self, said: bytes) -> None:
        with serving({"/": raw(said)}) as server, pytest.raises(FetchFailed) as failed:
            fetcher_for(server).fetch(server.url())
        assert "127.0.0.1" in failed.value.reason
        assert "NOAUTH" not in failed.value.reason
        assert "SSH" not in failed.value.reason


def _parts(body: bytes, size: int) -> list[bytes]:
    return [body[start : start + size] for start in range(0, len(body), size)]
