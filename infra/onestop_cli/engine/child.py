"""Run as a script, in the engine's own process: ties its life to the command that started it, then starts it.

Without this an `onestop up` that is killed outright would leave the engine behind, with all it holds unsaved; and an
engine that is killed would lose all since it was started.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1  # linux/prctl.h


def follow_parent(expected_parent: int) -> None:
    """Ask the kernel for a SIGTERM (a clean stop that saves) when the parent ends; only Linux can do it."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != expected_parent:
        sys.exit("the command that started the engine has ended")


def run_engine(checkpoints: Path, every: float, expanded: Path) -> int:
    """Run the engine until it is told to stop; gives its exit code. Its state is saved when this returns 0."""
    from ministack import app

    from onestop_cli.engine.checkpoints import keep_checkpoints
    from onestop_cli.engine.forked_workers import fork_workers
    from onestop_cli.engine.quick_conditions import quicken_conditions
    from onestop_cli.engine.quick_rights import quicken_rights
    from onestop_cli.engine.quick_services import quicken_services
    from onestop_cli.engine.quick_templates import quicken_templates
    from onestop_cli.engine.quick_workers import quicken_workers
    from onestop_cli.engine.throttled_batches import give_back_throttled_batches
    from onestop_cli.engine.throttled_steps import name_throttled_steps

    give_back_throttled_batches()
    name_throttled_steps()
    for quicken in (quicken_conditions, quicken_rights, quicken_services, quicken_workers):
        quicken()
    quicken_templates(expanded)
    when_ready = app._run_ready_scripts

    async def keep_and_go_on() -> None:
        kept = asyncio.create_task(keep_checkpoints(checkpoints, every))
        await when_ready()  # type: ignore[no-untyped-call]
        await kept

    if sys.platform == "linux":  # elsewhere a process that has loaded much cannot be relied on to fork
        app._run_ready_scripts = keep_and_go_on
        fork_workers()
    try:
        app.main()  # type: ignore[no-untyped-call]
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    return 0


if __name__ == "__main__":
    parent, kept_in, seconds, expanded_in = sys.argv[1:]
    del sys.argv[1:]  # the engine reads them too
    follow_parent(int(parent))
    sys.path.insert(0, str(Path(__file__).parents[2]))
    code = run_engine(Path(kept_in), float(seconds), Path(expanded_in))
    if code == 0:
        from onestop_cli.engine.checkpoints import forget_checkpoints

        forget_checkpoints(Path(kept_in))
    sys.stdout.flush()
    # A workflow that waits for a task holds a thread that the interpreter would wait for, as long as the task takes.
    os._exit(code)
