"""The embedded engine (ministack) as a child process: started clean, stopped so that it saves.

Chosen because it is the only engine found that runs a SAM template without Docker or an account.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from onestop_cli.engine.checkpoints import EVERY
from onestop_cli.engine.gaps import forget_stream_positions, settle_interrupted_stacks
from onestop_cli.engine.state import StateFolder
from onestop_cli.problems import CannotContinue

REGION = "us-east-1"
SAVE_LIMIT = 60.0
WORKER_LIMIT = 3.0
# The engine's administrator inside this machine's loopback; not a secret of any account.
ADMINISTRATOR = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


@dataclass(frozen=True)
class Engine:
    """A running engine: where it answers, and where it writes what it does."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def engine_environment(state: StateFolder, port: int, services_through: str | None = None) -> dict[str, str]:
    """List all that the engine (and so each function) sees of this machine: nothing it does not need.

    `services_through` is where functions call AWS services, if not the engine itself. Only what functions call goes
    there: the engine reads streams and queues, runs workflows and delivers topics and notifications inside itself.
    """
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TZ") if name in os.environ}
    kept |= {"AWS_ENDPOINT_URL": services_through} if services_through else {}
    return kept | {
        **ADMINISTRATOR,
        "AUTH": "true",
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "LANG": "C.UTF-8",
        "LAMBDA_WARM_TTL_SECONDS": "900",
        "LOG_LEVEL": "WARNING",
        "MINISTACK_REGION": REGION,
        "PERSIST_STATE": "1",
        "PYTHONUTF8": "1",
        "S3_DATA_DIR": str(state.objects),
        "S3_PERSIST": "1",
        "SFTP_ENABLED": "0",
        "STATE_DIR": str(state.engine),
        "TMPDIR": str(state.temporary),
    }


def start_engine(
    state: StateFolder,
    port: int,
    services_through: str | None = None,
    checkpoint_every: float = EVERY,
    expanded: Path | None = None,
) -> Engine:
    """Start the engine in a session of its own; a Ctrl-C at the terminal reaches us, and we tell it. The templates that
    it expands are kept in `expanded`, or with its state."""
    if importlib.util.find_spec("ministack") is None:
        raise CannotContinue("The embedded engine is not installed: run `make setup`.")
    settle_interrupted_stacks(state.stacks)
    forget_stream_positions(state.functions)
    child = Path(__file__).with_name("child.py")
    told = (str(os.getpid()), str(state.checkpoints), str(checkpoint_every), str(expanded or state.path / "expanded"))
    with state.log.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-P", str(child), *told],
            env=engine_environment(state, port, services_through),
            cwd=state.temporary,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=(state.lock,),
        )
    return Engine(process, port, state.log)


def stop_engine(engine: Engine, limit: float = SAVE_LIMIT) -> bool:
    """Stop the engine so that it saves its state, then end whatever it leaves behind; False if it had to be killed."""
    saved = True
    if engine.process.poll() is None:
        engine.process.terminate()
        try:
            engine.process.wait(limit)
        except subprocess.TimeoutExpired:
            saved = False
            engine.process.kill()
            engine.process.wait()
    end_group(engine.process.pid)
    return saved


def end_group(group: int, limit: float = WORKER_LIMIT) -> None:
    """End the function workers that outlived their engine: asked first, killed after the limit."""
    deadline = time.monotonic() + limit
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGTERM)
        while time.monotonic() < deadline:
            os.killpg(group, 0)
            time.sleep(0.02)
        os.killpg(group, signal.SIGKILL)
