"""Starts the processes of functions as copies of one that has loaded what all of them load (`fork_server.py`).

`multiprocessing` has such a server too; it loads the engine's own main module in each copy, and its socket is a file
whose path must be shorter than that of many a state folder.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import IO, Any

from onestop_cli.build.sharing import shared_folders
from onestop_cli.engine.fork_server import LARGEST, LOADED, PIPES, RULES

SERVER = Path(__file__).with_name("fork_server.py")
SCRIPT = "_worker.py"  # what the engine runs in the process of a function
ENDED = -1  # how a copy ended is known to the server alone, and asked by nobody
ANSWER = 64  # bytes
LIMIT = 10.0  # seconds for a copy; a server that takes longer is given up
MOST_LOST = 3  # servers; where so many were lost, more of them would only take time
NEEDED = ((os, "pidfd_open"), (signal, "pidfd_send_signal"), (socket, "send_fds"))  # some builds of Python lack them


def fork_workers() -> None:
    """Let the engine start functions of Python as copies, if this Python can; whatever else it starts, it starts
    itself."""
    from ministack.core import lambda_runtime

    if not all(hasattr(*needed) for needed in NEEDED):
        return
    engine: Any = lambda_runtime
    engine.subprocess = SimpleNamespace(**vars(subprocess) | {"Popen": ForkServers().start})


@dataclass
class ForkServers:
    """The servers of this engine: one for each version of the layers."""

    known: dict[tuple[Path, ...], ForkServer] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    lost: int = 0

    def start(
        self, command: list[str], *, cwd: str, env: Mapping[str, str], **options: Any
    ) -> ForkedWorker | subprocess.Popen[Any]:
        """Starts a process, as `subprocess.Popen` does: a copy if it is a function whose layers are shared."""
        if command[0] == sys.executable and command[-1].endswith(SCRIPT) and (folders := folders_of(env)):
            request = request_of(command[-1], cwd, env)
            with self.lock:
                if len(request) <= LARGEST and self.lost < MOST_LOST and (copy := self.copy(folders, request)):
                    return copy
        return subprocess.Popen(command, cwd=cwd, env=env, **options)

    def copy(self, folders: tuple[Path, ...], request: bytes) -> ForkedWorker | None:
        """Has a server make a copy; None if it is not there any more, and then the next copy has a new one."""
        try:
            if folders not in self.known:
                self.known[folders] = start_server(folders)
            return self.known[folders].copy(request)
        except OSError:
            self.lost += 1
            if folders in self.known:
                self.known.pop(folders).end()
            return None

    def end(self) -> None:
        """Ends the servers."""
        for server in self.known.values():
            server.end()


@dataclass(frozen=True)
class ForkServer:
    """A running server and where it is asked."""

    process: subprocess.Popen[bytes]
    asked: socket.socket

    def copy(self, request: bytes) -> ForkedWorker:
        """Has it make a copy; raises OSError if it is not there any more."""
        (stdin, to_it), (from_it, stdout), (its_words, stderr) = (os.pipe() for _ in range(PIPES))
        try:
            socket.send_fds(self.asked, [request], [stdin, stdout, stderr])
            answer, handles, _, _ = socket.recv_fds(self.asked, ANSWER, 1)
            if not answer or not handles:  # it has ended, or this process may open no more files
                raise BrokenPipeError("the fork server made no copy")
        except OSError:
            for number in (to_it, from_it, its_words):
                os.close(number)
            raise
        finally:
            for number in (stdin, stdout, stderr):
                os.close(number)
        os.set_inheritable(handles[0], False)
        told, answered, logged = (
            os.fdopen(number, mode, buffering=1, encoding="utf-8")
            for number, mode in ((to_it, "w"), (from_it, "r"), (its_words, "r"))
        )
        return ForkedWorker(int(answer), handles[0], told, answered, logged)

    def end(self) -> None:
        """Ends it, whatever it is doing; its copies live on."""
        self.asked.close()
        self.process.kill()
        self.process.wait()


def start_server(folders: tuple[Path, ...]) -> ForkServer:
    """Starts a server that loads from these folders."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(LIMIT)
    with its:
        command = [sys.executable, "-P", str(SERVER), str(its.fileno()), *map(str, folders)]
        return ForkServer(subprocess.Popen(command, stdin=subprocess.DEVNULL, pass_fds=(its.fileno(),)), ours)


def request_of(script: str, folder: str, environment: Mapping[str, str]) -> bytes:
    """Returns what the server is told about a copy."""
    name = environment.get("AWS_LAMBDA_FUNCTION_NAME", "function").rpartition("onestop-")[2]
    told = {"script": script, "folder": folder, "name": name, "environment": dict(environment)}
    return json.dumps(told).encode()


def folders_of(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Returns the folders of a function's layers from which anything is loaded beforehand."""
    names = {name.partition(".")[0] for name in LOADED + RULES}
    layers = filter(None, environment.get("_LAMBDA_LAYERS_DIRS", "").split(os.pathsep))
    folders = [folder for layer in layers for folder in shared_folders(Path(layer))]
    return tuple(folder for folder in folders if any((folder / name).is_dir() for name in names))


@dataclass
class ForkedWorker:
    """A copy, with what the engine asks of a `subprocess.Popen`."""

    pid: int
    handle: int
    stdin: IO[str]
    stdout: IO[str]
    stderr: IO[str]
    returncode: int | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def poll(self) -> int | None:
        """Returns None while it runs."""
        return self.look(0)

    def wait(self, timeout: float | None = None) -> int:
        """Waits until it has ended, at most so many seconds."""
        code = self.look(None if timeout is None else 1000 * timeout)
        if code is None:
            raise subprocess.TimeoutExpired(f"function {self.pid}", timeout or 0)
        return code

    def look(self, milliseconds: float | None) -> int | None:
        if self.returncode is None:
            looking = select.poll()
            looking.register(self.handle, select.POLLIN)
            if looking.poll(milliseconds):
                with self.lock:  # two threads of the engine may look at once
                    if self.returncode is None:
                        self.returncode = ENDED
                        os.close(self.handle)
        return self.returncode

    def terminate(self) -> None:
        self.signal(signal.SIGTERM)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)

    def signal(self, number: signal.Signals) -> None:
        """Sends it a signal, unless it has ended."""
        self.poll()
        with self.lock, contextlib.suppress(ProcessLookupError):
            if self.returncode is None:
                signal.pidfd_send_signal(self.handle, number)
