"""Checkpoints: what the engine holds, written each minute, so that a kill or a power cut costs a minute and no more.

The engine can save itself at its end only, one service after the other. So the engine's process is forked between two
calls: the copy has the tables, queues and stacks of one moment, writes them in its own time, and ends. A checkpoint is
whole or not there; one that is there means that the engine did not save at its end.

This runs in the engine's own process: it needs the standard library and the engine, nothing else.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import stat
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

EVERY = 45.0  # seconds between two: with the writing, what is lost is at most a minute old
LIMIT = 120.0  # for writing one; a copy that waits for a lock of a thread that it does not have would wait for ever
REST_PER_WORK = 5  # so that a large state is not written all the time
PART = "part"


async def keep_checkpoints(folder: Path, every: float = EVERY) -> None:
    """Write one after the other for as long as the engine runs."""
    took = 0.0
    while True:
        await asyncio.sleep(max(every, REST_PER_WORK * took))
        begun = time.monotonic()
        await write_checkpoint(folder)
        took = time.monotonic() - begun


async def write_checkpoint(folder: Path) -> bool:
    """Let a copy of this process write what it holds; whether it did."""
    with between_two_calls():
        copy = os.fork()
    if not copy:
        write_and_end(folder)
    deadline = time.monotonic() + LIMIT
    ended = 0
    try:
        while not ended and time.monotonic() < deadline:
            await asyncio.sleep(0.05)
            ended, status = os.waitpid(copy, os.WNOHANG)
    finally:
        if not ended:
            os.kill(copy, signal.SIGKILL)
            os.waitpid(copy, 0)
    return bool(ended) and os.waitstatus_to_exitcode(status) == 0


@contextlib.contextmanager
def between_two_calls() -> Iterator[None]:
    """While no workflow's thread is in the middle of a call to a table or a queue; all other calls are answered by the
    thread that this runs in."""
    from ministack.services import dynamodb, sqs

    with dynamodb._lock, sqs._queues_lock:
        yield


def write_and_end(folder: Path) -> NoReturn:
    """Writes the state in the forked copy and ends it: it shares the engine's sockets and files, so it must neither
    answer calls nor clean up."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)  # a signal to the copy must not reach the engine
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        close_sockets()
        save_all(folder)
        code = 0
    except BaseException:
        os.write(2, f"no checkpoint was written:\n{traceback.format_exc()}".encode())
    finally:
        os._exit(code)


def close_sockets() -> None:
    """Closes the copy's sockets: a connection that the engine closes only ends for its caller if no other process has
    it open."""
    for name in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):  # the handle of the listing itself is closed by now
            if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                os.close(int(name))


def save_all(folder: Path) -> None:
    """Write all that the engine would save at its end; it is there when all of it is on the disk."""
    from ministack import app
    from ministack.core import persistence

    part = folder / PART
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True, mode=0o700)
    persistence.STATE_DIR = str(part)
    for name, get_state in app._build_persistence_save_dict().items():  # type: ignore[no-untyped-call]
        state = get_state()
        if state is not None:
            persistence.save_state(name, state)
            flush(part / f"{name}.json")  # it says in its log only that it could not write
    flush(part)
    before = whole_ones(folder)
    os.rename(part, folder / f"{int(before[-1].name) + 1 if before else 1:09}")
    flush(folder)
    for old in before:
        shutil.rmtree(old)


def flush(path: Path) -> None:
    """See to it that a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def whole_ones(folder: Path) -> list[Path]:
    """The checkpoints, the newest last."""
    return sorted(each for each in folder.glob("*") if each.name.isdigit())


def forget_checkpoints(folder: Path) -> None:
    """The engine has saved all that it holds: an older moment is of no use any more."""
    for each in whole_ones(folder):
        shutil.rmtree(each)
    shutil.rmtree(folder, ignore_errors=True)


def take_up_checkpoint(folder: Path, saved: Path) -> float | None:
    """Continue from the newest checkpoint, if the engine did not save at its end; returns when it was written. It may
    be interrupted at any point: files that have not been moved yet are still there for the next start."""
    whole = whole_ones(folder)
    for old in whole[:-1]:
        shutil.rmtree(old)
    written = None
    for newest in whole[-1:]:
        written = newest.stat().st_mtime
        for file in sorted(newest.iterdir()):
            os.replace(file, saved / file.name)
        newest.rmdir()
    shutil.rmtree(folder, ignore_errors=True)
    return written
