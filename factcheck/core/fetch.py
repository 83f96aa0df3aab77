"""The only outgoing HTTP: public addresses, limited time, limited size.

A name is looked up once, every address found must be public, and the connection goes to one of those
very addresses, so that a name which changes its answer gains nothing. Each redirect begins again.
"""

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import urljoin

import certifi
import httpcore

from factcheck.core.addresses import Address, is_public
from factcheck.core.answers import CODINGS, Deadline, FetchFailed, read_body, read_headers, why
from factcheck.core.targets import PORTS, FetchRefused, Target, parse_target

__all__ = ["FetchFailed", "FetchRefused", "Fetched", "Fetcher", "fetch"]

_MOVED = frozenset({301, 302, 303, 307, 308})
_DEFAULT_HEADERS = {"user-agent": "FactcheckDesk/0.1", "accept": "*/*"}
_OWN_HEADERS = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "upgrade", "te"}
)
_FOLLOW_TO_OTHER_HOSTS = frozenset({"user-agent", "accept", "accept-language"})
_SECONDS_AN_ADDRESS = 5.0
_ADDRESSES_TRIED = 4


@dataclass(frozen=True)
class Fetched:
    """An answer of whatever status.

    ``url`` is the last address after redirects, ``headers`` have lower-case names, ``body`` is decoded,
    ``media_type`` is lower case without parameters and empty when none was given.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    media_type: str
    fetched_at: datetime


def fetch(
    url: str,
    *,
    deadline: float = 15.0,
    limit: int = 10 * 2**20,
    redirects: int = 5,
    headers: Mapping[str, str] | None = None,
) -> Fetched:
    """GET a public web address.

    ``deadline`` is the time in seconds for all of it, look-ups and redirects included; ``limit`` the
    most bytes of the body, before and after decoding. Answers of every status but a followed redirect
    are returned. ``headers`` are sent too, and not to other hosts unless harmless. Raises FetchRefused
    when the address may not be fetched, FetchFailed when it gave no usable answer, and ValueError for
    headers that are not the caller's to set.
    """
    return Fetcher().fetch(url, deadline=deadline, limit=limit, redirects=redirects, headers=headers)


def look_up(host: str, port: int) -> Sequence[str]:
    """Give the addresses of a name in the system's order of preference; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [str(entry[4][0]) for entry in found]


class Fetcher:
    """What ``fetch`` uses, with its judgement of addresses, look-up, ports and trust open to replacement.

    Only tests give other values, to reach servers of their own on loopback. No setting leads here.
    """

    def __init__(
        self,
        *,
        is_allowed: Callable[[Address], bool] = is_public,
        look_up: Callable[[str, int], Sequence[str]] = look_up,
        ports: Collection[int] = PORTS,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._is_allowed = is_allowed
        self._look_up = look_up
        self._ports = ports
        self._trust = trust

    def fetch(
        self,
        url: str,
        *,
        deadline: float = 15.0,
        limit: int = 10 * 2**20,
        redirects: int = 5,
        headers: Mapping[str, str] | None = None,
    ) -> Fetched:
        """GET a web address as the function ``fetch`` does."""
        ends = Deadline(deadline)
        sent = _DEFAULT_HEADERS | {name.lower(): value for name, value in (headers or {}).items()}
        if not_theirs := _OWN_HEADERS & sent.keys():
            raise ValueError(f"These headers are set by the fetch itself: {', '.join(sorted(not_theirs))}.")
        if any(not value.isprintable() for value in sent.values()):
            raise ValueError("A header holds a control character.")
        target = parse_target(url, self._ports)
        for _ in range(redirects + 1):
            answer = self._ask(target, sent, limit, ends)
            if isinstance(answer, Fetched):
                return answer
            before, target = target, parse_target(_next_url(target, answer), self._ports)
            if (before.scheme, before.host, before.port) != (target.scheme, target.host, target.port):
                sent = {name: value for name, value in sent.items() if name in _FOLLOW_TO_OTHER_HOSTS}
        raise FetchFailed(f"The address leads on to others more than {redirects} times.")

    def _ask(self, target: Target, sent: Mapping[str, str], limit: int, ends: Deadline) -> Fetched | str:
        """Give the answer, or the place that it points to."""
        backend = _PinnedBackend(self._addresses(target, ends), ends)
        url = httpcore.URL(
            scheme=target.scheme.encode(),
            host=target.host.encode(),
            port=target.port,
            target=target.path.encode(),
        )
        asked = [(b"Host", target.authority.encode()), (b"Accept-Encoding", CODINGS.encode())]
        asked += [(name.encode("latin-1"), value.encode("latin-1")) for name, value in sent.items()]
        asked.append((b"Connection", b"close"))
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=self._trust or _public_trust(), network_backend=backend, http2=False
                ) as pool,
                pool.stream("GET", url, headers=asked) as response,
            ):
                received = read_headers(response.headers)
                if response.status in _MOVED and "location" in received:
                    return received["location"]
                body = read_body(response.iter_stream(), received, limit, ends)
                return Fetched(
                    url=target.url,
                    status=response.status,
                    headers=received,
                    body=body,
                    media_type=received.get("content-type", "").partition(";")[0].strip().lower(),
                    fetched_at=datetime.now(UTC),
                )
        except httpcore.TimeoutException:
            raise ends.passed() from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise FetchFailed(why(error, target.host)) from error

    def _addresses(self, target: Target, ends: Deadline) -> list[str]:
        """Give the addresses to connect to, all of them allowed.

        A name that is unknown and one that leads into a private network are refused in the same words,
        so that nobody learns the names of that network.
        """
        if target.address is not None:
            found: list[Address] = [target.address]
        else:
            found = [ip_address(one) for one in self._looked_up(target, ends)]
        if not found or not all(self._is_allowed(address) for address in found):
            raise FetchRefused(f"{target.host} has no public address, so it was not fetched.")
        return [str(address) for address in found[:_ADDRESSES_TRIED]]

    def _looked_up(self, target: Target, ends: Deadline) -> Sequence[str]:
        # The system's look-up knows no time limit. A thread that is left behind ends with it.
        results: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def run() -> None:
            try:
                results.put(self._look_up(target.host, target.port))
            except Exception as error:
                results.put(error)

        threading.Thread(target=run, name="look-up", daemon=True).start()
        try:
            result = results.get(timeout=ends.left())
        except queue.Empty:
            raise ends.passed() from None
        if isinstance(result, socket.gaierror) and result.errno == socket.EAI_AGAIN:
            raise FetchFailed(f"The look-up of {target.host} gave no answer. Try again later.")
        if isinstance(result, OSError | UnicodeError):
            return []
        if isinstance(result, Exception):
            raise result
        return result


class _PinnedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were judged before, whatever host the request names."""

    def __init__(self, addresses: Sequence[str], ends: Deadline) -> None:
        self._addresses = addresses
        self._ends = ends
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        last = self._addresses[-1]
        for address in self._addresses:
            left = self._ends.left()
            try:
                seconds = left if address == last else min(left, _SECONDS_AN_ADDRESS)
                return _TimedStream(self._system.connect_tcp(address, port, timeout=seconds), self._ends)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if address == last:
                    raise
        raise AssertionError("a request without addresses is refused before it connects")


class _TimedStream(httpcore.NetworkStream):
    """Gives each step only the time that is left for the whole."""

    def __init__(self, stream: httpcore.NetworkStream, ends: Deadline) -> None:
        self._stream = stream
        self._ends = ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._ends.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._ends.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._ends.left()), self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _next_url(target: Target, location: str) -> str:
    # Many servers send UTF-8 and spaces here, against the standard, and browsers follow.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode()
    try:
        return urljoin(target.url, location.strip().replace(" ", "%20"))
    except ValueError:
        raise FetchRefused("The address leads on to one that is not a complete web address.") from None


@cache
def _public_trust() -> ssl.SSLContext:
    # Named explicitly so that no environment variable adds an authority.
    return ssl.create_default_context(cafile=certifi.where())
