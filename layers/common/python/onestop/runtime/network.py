"""Network addresses of callers."""

from __future__ import annotations

import ipaddress


def is_public(address: str) -> bool:
    """Whether a network address says anything about who is calling; our own machine's and private ones do not."""
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False
