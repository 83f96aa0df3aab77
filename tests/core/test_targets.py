"""A URL means one thing or is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.targets import FetchRefused, parse_target


@pytest.mark.parametrize(
    ("url", "host", "port", "path", "authority"),
    [
        ("http://example.org", "example.org", 80, "/", "example.org"),
        ("HTTPS://Example.ORG/A?b=C#d", "example.org", 443, "/A?b=C", "example.org"),
        ("https://example.org:443/", "example.org", 443, "/", "example.org"),
        ("http://example.org:8080/", "example.org", 8080, "/", "example.org:8080"),
        ("http://example.org:/a", "example.org", 80, "/a", "example.org"),
        ("http://example.org:443/a", "example.org", 443, "/a", "example.org:443"),
        ("http://example.org./a", "example.org", 80, "/a", "example.org"),
        ("http://example.org?q=1", "example.org", 80, "/?q=1", "example.org"),
        ("http://8.8.8.8/", "8.8.8.8", 80, "/", "8.8.8.8"),
        ("http://[2606:4700::1111]:8080/", "2606:4700::1111", 8080, "/", "[2606:4700::1111]:8080"),
        ("http://[2606:4700:0:0::1111]/", "2606:4700::1111", 80, "/", "[2606:4700::1111]"),
        ("https://bücher.example/ä?ö=ü", "xn--bcher-kva.example", 443, "/%C3%A4?%C3%B6=%C3%BC", None),
        ("https://example.org/%7Ea%20b?x=%2F", "example.org", 443, "/%7Ea%20b?x=%2F", "example.org"),
        ("https://example.org/a/../b", "example.org", 443, "/a/../b", "example.org"),
        ("https://example.org/a[1]|{x}\"'<>", "example.org", 443, "/a%5B1%5D%7C%7Bx%7D%22'%3C%3E", None),
        ("https://_dmarc.example.org/", "_dmarc.example.org", 443, "/", "_dmarc.example.org"),
        ("https://ایران.example/", "xn--mgba3a4f16a.example", 443, "/", "xn--mgba3a4f16a.example"),
        ("https://localhost/", "localhost", 443, "/", "localhost"),
        ("https://a1.example/", "a1.example", 443, "/", "a1.example"),
    ],
)
def test_taken_apart(url: str, host: str, port: int, path: str, authority: str | None) -> None:
    target = parse_target(url)
    assert (target.host, target.port, target.path) == (host, port, path)
    assert target.authority == (authority or host)
    assert target.path.isascii()
    again = parse_target(target.url)
    assert again == target


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "/a",
        "http:",
        "http://",
        "http:///a",
        "http:example.org",
        "http:/example.org",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "dict://example.org:11211/",
        "javascript:alert(1)",
        "data:text/plain,a",
        "ws://example.org/",
        "unix:///run/redis.sock",
        "http+unix://%2Frun%2Fredis.sock/",
        "http://user@example.org/",
        "http://user:word@example.org/",
        "http://example.org:80@127.0.0.1/",
        "http://@example.org/",
        "http://example.org:0/",
        "http://example.org:22/",
        "http://example.org:5432/",
        "http://example.org:6379/",
        "http://example.org:65536/",
        "http://example.org:-80/",
        "http://example.org:8o/",
        "http://example.org:８０/",
        "http://example.org:80:80/",
        "http://exam ple.org/",
        "http://example.org/a b",
        " http://example.org/",
        "http://example.org/\n",
        "ht\ttp://example.org/",
        "http://exam\nple.org/",
        "http://example.org\\@127.0.0.1/",
        "http:\\\\example.org\\",
        "http://example.org/\x00",
        "http://example.org/\x7f",
        "http://example.org/\u00a0",
        "http://example.org/\ud800",
        "http://[::1",
        "http://::1/",
        "http://[::1]extra/",
        "http://extra[::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://[example.org]/",
        "http://[127.0.0.1]/",
        "http://[v1.a]/",
        "http://[]/",
        "http://127.1/",
        "http://127.0.1/",
        "http://0/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.0x1/",
        "http://127.0.0.1.1/",
        "http://127.0.0.01/",
        "http://127.0.0.256/",
        "http://example.0x/",
        "http://example.1/",
        "http://-example.org/",
        "http://example-.org/",
        "http://exa$mple.org/",
        "http://example..org/",
        "http://.example.org/",
        "http://example.org../",
        "http://./",
        "http://../",
        "http://%31%32%37.0.0.1/",
        "http://127%2e0%2e0%2e1/",
        "http://" + "a" * 64 + ".org/",
        "http://" + "a." * 130 + "org/",
        "http://example.org/" + "a" * 9_000,
        "http://exa\u2028mple.org/",
        "http://\u200b/",
        "http://a\u2100b/",
    ],
)
def test_refused(url: str) -> None:
    with pytest.raises(FetchRefused) as refused:
        parse_target(url)
    assert refused.value.reason == str(refused.value)
    assert refused.value.reason.endswith(".")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://１２７.0.0.1/", "127.0.0.1"),
        ("http://127。0。0。1/", "127.0.0.1"),
        ("http://①②⑦.⓪.⓪.①/", "127.0.0.1"),
        ("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "localhost"),
        ("http://LOCALHOST./", "localhost"),
        ("http://local\u00adhost/", "localhost"),
    ],
)
def test_disguised_hosts_are_seen_as_what_they_are(url: str, host: str) -> None:
    assert parse_target(url).host == host


@given(st.text(alphabet="htps:/@[]\\.%#?&01aA-_\t\n é。①", max_size=40))
def test_what_is_accepted_reads_the_same_again(rest: str) -> None:
    for url in (rest, "http://" + rest, "http://example.org/" + rest):
        try:
            target = parse_target(url)
        except FetchRefused:
            continue
        assert parse_target(target.url) == target
        assert target.url.isascii()
        assert "@" not in target.authority
