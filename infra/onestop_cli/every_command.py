"""All of `onestop`, loaded: for whoever looks at its commands rather than running one."""

from __future__ import annotations

from onestop_cli.main import COMMANDS, commands_named

commands = commands_named(COMMANDS)
