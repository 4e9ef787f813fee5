"""Cold start: CPU time of importing each handler as shipped, against creating a bare botocore DynamoDB client.

The goals are those of `tests/cold_start.py`; a test holds its numbers of modules.

Each measurement is a fresh interpreter (its CPU time as the kernel counts it), the bare interpreter subtracted;
baseline and handlers take turns, so that a noisy neighbour meets them all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure
from tests.bench.shipped import ON_LAMBDA, Shipped, unpack_shipped
from tests.cold_start import FIRST_PAGES, GOALS
from tests.contract.template import FUNCTIONS

ROUNDS = 9
UNWANTED = ("aws_xray_sdk", "boto3", "pydantic")

FIRST = ", with its first page"
BARE = ""
CLIENT = "import botocore.session; botocore.session.get_session().create_client('dynamodb')"
LOAD = "import {module}"
READY = "; from onestop.storage.tables import connection; connection().client"
MARK = "import json, sys; bare = {*sys.modules}; import importlib; "  # as in the test that holds these numbers
LIST = "\nprint(json.dumps(sorted({*sys.modules} - bare)))"


def measure(**_: object) -> Iterator[Figure]:
    """The import of every function, then what it loads."""
    with tempfile.TemporaryDirectory(prefix="onestop-bench-") as folder:
        shipped = unpack_shipped(Path(folder))
        programs = {name: LOAD.format(module=module) for name, module in handlers().items()}
        ready = {"IntakeFunction, client made": programs["IntakeFunction"] + READY}
        ready |= {f"{name}{FIRST}": f"{programs[name]}, {page}" for name, (page, _) in FIRST_PAGES.items()}
        yield from import_figures(shipped, programs | ready)
        yield from module_figures(shipped, programs)


def handlers() -> dict[str, str]:
    """The module of every function that the template ships, whether somebody waits for it or not."""
    return {name: str(properties["Handler"]).rpartition(".")[0] for name, properties in FUNCTIONS.items()}


def import_figures(shipped: Shipped, programs: dict[str, str]) -> Iterator[Figure]:
    for program in (BARE, CLIENT, *programs.values()):  # not counted: fills the disk's cache and botocore's .pyc
        run(shipped, program, write_byte_code=True)
    clients: list[float] = []
    taken: dict[str, list[float]] = {name: [] for name in programs}
    goals = {name: goal.ratio for name, goal in GOALS.items()}
    goals |= {f"{name}{FIRST}": ratio for name, (_, ratio) in FIRST_PAGES.items()}
    for number in range(ROUNDS):
        bare = run(shipped, BARE)
        clients.append(run(shipped, CLIENT) - bare)
        for name, program in list(programs.items())[:: -1 if number % 2 else 1]:
            taken[name].append(run(shipped, program) - bare)
    for name, times in taken.items():
        yield Figure(
            name=f"import {name}",
            value=median(times) * 1000,
            unit="CPU ms",
            baseline=median(clients) * 1000,
            ratio=median(time / client for time, client in zip(times, clients, strict=True)),
            goal=goals.get(name),
        )


def module_figures(shipped: Shipped, programs: dict[str, str]) -> Iterator[Figure]:
    client, unwanted = len(loaded(shipped, CLIENT)), set()
    for name, program in programs.items():
        modules = loaded(shipped, program)
        unwanted |= {module.partition(".")[0] for module in modules} & set(UNWANTED)
        yield Figure(
            name=f"loaded by {name}", value=len(modules), unit="modules", baseline=client, goal=GOALS[name].modules
        )
    named = f" ({', '.join(sorted(unwanted))})" if unwanted else ""
    yield Figure(name=f"of {', '.join(UNWANTED)}{named}", value=len(unwanted), unit="packages", goal=0)


def run(shipped: Shipped, program: str, *, write_byte_code: bool = False) -> float:
    """CPU seconds of an interpreter that runs this program and ends."""
    process = start(shipped, program, write_byte_code=write_byte_code)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = process.stderr.read().decode().strip() if process.stderr else ""
        raise RuntimeError(f"`{program}` failed as shipped: {said.splitlines()[-1] if said else 'without a word'}")
    process.communicate()
    return used.ru_utime + used.ru_stime


def loaded(shipped: Shipped, program: str) -> list[str]:
    """The modules that this program loads."""
    said, _ = start(shipped, MARK + program + LIST).communicate()
    names: list[str] = json.loads(said)
    return names


def start(shipped: Shipped, program: str, *, write_byte_code: bool = False) -> subprocess.Popen[bytes]:
    # -S: what the environment's own .pth files do at each start is no part of a function's
    options = ["-S", "-P"] if write_byte_code else ["-S", "-P", "-B"]
    environment = ON_LAMBDA | {"PYTHONPATH": shipped.search_path(*shipped.functions), "PATH": os.environ["PATH"]}
    return subprocess.Popen(
        [sys.executable, *options, "-c", program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
