"""Which network addresses belong to the public internet."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

# The standard library's is_global and is_private follow the registries of another purpose: they count
# multicast, 192.0.0.192 and several forms with an embedded loopback address as global. These lists are
# from the IANA special-purpose address registries (RFC 6890 and its updates).
_NOT_PUBLIC_IPV4 = tuple(
    IPv4Network(net)
    for net in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by carriers; holds the metadata service of one cloud
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # a cloud's host agent, under a number that looks public
        "169.254.0.0/16",  # link-local; holds the metadata services of most clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments; holds the metadata service of one cloud
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NOT_PUBLIC_IPV6 = tuple(
    IPv6Network(net)
    for net in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = IPv6Network("2002::/16")
# Bits 64 to 95 of an ISATAP address, but for the bit that says whether the IPv4 address is unique.
_ISATAP = 0x0000_5EFE
_ISATAP_UNIQUE = 0x0200_0000


def is_public(address: Address) -> bool:
    """Say whether an address belongs to the public internet.

    An IPv6 address that stands for an IPv4 address (IPv4-mapped, NAT64 64:ff9b::/96, 6to4, ISATAP) is
    judged by that one. IPv4-compatible addresses, Teredo and the local NAT64 prefix 64:ff9b:1::/48 are
    never public whatever they embed: no web server answers there, and where the IPv4 address stands in
    the local prefix is each site's own choice. An address with a zone ("fe80::1%eth0") never is either.
    """
    if isinstance(address, IPv4Address):
        return not any(address in net for net in _NOT_PUBLIC_IPV4)
    if address.scope_id is not None:
        return False
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address in _NAT64:
        return is_public(_lowest_bits(address))
    if address not in _GLOBAL_UNICAST or any(address in net for net in _NOT_PUBLIC_IPV6):
        return False
    if address in _SIX_TO_FOUR and not is_public(IPv4Address((int(address) >> 80) & 0xFFFF_FFFF)):
        return False
    is_isatap = (int(address) >> 32) & 0xFFFF_FFFF & ~_ISATAP_UNIQUE == _ISATAP
    return not is_isatap or is_public(_lowest_bits(address))


def _lowest_bits(address: IPv6Address) -> IPv4Address:
    return IPv4Address(int(address) & 0xFFFF_FFFF)
