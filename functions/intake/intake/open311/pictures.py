"""Addresses of pictures on other servers: which of them may be published.

A partner may send an address inside its own network, or one with a password in it. We never fetch it ourselves, but
publishing it would tell strangers what is inside that network, and make their browsers ask there.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

LINK = re.compile(r"https?://[^\s<>\"'\\^`{|}]{3,1990}", re.IGNORECASE | re.ASCII)
NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# names that resolve only inside some network: RFC 6761, RFC 8375, ICANN's .internal, and what offices choose
INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "onion")


def is_public_picture(link: str) -> bool:
    """Tells whether an address may be published: http or https, with a host that everybody can reach, without a user
    name or password."""
    if not LINK.fullmatch(link):
        return False
    try:
        parts = urlsplit(link)
        host, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:  # unclosed brackets, or a port that is not a number
        return False
    return "@" not in parts.netloc and is_public_host(host)


def is_public_host(host: str) -> bool:
    """Tells whether a host is on the open Internet. A number in an unusual form is refused: browsers read 0x7f.1 and
    2130706433 as an address of their own machine."""
    try:
        number = ipaddress.ip_address(host)
        return (getattr(number, "ipv4_mapped", None) or number).is_global
    except ValueError:
        inside = any(host == name or host.endswith(f".{name}") for name in INSIDE)
        return NAME.fullmatch(host) is not None and not inside
