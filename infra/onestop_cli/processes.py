"""Whether a recorded process still runs. Process ids are reused, above all after a power cut: so a process is
identified by its id and its start time."""

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
    """Returns whether the same process still has this id. `began` is empty if it was not recorded."""
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
