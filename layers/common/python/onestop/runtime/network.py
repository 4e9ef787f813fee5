"""Network addresses of callers."""

from __future__ import annotations

import ipaddress

ONE_LINE = 64  # bits of an IPv6 address that belong to one household or company; they can change the other bits at will


def is_public(address: str) -> bool:
    """Whether a network address says anything about the caller; addresses of our own machine and private ones do
    not."""
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def network_of(address: str) -> str:
    """Returns the part of an address by which callers are counted: for IPv6 the part that its holder cannot choose.
    Anything that is not an address is returned unchanged."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found.packed, ONE_LINE), strict=False).network_address)
    return address
