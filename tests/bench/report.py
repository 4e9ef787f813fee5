"""A report: CPU time of a whole request for the first page, for the longest and for the one to check, warm; and what a
first visit weighs on the way. No table is asked: the catalogue is known."""

from __future__ import annotations

import importlib
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import redirect_stdout
from typing import Any

from tests.bench.dynamodb_stub import dynamodb_stub
from tests.bench.figures import Figure
from tests.bench.requests import ROUNDS, WARM_UP, check_status, cpu_time, profiled
from tests.bench.shipped import lambda_environment

GOAL = 3.0  # milliseconds of CPU for a page, warm
FIRST = 35.0  # kilobytes over the wire, the script with them


def measure(*, profile: bool = False, **_: object) -> Iterator[Figure]:
    """Asks for pages of a report, over and over."""
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # before any import: the logger keeps its stream
        sample_rows = importlib.import_module("tests.bench.sample_rows")
        with lambda_environment():
            rows = sample_rows.sample_rows() | learned_rows(sample_rows.plain)
        with dynamodb_stub(rows) as address, lambda_environment(AWS_ENDPOINT_URL_DYNAMODB=address):
            figures, where = measure_here(profile=profile)
    if where:
        print(f"\nPOST /report/what: where the time goes\n{where}")
    yield from figures


def learned_rows(plain: Any) -> dict[str, Any]:
    """The classifier of the sample city, which proposes services to people who write."""
    from onestop.domain.understanding.classifier_file import name_of_classifier
    from onestop.storage.catalogue.rows_of_bytes import rows_of_bytes
    from onestop_cli.project import find_project
    from onestop_cli.release.read_folder import read_learned

    data = read_learned(find_project().sample_jurisdiction) or b""
    key = f"CLASSIFIER#{name_of_classifier(data)}"
    [row] = rows_of_bytes(key, data)
    return {key: plain(row)}


def measure_here(*, profile: bool) -> tuple[list[Figure], str]:
    walking = importlib.import_module("tests.functional.portal.walking")
    first = walking.begin()
    check_status(first, 200)
    where = walking.go_on(first, {"description": "A deep hole", "listed": "pothole"})
    contact = walking.go_on(where, {"address": "3 Elm Lane"})
    calls = {
        "first page of a report": lambda: walking.begin(),
        "  which service, with the whole list": lambda: walking.go_on(first, {"description": "A hole in the road"}),
        "  check your answers": lambda: walking.go_on(contact),
    }
    for call in calls.values():
        check_status(call(), 200)
    script = walking.ask("GET", re.search(r'<script src="([^"]+)"', first["body"])[1])["body"]
    wire = sum(len(zlib.compress(each.encode(), 6)) for each in (first["body"], script)) / 1000
    figures = [Figure(name=name, value=times(call), unit="CPU ms", goal=GOAL) for name, call in calls.items()]
    figures.append(Figure(name="  over the wire the first time", value=wire, unit="kB", goal=FIRST))
    return figures, profiled(calls["  which service, with the whole list"]) if profile else ""


def times(call: Any) -> float:
    """The median CPU time of a call, in milliseconds, with making the request itself."""
    taken = sorted(cpu_time(call) for _ in range(ROUNDS + WARM_UP))
    return taken[len(taken) // 2] * 1000
