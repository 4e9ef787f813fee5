"""`onestop doctor`: what this machine lacks to run, test or deploy the suite, and how to get it."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from onestop_cli.engine.ports import PORTS_TRIED, USUAL_PORT
from onestop_cli.engine.state import port_is_free
from onestop_cli.problems import CannotContinue
from onestop_cli.project import default_state_folder

PYTHON_NEEDED = (3, 11)
DISK_NEEDED = 1 << 30
# No clock that is right shows a time before this software was written.
WRITTEN_AT = 1_780_000_000
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Finding:
    """One thing checked. ``remedy`` says how to get it; only a ``required`` one stops the suite from running."""

    what: str
    found: str
    good: bool
    required: bool
    remedy: str


def check_python(version: tuple[int, int]) -> Finding:
    """The Python that runs everything."""
    return Finding("Python", f"{version[0]}.{version[1]}", version >= PYTHON_NEEDED, True, "apt install python3")


def check_module(name: str, purpose: str, remedy: str, *, required: bool) -> Finding:
    """A Python module that has to be importable."""
    good = importlib.util.find_spec(name) is not None
    return Finding(f"Python module {name} ({purpose})", "there" if good else "missing", good, required, remedy)


def check_program(names: tuple[str, ...], purpose: str, remedy: str, *, required: bool) -> Finding:
    """A program that has to be on the path, under any of its names."""
    found = next((where for name in names if (where := shutil.which(name))), None)
    return Finding(f"{names[0]} ({purpose})", found or "missing", found is not None, required, remedy)


def check_ports(free: list[int]) -> Finding:
    """The addresses that `onestop up` would take."""
    good = bool(free)
    found = f"{free[0]} is free" if good else "none free"
    remedy = f"end a program that listens on {USUAL_PORT} to {USUAL_PORT + PORTS_TRIED - 1}, or use --port"
    return Finding("A port to serve on", found, good, True, remedy)


def check_disk(free_bytes: int) -> Finding:
    """Room for archives and state."""
    remedy = f"free {DISK_NEEDED >> 20} MB, or name another folder with --state"
    return Finding("Disk", f"{free_bytes >> 20} MB free", free_bytes >= DISK_NEEDED, True, remedy)


def check_clock(now: float) -> Finding:
    """A clock so wrong that signed requests and deadlines would fail."""
    found = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(now))
    return Finding("Clock", found, now > WRITTEN_AT, True, "set the clock, for example with `timedatectl set-ntp true`")


def check_chinese_fonts(listing: str | None) -> Finding:
    """Fonts with which a browser on this machine shows Chinese; residents' own devices bring theirs."""
    good = bool(listing and listing.strip())
    return Finding(
        "Fonts for Chinese (browser tests)", "there" if good else "missing", good, False, "apt install fonts-noto-cjk"
    )


def list_chinese_fonts() -> str | None:
    """Ask fontconfig which fonts know Chinese; None when it is not installed."""
    if shutil.which("fc-list") is None:
        return None
    return subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False, timeout=20).stdout


def nearest_existing(path: Path) -> Path:
    """Give the folder itself, or the nearest one above it that is there already."""
    return next(folder for folder in (path, *path.parents) if folder.exists())


def examine(state: Path) -> list[Finding]:
    """Look at everything, and change nothing."""
    setup = "run `make setup`"
    return [
        check_python(sys.version_info[:2]),
        check_module("venv", "for make setup", "apt install python3-venv", required=True),
        check_program(("make",), "runs setup and tests", "apt install make", required=True),
        check_module("ministack", "the embedded engine", setup, required=True),
        check_module("samtranslator", "expands the template", setup, required=True),
        check_module("cryptography", "signs tokens", setup, required=True),
        check_ports([port for port in range(USUAL_PORT, USUAL_PORT + PORTS_TRIED) if port_is_free(port)]),
        check_disk(shutil.disk_usage(nearest_existing(state)).free),
        check_clock(time.time()),
        check_program(BROWSERS, "browser tests", "apt install chromium", required=False),
        check_chinese_fonts(list_chinese_fonts()),
        check_program(("sam",), "deploys to AWS", "pipx install aws-sam-cli", required=False),
    ]


def doctor(
    state: Annotated[Path | None, typer.Option(help="The state folder that `onestop up` would use.")] = None,
) -> None:
    """Say what is missing on this machine and how to get it; exit code 1 if something required is missing."""
    findings = examine(state or default_state_folder())
    table = Table("", "What", "Found", "How to get it", box=None, padding=(0, 2, 0, 0))
    for finding in findings:
        mark = "[green]ok[/green]" if finding.good else ("[red]missing[/red]" if finding.required else "optional")
        table.add_row(mark, finding.what, finding.found, "" if finding.good else finding.remedy)
    Console().print(table)
    missing = [finding.what for finding in findings if finding.required and not finding.good]
    if missing:
        raise CannotContinue(f"Something required is missing: {', '.join(missing)}.")
