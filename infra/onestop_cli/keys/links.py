"""The keys of residents' links: how the first one comes to be on one machine, and what is kept in Secrets Manager."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from onestop.domain.people.link_keys import KEY_BYTES, LinkKeys, read_link_keys, write_link_keys
from onestop.runtime.keys import FRESH_SECONDS
from onestop_cli.private_file import write_private_file

KNOWN_AFTER = timedelta(seconds=FRESH_SECONDS)  # every process has read the keys again by then


@dataclass(frozen=True)
class InstalledKeys:
    """The link keys of an installation, and since when they are these."""

    keys: LinkKeys
    since: datetime

    def known(self) -> datetime:
        """When every function works with them."""
        return self.since + KNOWN_AFTER


def read_kept(secrets_manager: Any, where: str) -> InstalledKeys:
    """Read the link keys of an installation; `where` is the secret that its stack names. Raises BadKeys."""
    found = secrets_manager.get_secret_value(SecretId=where)
    return InstalledKeys(read_link_keys(found["SecretString"]), found["CreatedDate"])


def keep_keys(secrets_manager: Any, where: str, keys: LinkKeys) -> None:
    """Put other link keys in force; Secrets Manager still has the ones before as AWSPREVIOUS."""
    secrets_manager.put_secret_value(SecretId=where, SecretString=write_link_keys(keys))


def make_key() -> bytes:
    """Make a random key."""
    return secrets.token_bytes(KEY_BYTES)


def keep_link_key(path: Path) -> str:
    """Give the first key of an installation on one machine, making it at the first start.

    The stack puts it into Secrets Manager, like the key of an older installation, and it must stay the same
    at each start. The embedded engine could make one itself, but uses random numbers that can be guessed.
    """
    try:
        key = path.read_text(encoding="ascii").strip()
    except OSError:
        key = ""
    if len(key) != 2 * KEY_BYTES:
        key = make_key().hex()
        write_private_file(path, key)
    return key
