"""Outgoing HTTP connects to public addresses only."""

import socket
import sys
import threading
from collections.abc import Iterator, Sequence

import pytest

from factcheck.core.addresses import Address, is_public
from factcheck.core.fetch import Fetcher, FetchFailed, FetchRefused, fetch
from tests.core.fetching import PRIVATE_NAMES, Names, fetcher_for
from tests.core.servers import moved, reply, serving

_connected: list[str] = []
_watching = threading.Event()


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and _watching.is_set():
        _connected.append(str(arguments[1]))


# An audit hook sees every connect() of the process, whichever library makes it. It cannot be removed.
sys.addaudithook(_watch)


@pytest.fixture
def connected() -> Iterator[list[str]]:
    """Every address that this process connects to during the test."""
    _connected.clear()
    _watching.set()
    yield _connected
    _watching.clear()


HOSTILE_HOSTS = [
    "127.0.0.1",
    "127.0.0.2",
    "127.255.255.254",
    "127.1",
    "127.0.1",
    "0",
    "0.0.0.0",  # noqa: S104  an address to refuse
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0x7f.0.0.1",
    "0x7f000001",
    "127.0.0.1.",
    "127.0.0.01",
    "１２７.0.0.1",
    "127。0。0。1",
    "①②⑦.0.0.1",
    "127%2e0%2e0%2e1",
    "127.0.0.1%00.example.org",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.168.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:100.64.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::169.254.169.254]",
    "[64:ff9b:1::7f00:1]",
    "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
    "[2001:db8::1]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[fe80::1%25lo]",
    "[fec0::1]",
    "[ff02::1]",
    "[::1",
    "::1",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "unknown.evil.test",
    "user@127.0.0.1",
    "example.org@127.0.0.1",
    "127.0.0.1\\@example.org",
    "127.0.0.1\t",
    "127.0.0.1\n",
    " 127.0.0.1",
    "exam\rple.org",
    *PRIVATE_NAMES.table,
]


@pytest.mark.parametrize("host", HOSTILE_HOSTS)
@pytest.mark.parametrize("how", ["asked for", "redirected to"])
def test_no_hostile_target_is_connected_to(host: str, how: str, connected: list[str]) -> None:
    with serving({}) as canary, serving({}, host="::1") as canary6:
        for target in (canary, canary6):
            hostile = f"http://{host}:{target.port}/"
            with serving({"/": moved(hostile)}) as front:

                def look_up(name: str, port: int) -> Sequence[str]:
                    return ["127.0.0.1"] if name == "front.test" else PRIVATE_NAMES(name, port)

                # The front alone is allowed besides what is public, and only for its own look-up.
                first = iter([True])

                def allowed(address: Address, first: Iterator[bool] = first) -> bool:
                    return is_public(address) or (how == "redirected to" and next(first, False))

                fetcher = fetcher_for(front, canary, canary6, names=look_up, allowed=allowed)
                url = front.url(host="front.test") if how == "redirected to" else hostile
                with pytest.raises((FetchRefused, FetchFailed)) as refused:
                    fetcher.fetch(url, deadline=3)
                if how == "asked for":
                    assert isinstance(refused.value, FetchRefused)
                    assert connected == []
                else:
                    assert len(front.asked) == 1
                    assert {repr(address) for address in connected} <= {repr(str(("127.0.0.1", front.port)))}
                connected.clear()
        assert canary.connections == 0
        assert canary6.connections == 0


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/",
        "gopher://127.0.0.1:6379/_FLUSHALL",
        "dict://127.0.0.1:11211/stats",
        "ldap://127.0.0.1/",
        "jar:http://example.org!/",
        "data:text/plain,a",
        "javascript:alert(1)",
        "unix:///run/redis.sock",
        "http://example.org:6379/",
        "http://example.org:5432/",
        "http://example.org:22/",
        "http://example.org:25/",
        "http://",
        "",
    ],
)
def test_other_schemes_and_ports_are_refused_without_a_look_up(url: str, connected: list[str]) -> None:
    names = Names(example_org=["8.8.8.8"])
    with pytest.raises(FetchRefused):
        Fetcher(look_up=names).fetch(url)
    assert names.asked == []
    assert connected == []


def test_the_module_s_function_allows_nothing_of_this_machine(connected: list[str]) -> None:
    for url in ("http://127.0.0.1/", "http://[::1]:8080/", "http://localhost/"):
        with pytest.raises(FetchRefused, match="has no public address"):
            fetch(url)
    assert not [address for address in connected if "127.0.0.1" in address or "::1" in address]


def test_no_setting_or_environment_opens_the_guard(monkeypatch: pytest.MonkeyPatch, connected: list[str]) -> None:
    with serving({"/": reply(b"inside")}) as proxy:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url())
            monkeypatch.setenv(name.upper(), proxy.url())
        with serving({"/": reply(b"direct")}) as server:
            got = fetcher_for(server, names=Names(a_test=["127.0.0.1"])).fetch(server.url(host="a.test"))
        assert got.body == b"direct"
        with pytest.raises(FetchRefused):
            fetch("http://127.0.0.1/")
        assert proxy.connections == 0


def test_an_open_a_closed_and_an_unknown_target_are_refused_in_the_same_words() -> None:
    with serving({}) as open_one:
        closed = socket.socket()
        closed.bind(("127.0.0.1", 0))
        closed_port = closed.getsockname()[1]
        words = set()
        names = Names(inside_test=["10.0.0.1"], loop_test=["127.0.0.1"])
        fetcher = Fetcher(look_up=names, ports={open_one.port, closed_port})
        for port in (open_one.port, closed_port):
            for host in ("127.0.0.1", "inside.test", "loop.test", "unknown.test"):
                with pytest.raises(FetchRefused) as refused:
                    fetcher.fetch(f"http://{host}:{port}/")
                words.add(refused.value.reason.replace(host, "HOST"))
        closed.close()
    assert words == {"HOST has no public address, so it was not fetched."}


def test_a_name_that_changes_its_answer_gains_nothing(connected: list[str]) -> None:
    with serving({"/": reply(b"public")}) as public, serving({"/": reply(b"secret")}, host="127.0.0.2") as inside:
        names = Names(changes_test=[["127.0.0.1"], ["127.0.0.2"]])
        fetcher = fetcher_for(public, inside, names=names)
        assert fetcher.fetch(public.url(host="changes.test")).body == b"public"
        assert names.asked == ["changes.test"]
        assert connected == [str(("127.0.0.1", public.port))]
        with pytest.raises(FetchRefused):
            fetcher.fetch(inside.url(host="changes.test"))
        assert inside.connections == 0


def test_a_name_that_changes_between_redirects_is_judged_again() -> None:
    with serving({"/": moved("/again")}) as server, serving({}, host="127.0.0.2") as inside:
        names = Names(changes_test=[["127.0.0.1"], ["127.0.0.2"]])
        with pytest.raises(FetchRefused, match="no public address"):
            fetcher_for(server, inside, names=names).fetch(server.url(host="changes.test"))
        assert names.asked == ["changes.test", "changes.test"]
        assert inside.connections == 0


def test_there_are_enough_hostile_targets() -> None:
    assert len(set(HOSTILE_HOSTS)) >= 60
