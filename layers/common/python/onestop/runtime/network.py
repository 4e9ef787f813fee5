"""Network addresses of callers."""

from __future__ import annotations

import ipaddress

ONE_LINE = 64  # bits of an IPv6 address that are one household's or company's; the others they choose anew at will


def is_public(address: str) -> bool:
    """Whether a network address says anything about who is calling; our own machine's and private ones do not."""
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


def network_of(address: str) -> str:
    """Whose line an address is on, to count by: of IPv6 the part that its holder cannot choose. What is no address
    stays as it is."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found.packed, ONE_LINE), strict=False).network_address)
    return address
