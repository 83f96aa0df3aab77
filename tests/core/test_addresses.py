"""Which addresses are the public internet's."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.core.addresses import is_public

NOT_PUBLIC_IPV4 = [
    "0.0.0.0",  # noqa: S104  an address to refuse, not one to bind
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.0.1",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
]
PUBLIC_IPV4 = [
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "168.63.129.15",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.0.3.0",
    "192.88.98.255",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
]
NOT_PUBLIC_IPV6 = [
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:100.64.0.1",
    "::ffff:169.254.169.254",
    "::ffff:192.0.0.192",
    "::ffff:0:127.0.0.1",
    "::ffff:0:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::10.0.0.1",
    "64:ff9b::100.64.0.1",
    "64:ff9b:1::7f00:1",
    "64:ff9b:1::808:808",
    "64:ff9b:1:7f00:0:100::",
    "64:ff9b:2::808:808",
    "100::1",
    "100:0:0:1::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:0:808:808::f7f7:f7f7",
    "2001:0:7f00:1::",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "2001:1ff::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:7f00:1::1",
    "2002:a00:1::1",
    "2002:a9fe:a9fe::1",
    "2002:c0a8:101::1",
    "2002:6440:1::",
    "2a00:1450::5efe:7f00:1",
    "2a00:1450::200:5efe:a00:1",
    "3fff::1",
    "4000::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fd20:ce::254",
    "fe80::1",
    "fe80::1%eth0",
    "2a00:1450::1%eth0",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
]
PUBLIC_IPV6 = [
    "2000::1",
    "2001:200::1",
    "2001:4860:4860::8888",
    "2001:db7::1",
    "2001:db9::1",
    "2002:808:808::1",
    "2003::1",
    "2606:4700:4700::1111",
    "2a00:1450::200:5efe:808:808",
    "2a00:1450:4001:80b::200e",
    "3ffe::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", NOT_PUBLIC_IPV4 + NOT_PUBLIC_IPV6)
def test_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC_IPV4 + PUBLIC_IPV6)
def test_public(address: str) -> None:
    assert is_public(ip_address(address))


def test_what_the_standard_library_calls_private_is_never_public() -> None:
    wrongly_global = ["::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "192.0.0.192", "224.0.0.1"]
    for address in wrongly_global:
        assert not is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_every_form(address: IPv4Address) -> None:
    number = int(address)
    public = is_public(address)
    assert is_public(IPv6Address(0xFFFF << 32 | number)) is public
    assert is_public(IPv6Address(0x64FF9B << 96 | number)) is public
    assert is_public(IPv6Address(0x2002 << 112 | number << 80 | 1)) is public
    assert is_public(IPv6Address(0x2A00 << 112 | 0x5EFE << 32 | number)) is public
    assert not is_public(IPv6Address(number))
    if address.is_private or address.is_multicast or address.is_reserved:
        assert not public


@given(st.ip_addresses(v=6))
def test_only_global_unicast_and_what_embeds_ipv4_is_public(address: IPv6Address) -> None:
    if is_public(address) and address.ipv4_mapped is None and int(address) >> 32 != 0x64FF9B << 64:
        assert int(address) >> 125 == 0b001
        assert not address.is_multicast
        assert not address.is_link_local
        assert not address.is_site_local
