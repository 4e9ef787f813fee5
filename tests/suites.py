"""Starts the whole suite on the embedded engine, as a person would, and stops it."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
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
MEMORY = Path("/dev/shm")  # a file system in memory, on Linux
ROOM = 4_000_000_000  # bytes: several suites at a time, each of 400 MB while it runs


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
    keep_in_memory(folder / "state")
    ready, output = folder / f"ready-{time.monotonic_ns()}.json", folder / f"output-{time.monotonic_ns()}.txt"
    told = ["--at-any-hour"]  # no test depends on the hour
    options = ["--state", str(folder / "state"), "--port", "0", "--ready-file", str(ready), *told, *arguments]
    with output.open("w") as file:
        process = subprocess.Popen(
            command("up", *options), env=environment(folder), stdout=file, stderr=subprocess.STDOUT, text=True
        )
    begun = time.monotonic()
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > begun + READY_LIMIT:
            process.kill()
            pytest.fail(f"onestop up was not ready: {output.read_text()}")
        wait_a_little(begun)
    return Started(process, read_running_suite(ready), output)


def keep_in_memory(state: Path) -> None:
    """Keeps a state folder in memory, if there is room for it: the engine unpacks 11 000 files at each start and
    removes them at each stop, which takes longer on some disks than all of the tests."""
    if state.exists() or not has_room(MEMORY):
        return
    place = Path(tempfile.mkdtemp(prefix="onestop-test-", dir=MEMORY))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    state.symlink_to(place, target_is_directory=True)


def has_room(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > ROOM


def wait_a_little(since: float) -> None:
    """Give the machine to others between two looks at a condition: for a tenth of what was waited already, since a
    moment of the monotonic clock, because a look may cost the suite more than what is waited for."""
    time.sleep(min(1.0, max(0.05, (time.monotonic() - since) / 10)))


def stop(started: Started, number: signal.Signals = signal.SIGINT) -> int:
    """Stop it the way a person does, and give its exit code."""
    started.process.send_signal(number)
    return started.process.wait(STOP_LIMIT)


def files_with(folder: Path, words: list[str]) -> list[str]:
    """The files below a folder, their names too, that say one of some words."""
    wanted = [word.encode() for word in words]
    found = (path for path in folder.resolve().rglob("*") if wanted and path.is_file())
    said = ((path, str(path).encode() + path.read_bytes()) for path in found)
    return sorted(str(path) for path, text in said if any(word in text for word in wanted))
