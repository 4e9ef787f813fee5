"""What a running suite writes for the other commands and the tests: its addresses and how to sign in."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from onestop_cli.clients import engine_settings, table_settings
from onestop_cli.engine.staff import StaffAccount
from onestop_cli.private_file import write_private_file
from onestop_cli.problems import CannotContinue
from onestop_cli.processes import still_runs
from onestop_cli.project import running_folder


@dataclass(frozen=True)
class RunningSuite:
    """The content of a ready file."""

    url: str
    api: str
    api_key: str
    staff: list[StaffAccount]
    engine: str
    region: str
    outputs: dict[str, str]
    pid: int
    state: str
    began: str = ""  # when that process began: numbers are used again

    @property
    def settings(self) -> dict[str, str]:
        """The environment with which code of the suite, run in this process, works on this suite's tables."""
        return engine_settings(self.engine) | table_settings(self.outputs)


def write_ready_files(suite: RunningSuite, paths: list[Path]) -> None:
    """Tell that the suite is ready, in files that only this account can read (they hold passwords)."""
    for path in paths:
        write_private_file(path, json.dumps(asdict(suite), indent=1))


def remove_ready_files(suite: RunningSuite, paths: list[Path]) -> None:
    """Take back what was told, unless another suite has written its own since."""
    for path in paths:
        try:
            if json.loads(path.read_text(encoding="utf-8")).get("pid") == suite.pid:
                path.unlink(missing_ok=True)
        except (OSError, ValueError):
            continue


def read_running_suite(path: Path | None = None) -> RunningSuite:
    """Find the suite of a ready file; without one, the suite that was started last and still runs here."""
    if path is not None:
        return read_ready_file(path)
    ended = False
    for told in sorted(running_folder().glob("*.json"), key=modified_at, reverse=True):
        try:
            return read_ready_file(told)
        except SuiteStopped:
            ended = True
            told.unlink(missing_ok=True)  # it was killed and could not take it back
    if ended:
        raise SuiteStopped
    raise CannotContinue("No suite is running on this machine: start one with `onestop up`.")


class SuiteStopped(CannotContinue):
    """A suite that told where it is runs no more."""

    def __init__(self) -> None:
        super().__init__("The suite that ran on this machine has ended: start it again with `onestop up`.")


def read_ready_file(path: Path) -> RunningSuite:
    """Read what one suite told; raises Ended where its process is gone."""
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        staff = [StaffAccount(**account) for account in told.pop("staff")]
        suite = RunningSuite(staff=staff, **told)
    except FileNotFoundError:
        raise CannotContinue("No suite is running on this machine: start one with `onestop up`.") from None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise CannotContinue(f"{path} is not a ready file of `onestop up`.") from problem
    if not still_runs(suite.pid, suite.began):
        raise SuiteStopped
    return suite


def modified_at(path: Path) -> float:
    """When a file was written; the beginning of time for one that has just gone."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
