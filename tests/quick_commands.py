"""typer's test runner without building all commands again for each one that is run: they are the same, and to build
them takes longer than most commands do."""

from __future__ import annotations

from functools import cache

import typer.testing


def quicken_commands() -> None:
    """Lets the test runner build each application's commands once, for the rest of this process."""
    typer.testing._get_command = cache(typer.testing._get_command)
