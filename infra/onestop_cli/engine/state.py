"""The state folder: everything one embedded installation remembers, used by one `onestop up` at a time."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onestop_cli.problems import CannotContinue


@dataclass(frozen=True)
class StateFolder:
    """One installation's memory. ``lock`` is the open lock file; the engine inherits it, so that a state
    stays locked as long as an engine works on it, even when the command that started it was killed."""

    path: Path
    lock: int

    @property
    def engine(self) -> Path:
        return self.path / "engine"

    @property
    def checkpoints(self) -> Path:
        """Return the folder of what the engine held a minute ago; it exists only while the engine has not saved at its
        end."""
        return self.path / "checkpoints"

    @property
    def objects(self) -> Path:
        return self.path / "s3"

    @property
    def temporary(self) -> Path:
        return self.path / "tmp"

    @property
    def log(self) -> Path:
        return self.path / "engine.log"

    @property
    def stacks(self) -> Path:
        """Return where the engine saves its stacks."""
        return self.engine / "cloudformation.json"

    @property
    def functions(self) -> Path:
        """Return where the engine saves its functions."""
        return self.engine / "lambda.json"

    @property
    def sent(self) -> Path:
        """Return where the engine saves its topics, and each text message that was sent."""
        return self.engine / "sns.json"

    @property
    def existed(self) -> bool:
        """Return whether an earlier run saved something here."""
        return self.stacks.is_file()


@contextmanager
def hold_state(path: Path) -> Iterator[StateFolder]:
    """Take a state folder for ourselves, or refuse when another suite runs on it; sweeps its temporary files."""
    path = path.expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as problem:
        raise CannotContinue(f"The state folder {path} cannot be used: {problem.strerror}.") from problem
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotContinue(
                f"Another Onestop is running on the state folder {path}: stop it, or name another with --state."
            ) from None
        state = StateFolder(path, lock)
        shutil.rmtree(state.temporary, ignore_errors=True)
        for folder in (state.engine, state.objects, state.temporary):
            folder.mkdir(mode=0o700, exist_ok=True)
        try:
            yield state
        finally:
            shutil.rmtree(state.temporary, ignore_errors=True)
    finally:
        os.close(lock)


def port_is_free(port: int) -> bool:
    """Tell whether this machine's loopback address still has the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def find_free_port() -> int:
    """Ask the machine for a loopback port that nobody uses now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def choose_engine_port(state: StateFolder) -> int:
    """Give the engine the port it had last time if that is free: queue addresses in saved settings carry it."""
    remembered = state.path / "engine-port"
    try:
        port = int(remembered.read_text())
    except (OSError, ValueError):
        port = 0
    if not port or not port_is_free(port):
        port = find_free_port()
        remembered.write_text(str(port))
    return port
