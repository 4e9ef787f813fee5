"""The key that signs residents' tracking links: made once per installation, known to nobody else."""

from __future__ import annotations

import secrets
from pathlib import Path

from onestop_cli.private_file import write_private_file

KEY_BYTES = 32


def make_link_key() -> str:
    """Make a new key as hexadecimal text."""
    return secrets.token_hex(KEY_BYTES)


def keep_link_key(path: Path) -> str:
    """Give the installation's key, making it at the first start; links sent earlier work only with the same key."""
    try:
        key = path.read_text(encoding="ascii").strip()
    except OSError:
        key = ""
    if len(key) != 2 * KEY_BYTES:
        key = make_link_key()
        write_private_file(path, key)
    return key
