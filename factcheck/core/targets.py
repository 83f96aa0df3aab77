"""A URL taken apart once, strictly, into what to connect to and what to ask for."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urlsplit

import idna

from factcheck.core.addresses import Address

PORTS = frozenset({80, 443, 8080, 8443})
_SCHEME_PORT = {"http": 80, "https": 443}
_MOST_CHARACTERS = 8192

# The standard library's parser drops tabs and line ends and other parsers read a backslash as a slash:
# each difference is a way to show one host to a check and another to the connection.
_AMBIGUOUS = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff]")
_BRACKETS = re.compile(r"\[[0-9a-fA-F:.]+\](?::[0-9]*)?")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_ENDS_IN_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$")


class FetchRefused(Exception):
    """The address may not be fetched, now or later; ``reason`` is a sentence fit for a page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Target:
    """Where to connect and what to ask for.

    ``host`` is a lower-case ASCII name without a final dot, or an address without brackets; ``address``
    is set when the host is one; ``path`` is what stands in the request line, query included.
    """

    scheme: str
    host: str
    address: Address | None
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The value of the Host header: brackets around IPv6, the port when it is not the scheme's own."""
        host = f"[{self.host}]" if isinstance(self.address, IPv6Address) else self.host
        return host if self.port == _SCHEME_PORT[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole URL, without a fragment."""
        return f"{self.scheme}://{self.authority}{self.path}"


def parse_target(url: str, ports: Collection[int] = PORTS) -> Target:
    """Take a URL apart; raise FetchRefused unless it is a plain web address.

    Refused: schemes other than http and https, user names and passwords, ports outside ``ports``,
    white space, control characters and backslashes, hosts that are neither a name nor an address
    written in full ("127.1", "0x7f000001", "2130706433").
    """
    if len(url) > _MOST_CHARACTERS:
        raise FetchRefused(f"The address is longer than {_MOST_CHARACTERS:,} characters.")
    if _AMBIGUOUS.search(url):
        raise FetchRefused("The address holds a space, a backslash or a control character.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchRefused("The address is not a complete web address.") from None
    if parts.scheme not in _SCHEME_PORT:
        raise FetchRefused("Only addresses that begin with http:// or https:// are fetched.")
    if "@" in parts.netloc:
        raise FetchRefused("The address holds a user name or password. Remove what stands before the @.")
    if ("[" in parts.netloc or "]" in parts.netloc) and not _BRACKETS.fullmatch(parts.netloc):
        raise FetchRefused("The address between the brackets is no IPv6 address.")
    if port is None:
        port = _SCHEME_PORT[parts.scheme]
    if port not in ports:
        listed = ", ".join(str(one) for one in sorted(ports))
        raise FetchRefused(f"The address names port {port}. Only ports {listed} are fetched.")
    host, address = _host(parts.hostname or "", is_bracketed="[" in parts.netloc)
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*")
    if not path.startswith("/"):
        raise FetchRefused("The address is not a complete web address.")
    if parts.query:
        path += "?" + quote(parts.query, safe="/%:=&~+!$,;'@()*?[]{}|^")
    return Target(parts.scheme, host, address, port, path)


def _host(host: str, is_bracketed: bool) -> tuple[str, Address | None]:
    if not host:
        raise FetchRefused("The address names no host.")
    if is_bracketed:
        try:
            address6 = IPv6Address(host)
        except AddressValueError:
            raise FetchRefused("The address between the brackets is no IPv6 address.") from None
        return str(address6), address6
    name = _ascii_name(host)
    if _ENDS_IN_NUMBER.search(name):
        try:
            address4 = IPv4Address(name)
        except AddressValueError:
            raise FetchRefused("The host is a number that is no IPv4 address written in full.") from None
        return str(address4), address4
    return name, None


def _ascii_name(host: str) -> str:
    try:
        name = host if host.isascii() else idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise FetchRefused("The host is not a name that the internet knows.") from None
    name = name.lower().removesuffix(".")
    if not name or len(name) > 253 or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise FetchRefused("The host is not a name that the internet knows.")
    return name
