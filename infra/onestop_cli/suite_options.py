"""Which suite a command works on: the options that several commands share, and the settings that follow from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ReadyFile = Annotated[
    Path | None, typer.Option(help="The ready file of the running suite, if not the last one started.")
]
Stack = Annotated[str | None, typer.Option(help="This stack of your AWS account, instead of the suite that runs here.")]
Region = Annotated[str | None, typer.Option(help="The AWS region of the stack. Without it: that of your AWS settings.")]


def use_suite(ready_file: Path | None, stack: str | None, region: str | None) -> None:
    """Code of this process works on the tables of a stack on AWS, or of the suite that runs here."""
    from onestop_cli.clients import use_settings
    from onestop_cli.ready import read_running_suite
    from onestop_cli.release.load import stack_settings

    use_settings(stack_settings(stack, region) if stack else read_running_suite(ready_file).settings)
