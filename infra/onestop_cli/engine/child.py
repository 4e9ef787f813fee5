"""Run as a script, in the engine's own process: ties its life to the command that started it, then starts it.

Without this an `onestop up` that is killed outright would leave the engine behind, with all it holds unsaved.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def follow_parent(expected_parent: int) -> None:
    """Ask the kernel for a SIGTERM (a clean stop that saves) when the parent ends; only Linux can do it."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != expected_parent:
        sys.exit("the command that started the engine has ended")


def run_engine() -> int:
    """Run the engine until it is told to stop; gives its exit code. Its state is saved when this returns."""
    from ministack.app import main

    try:
        main()  # type: ignore[no-untyped-call]
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


if __name__ == "__main__":
    follow_parent(int(sys.argv.pop(1)))
    code = run_engine()
    sys.stdout.flush()
    # A workflow that waits for a task holds a thread that the interpreter would wait for, as long as the task takes.
    os._exit(code)
