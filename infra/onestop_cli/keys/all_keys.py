"""`onestop keys` whole: keys of partners, and below them the keys of residents' links."""

from __future__ import annotations

from onestop_cli.keys.command import keys
from onestop_cli.keys.link_command import links

keys.add_typer(links)
