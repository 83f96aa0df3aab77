"""What a fetch sends, gives back and follows."""

import socket
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from factcheck.core.fetch import Fetched, Fetcher, FetchFailed, FetchRefused
from tests.core.fetching import Names, fetcher_for
from tests.core.servers import moved, raw, reply, serving


def test_what_is_fetched() -> None:
    answer = reply(
        "سلام".encode(),
        headers={"Content-Type": "Text/HTML; charset=UTF-8", "X-A": "1", "x-a": "2", "ETag": '"v1"'},
    )
    with serving({"/a?b=%C3%BC": answer}) as server:
        names = Names(example_test=["127.0.0.1"])
        got = fetcher_for(server, names=names).fetch(server.url("/a?b=ü#part", host="Example.TEST."))
    assert isinstance(got, Fetched)
    assert got.url == server.url("/a?b=%C3%BC", host="example.test")
    assert got.status == 200
    assert got.body.decode() == "سلام"
    assert got.media_type == "text/html"
    assert got.headers["content-type"] == "Text/HTML; charset=UTF-8"
    assert got.headers["x-a"] == "1, 2"
    assert got.headers["etag"] == '"v1"'
    assert got.fetched_at.tzinfo is UTC
    assert abs(got.fetched_at - datetime.now(UTC)) < timedelta(seconds=10)
    [asked] = server.asked
    assert asked.headers["host"] == f"example.test:{server.port}"
    assert asked.headers["accept-encoding"] == "gzip"
    assert asked.headers["user-agent"].startswith("FactcheckDesk/")
    assert "cookie" not in asked.headers


def test_an_address_itself_may_be_asked_for() -> None:
    with serving({"/": reply(b"four")}) as four, serving({"/": reply(b"six")}, host="::1") as six:
        names = Names()
        fetcher = fetcher_for(four, six, names=names, allowed=lambda address: address.is_loopback)
        assert fetcher.fetch(four.url()).body == b"four"
        assert fetcher.fetch(six.url(host="[::1]")).body == b"six"
        assert six.asked[0].headers["host"] == f"[::1]:{six.port}"
        assert names.asked == []


def test_every_status_is_an_answer() -> None:
    answers = {f"/{status}": reply(b"x", status) for status in (203, 404, 410, 429, 500, 503)}
    answers |= {"/304": raw(b"HTTP/1.1 304 Not Modified\r\nETag: a\r\n\r\n"), "/300": reply(b"choose", 300)}
    answers |= {"/302": reply(b"to nowhere", 302), "/204": raw(b"HTTP/1.1 204 No Content\r\n\r\n")}
    with serving(answers) as server:
        fetcher = fetcher_for(server)
        for path in answers:
            assert fetcher.fetch(server.url(path)).status == int(path[1:])


def test_the_callers_headers_are_sent() -> None:
    with serving({"/": reply()}) as server:
        fetcher_for(server).fetch(
            server.url(), headers={"If-None-Match": '"v1"', "User-Agent": "Desk", "Accept": "text/html"}
        )
        sent = server.asked[0].headers
    assert (sent["if-none-match"], sent["user-agent"], sent["accept"]) == ('"v1"', "Desk", "text/html")


def test_headers_do_not_follow_to_another_host() -> None:
    with serving({"/": reply()}) as other:
        answers = {"/": moved("/same"), "/same": moved(other.url(host="other.test"))}
        with serving(answers) as server:
            names = Names(first_test=["127.0.0.1"], other_test=["127.0.0.1"])
            fetcher_for(server, other, names=names).fetch(
                server.url(host="first.test"),
                headers={"Authorization": "secret", "Accept": "text/html", "If-None-Match": "a"},
            )
            assert [asked.headers.get("authorization") for asked in server.asked] == ["secret", "secret"]
        [asked] = other.asked
        assert "authorization" not in asked.headers
        assert "if-none-match" not in asked.headers
        assert asked.headers["accept"] == "text/html"


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil"}, {"connection": "keep-alive"}, {"Accept-Encoding": "br"}, {"X": "a\r\nHost: evil"}, {"X": "\0"}],
)
def test_headers_that_are_not_the_callers_are_refused(headers: dict[str, str]) -> None:
    with serving({}) as server:
        with pytest.raises(ValueError, match="header"):
            fetcher_for(server).fetch(server.url(), headers=headers)
        assert server.connections == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("location", "path"),
    [
        ("/b", "/b"),
        ("b?c=d", "/dir/b?c=d"),
        ("../b", "/b"),
        ("?x", "/dir/a?x"),
        ("//SELF/b", "/b"),
        ("http://SELF/b", "/b"),
        ("/بی", "/%D8%A8%DB%8C"),
        ("/a b", "/a%20b"),
        ("/b#part", "/b"),
    ],
)
def test_redirects_are_followed(status: int, location: str, path: str) -> None:
    answers = {path: reply(b"there")}
    with serving(answers) as server:
        answers["/dir/a"] = moved(location.replace("SELF", f"127.0.0.1:{server.port}"), status)
        got = fetcher_for(server).fetch(server.url("/dir/a"))
    assert got.body == b"there"
    assert got.url == server.url(path)


def test_redirects_end() -> None:
    answers = {f"/{n}": moved(f"/{n + 1}") for n in range(10)} | {"/10": reply(b"end"), "/loop": moved("/loop")}
    with serving(answers) as server:
        fetcher = fetcher_for(server)
        assert fetcher.fetch(server.url("/5")).body == b"end"
        for path in ("/4", "/loop"):
            with pytest.raises(FetchFailed, match="more than 5 times"):
                fetcher.fetch(server.url(path))
        assert fetcher.fetch(server.url("/0"), redirects=10).body == b"end"
        with pytest.raises(FetchFailed, match="more than 0 times"):
            fetcher.fetch(server.url("/9"), redirects=0)
        assert fetcher.fetch(server.url("/10"), redirects=0).body == b"end"


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://[::1", "\\\\127.0.0.1\\", "http://a@127.0.0.1/", "http://127.0.0.1:1/"]
)
def test_a_redirect_to_what_may_not_be_fetched_is_refused(location: str) -> None:
    with serving({"/": moved(location)}) as server, pytest.raises(FetchRefused):
        fetcher_for(server).fetch(server.url())


def test_another_address_of_the_name_is_tried() -> None:
    with serving({"/": reply(b"second")}, host="127.0.0.3") as server:
        names = Names(two_test=["127.0.0.4", "127.0.0.3"])
        fetcher = fetcher_for(server, names=names, allowed=lambda address: address.is_loopback)
        assert fetcher.fetch(server.url(host="two.test")).body == b"second"
        with pytest.raises(FetchFailed, match="did not accept the connection"):
            fetcher_for(server, names=Names(one_test=["127.0.0.4"]), allowed=lambda a: a.is_loopback).fetch(
                server.url(host="one.test")
            )


def test_a_look_up_that_fails_for_now_can_be_tried_again() -> None:
    def busy(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    with pytest.raises(FetchFailed, match=r"look-up of example\.org gave no answer"):
        Fetcher(look_up=busy).fetch("https://example.org/")


def test_many_at_once_do_not_mix() -> None:
    answers = {f"/{number}": reply(str(number).encode()) for number in range(40)}
    with serving(answers) as server:
        fetcher = fetcher_for(server)
        got: dict[int, bytes] = {}

        def run(number: int) -> None:
            got[number] = fetcher.fetch(server.url(f"/{number}")).body

        threads = [threading.Thread(target=run, args=(number,)) for number in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert got == {number: str(number).encode() for number in range(40)}
