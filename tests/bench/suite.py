"""The suite as a resident meets it: `onestop up` with a state of its own, stopped at the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onestop_cli.ready import RunningSuite, read_running_suite

START_LIMIT = 180.0
STOP_LIMIT = 90.0


@contextmanager
def running_suite(folder: Path, *options: str) -> Iterator[RunningSuite]:
    """Starts the suite on any free port, with more options of `onestop up`; its state and output are in `folder`."""
    ready, log = folder / "ready.json", folder / "up.log"
    command = [sys.executable, "-m", "onestop_cli.main", "up", "--port", "0", *options]
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*command, "--state", str(folder / "state"), "--ready-file", str(ready)],
            # the person's own suite is left alone, and the one measured is that of this folder
            env=os.environ | {"XDG_STATE_HOME": str(folder / "home"), "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until_ready(process, ready, log)
        yield read_running_suite(ready)
    finally:
        stop(process)


def wait_until_ready(process: subprocess.Popen[bytes], ready: Path, log: Path) -> None:
    deadline = time.monotonic() + START_LIMIT
    while not ready.is_file():
        ended = process.poll() is not None
        if ended or time.monotonic() > deadline:
            why = "ended" if ended else f"was not ready within {START_LIMIT:.0f} seconds"
            raise RuntimeError(f"`onestop up` {why}:\n{log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.1)


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
