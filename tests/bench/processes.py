"""The resources of a process and everything that it started, as Linux reports them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Family:
    """A process with all that it started: resident bytes of them all, and the threads of the one that has most."""

    memory: int
    most_threads: int


def look_at_family(pid: int) -> Family:
    """Looks at a process and its descendants."""
    found = {int(told["Pid"]): told for told in read_statuses()}
    family = {pid}
    while more := {process for process, told in found.items() if int(told["PPid"]) in family} - family:
        family |= more
    members = [found[process] for process in family if process in found]
    memory = sum(int(told.get("VmRSS", "0 kB").split()[0]) * 1024 for told in members)
    return Family(memory, max((int(told["Threads"]) for told in members), default=0))


def read_statuses() -> Iterator[dict[str, str]]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            lines = (folder / "status").read_text().splitlines()
        except OSError:  # the process has ended since
            continue
        yield {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
