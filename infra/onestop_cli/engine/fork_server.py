"""Run as a script, in a process of its own: loads what all functions load, and makes a copy of itself for each of them.

A function's process spends most of its start on loading botocore, pynamodb, Powertools and our rules; a copy has them.
Only Linux can copy a process reliably, and only while it has one thread: so the engine itself cannot.

A request comes through a socket: the script that a function's process runs, the folder that it runs in, its environment
and its three pipes. The answer is its number and a handle, by which the engine sees it end.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

LOADED = (
    "aws_lambda_powertools.logging",
    "aws_lambda_powertools.metrics",
    "aws_lambda_powertools.utilities.batch",
    "botocore.session",
    "chalice.app",
    "pynamodb.models",
    "pynamodb.transactions",
)
RULES = ("onestop.contracts", "onestop.domain")  # of our own: pure, so they ask nothing of where they are loaded
LARGEST = 100_000  # bytes of a request; Lambda's limit for the environment of a function is 4 kB
PIPES = 3
LONGEST = 15  # letters of a process's name on Linux


def serve(asked: socket.socket) -> None:
    """Makes a copy for each request, until the engine has ended."""
    signal.signal(signal.SIGCHLD, forget_ended)
    while True:
        request, pipes, _, _ = socket.recv_fds(asked, LARGEST, PIPES)
        if not request:
            return
        with keeping_ended():
            copy = os.fork()
            if not copy:
                asked.close()
                become(json.loads(request), pipes)
                return
            handle = os.pidfd_open(copy)
        socket.send_fds(asked, [str(copy).encode()], [handle])
        for number in (handle, *pipes):
            os.close(number)


def become(request: dict[str, Any], pipes: list[int]) -> None:
    """Runs a script in this copy, as if it had been started for it."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    for number, pipe in enumerate(pipes):
        os.dup2(pipe, number)
        os.close(pipe)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    Path("/proc/self/comm").write_text(request["name"][:LONGEST], encoding="utf-8")  # what `ps` and `top` call it
    script = request["script"]
    sys.argv[:] = [script]
    sys.path.insert(0, str(Path(script).parent))
    runpy.run_path(script, run_name="__main__")


@contextlib.contextmanager
def keeping_ended() -> Iterator[None]:
    """Lets no copy be forgotten before there is a handle on it: its number might be another's by then."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})


def forget_ended(_: int, __: FrameType | None) -> None:
    """Lets the kernel forget the copies that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def load(folders: list[str]) -> None:
    """Loads what all functions load, from these folders of layers or from this machine; each copy looks for its own
    code itself."""
    own = list(sys.path)
    sys.path[:0] = folders
    for name in (*LOADED, *modules_of(RULES)):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    sys.path[:] = own
    gc.collect()
    gc.freeze()  # whatever is never looked at stays shared among the copies


def modules_of(packages: Iterable[str]) -> Iterator[str]:
    """Returns the names of all modules of some packages; of one that is not here none."""
    for name in packages:
        with contextlib.suppress(ImportError):
            for module in pkgutil.walk_packages(importlib.import_module(name).__path__, f"{name}."):
                yield module.name


if __name__ == "__main__":
    load(sys.argv[2:])
    serve(socket.socket(fileno=int(sys.argv[1])))
