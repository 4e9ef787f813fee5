"""Whether a process that was written down still runs. Numbers of processes are used again, after a power cut above all:
a process is its number and the moment when it began."""

from __future__ import annotations

import os
from pathlib import Path

PROC = Path("/proc")


def beginning_of(pid: int) -> str | None:
    """When a process began, as no other process of this number did: the start of the machine, and the ticks since.
    None where there is no such process; empty where this machine does not tell."""
    if not (PROC / "self").exists():
        return "" if answers_signals(pid) else None
    try:
        told = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        machine = (PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except (FileNotFoundError, ProcessLookupError):
        return None
    state, *numbers = told.rpartition(")")[2].split()  # the name before it may have anything in it
    return None if state in "ZX" else f"{machine}:{numbers[18]}"  # proc(5): ended ones are Z or X; field 22


def still_runs(pid: int, began: str) -> bool:
    """Whether it is the same process that runs under this number. `began` is empty where nobody wrote it down."""
    now = beginning_of(pid)
    return now is not None and (not began or not now or began == now)


def answers_signals(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
