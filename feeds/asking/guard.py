"""Keeps readers' feeds to the public web: the last word before each connection is made."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Final

AddressInfo = tuple[int, int, int, str, tuple[Any, ...]]
"""What `socket.getaddrinfo` says of one address."""

PORTS: Final = frozenset({80, 443})
"""Where the web is. On any other port a reader could use us to try doors."""

# What Python 3.11 calls global all the same. The last is where Azure hosts talk to their guests.
SPECIAL_IPV4: Final = tuple(
    ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/4", "168.63.129.16/32")
)
# https://www.iana.org/assignments/ipv6-unicast-address-assignments: addresses are given out from
# this block alone. So nothing outside needs a rule: loopback, link-local, unique local, multicast,
# and those that wrap an IPv4 address (mapped, compatible, translated).
GIVEN_OUT: Final = ip_network("2000::/3")
# Within it: protocols (with Teredo), examples, 6to4, examples. No publisher is at any of them, and
# Teredo and 6to4 wrap IPv4 addresses.
SPECIAL_IPV6: Final = tuple(
    ip_network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
# A network without IPv4 reaches the IPv4 web through this block, so the address within decides. Its
# local sibling, 64:ff9b:1::/48, is not public (RFC 8215).
NAT64: Final = ip_network("64:ff9b::/96")


class ForbiddenAddressError(OSError):
    """Not to be connected to. As an OSError, it lets the library try the host's next address."""


def guarded_socket(info: AddressInfo) -> socket.socket:
    """A socket to connect to this address with. Raises ForbiddenAddressError if it is not public.

    Called with the very address that is connected to next, so that nothing that a name server or a
    redirect says later can change it.
    """
    family, kind, protocol, _, (host, port, *_) = info
    if not is_public(host) or is_near(info):
        raise ForbiddenAddressError("a reader's feed may not lead into a private network")
    if port not in PORTS:
        raise ForbiddenAddressError("a reader's feed may be on port 80 or 443 only")
    return socket.socket(family, kind, protocol)


def is_public(host: str) -> bool:
    """Whether this is the address of a machine that the whole internet can reach."""
    try:
        return _is_public(ip_address(host))
    except ValueError:
        return False


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in network for network in SPECIAL_IPV4)
    if address in NAT64:
        return _is_public(IPv4Address(address.packed[-4:]))
    return address in GIVEN_OUT and not any(address in network for network in SPECIAL_IPV6)


def is_near(info: AddressInfo) -> bool:
    """Whether a public address is this machine's own, or (IPv6) of its own link.

    A firewall that keeps the internet away from them lets us through: we are inside.
    """
    family, _, _, _, address = info
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(address)  # sends nothing: it only asks which way it would go
        except OSError:
            return False  # no way there at all: the connection will say so itself
        own = probe.getsockname()
    link = 32 if family == socket.AF_INET else 64
    return ip_network((address[0], link), strict=False) == ip_network((own[0], link), strict=False)
