"""Who is asked how it went, in a city of 100,000 residents over most of a year: a quarter of the cases, drawn by their
references, and nobody twice in 30 days. Our own code decides about each case, and so does the rule in its plainest
form: any difference is a fault. AWS is in memory; CPU time is that of our code and of the AWS in memory together."""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from math import sqrt
from typing import Any

from tests.bench.figures import Figure

RESIDENTS, SEED = 100_000, 18
SURE = 4.0  # standard deviations: chance goes beyond them once in 16,000 times


def measure(**_: object) -> Iterator[Figure]:
    """Asks the city."""
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # before any import: the logger keeps its stream
        yield from list(measure_here())


def measure_here() -> Iterator[Figure]:
    from onestop_cli.project import find_project
    from onestop_cli.release.read_folder import read_release

    aws: Any = importlib.import_module("tests.aws_in_memory")
    memory: Any = importlib.import_module("tests.memory")
    os.environ.update(aws.SETTINGS)
    release: Any = read_release(find_project().sample_jurisdiction)
    from tests.functional.notifications import city_asked

    with memory.Memory().running(release | {"surveys": list(city_asked.with_rule(release))}):
        begun = time.process_time()
        told = city_asked.ask_city(RESIDENTS, SEED)
        seconds = time.process_time() - begun
    off = abs(told.drawn - city_asked.SHARE * told.cases)
    usual = sqrt(told.cases * city_asked.SHARE * (1 - city_asked.SHARE))
    yield Figure(name="residents", value=told.residents, unit="people")
    yield Figure(name="  cases that were done", value=told.cases, unit="cases")
    yield Figure(name="  drawn, a quarter", value=told.drawn, unit="cases")
    yield Figure(name="    away from a quarter", value=off, unit="cases", goal=SURE * usual)
    yield Figure(name="  asked", value=told.asked, unit="cases")
    yield Figure(name="  asked or left alone against the rule", value=told.wrong, unit="cases", goal=0)
    yield Figure(name="  asked twice within 30 days", value=told.too_often, unit="people", goal=0)
    yield Figure(name="CPU time to decide about a case", value=1000 * seconds / told.cases, unit="ms")
