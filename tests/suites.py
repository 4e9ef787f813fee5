"""Starts the whole suite on the embedded engine, as a person would, and stops it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from onestop_cli.clients import engine_client
from onestop_cli.ready import RunningSuite, read_running_suite
from tests.patience import patient

ROOT = Path(__file__).parents[1]
READY_LIMIT = patient(180.0)  # a first start on a slow machine builds the dependencies layer
STOP_LIMIT = patient(90.0)


@dataclass(frozen=True)
class Started:
    """A running `onestop up` and what it told when it was ready."""

    process: subprocess.Popen[str]
    told: RunningSuite
    output: Path

    def client(self, service: str) -> Any:
        """Talk to one service of this suite's engine."""
        return engine_client(service, self.told.engine)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "onestop_cli.main", *arguments]


def environment(home: Path) -> dict[str, str]:
    """A person's environment, with a home of its own so that nothing of the machine's user is touched."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "XDG_"))}
    paths = [ROOT / "infra", ROOT / "layers" / "common" / "python"]
    return kept | {"HOME": str(home), "PYTHONPATH": os.pathsep.join(map(str, paths)), "COLUMNS": "120"}


def start_up(folder: Path, *arguments: str) -> Started:
    """Start `onestop up` on a state folder and wait until it says that it is ready."""
    ready, output = folder / f"ready-{time.monotonic_ns()}.json", folder / f"output-{time.monotonic_ns()}.txt"
    told = ["--at-any-hour"]  # no test depends on the hour
    options = ["--state", str(folder / "state"), "--port", "0", "--ready-file", str(ready), *told, *arguments]
    with output.open("w") as file:
        process = subprocess.Popen(
            command("up", *options), env=environment(folder), stdout=file, stderr=subprocess.STDOUT, text=True
        )
    deadline = time.monotonic() + READY_LIMIT
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"onestop up was not ready: {output.read_text()}")
        wait_a_little()
    return Started(process, read_running_suite(ready), output)


def wait_a_little() -> None:
    """Give the machine to others for a moment between two looks at a condition."""
    time.sleep(0.05)


def stop(started: Started, number: signal.Signals = signal.SIGINT) -> int:
    """Stop it the way a person does, and give its exit code."""
    started.process.send_signal(number)
    return started.process.wait(STOP_LIMIT)
