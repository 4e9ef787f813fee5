"""The desk: CPU time of the inbox's own work on 50 tasks, and of the whole request, against Jinja2 filling a bare table
with the same rows; and what goes over the wire."""

from __future__ import annotations

import importlib
import os
import zlib
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.bench.dynamodb_stub import dynamodb_stub
from tests.bench.figures import Figure
from tests.bench.requests import CONTEXT, ROUNDS, WARM_UP, check_status, cpu_time, profiled
from tests.bench.shipped import lambda_environment

TASKS = 50
GOAL = 5.0  # milliseconds of CPU to make the page, once the tasks were read
FIRST, LATER = 60.0, 15.0  # kilobytes over the wire, the first time and after
BARE = """<table>{% for task in lines %}<tr><th><a href="/desk/cases/{{ task.reference }}">{{ task.reference }}</a></th>
<td>{{ task.service_name }} {{ task.summary }}</td><td>{{ task.assignee }}</td><td>{{ task.priority }}</td>
<td>{{ task.due_at }}</td></tr>{% endfor %}</table>"""


def measure(*, profile: bool = False, **_: object) -> Iterator[Figure]:
    """Renders the inbox of a clerk with 50 tasks, over and over."""
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):  # before any import: the logger keeps its stream
        desking = importlib.import_module("tests.functional.desk.desking")
        sample_rows = importlib.import_module("tests.bench.sample_rows")
        with lambda_environment():
            rows = sample_rows.sample_rows() | {"INBOX#streets": sample_rows.plain(*inbox_rows())}
        with dynamodb_stub(rows) as address, lambda_environment(AWS_ENDPOINT_URL_DYNAMODB=address, CLOCK="stated"):
            figures, where = measure_here(desking, profile=profile)
    if where:
        print(f"\nGET /desk: where the time goes\n{where}")
    yield from figures
    yield from steps()


def steps() -> Iterator[Figure]:
    """The steps of acts, as the tests count them on the pages, next to those of django-helpdesk."""
    counted = importlib.import_module("tests.functional.desk.steps").STEPS
    for each in counted.values():
        ours, theirs = float(len(each.here)), float(len(each.there))
        name = f"{each.act} (baseline: django-helpdesk)"
        yield Figure(name=name, value=ours, unit="clicks", baseline=theirs, goal=each.most)


def inbox_rows() -> list[Any]:
    """The inbox of an agency: tasks due one after the other, the first of them late."""
    from onestop.storage.cases.case_rows import task_row
    from tests.builders import NOW, a_reference, a_task

    tasks = (
        a_task(reference=a_reference(number), due_at=NOW + timedelta(hours=3 * number - 20), service="pothole")
        for number in range(1, TASKS + 1)
    )
    summary = "A deep hole in front of the school, on the bus lane. Two bicycles have fallen since Monday."
    return [
        task_row(replace(task, sees=("usual",), summary=summary, lat=44.65, long=-63.58, district="old-town"))
        for task in tasks
    ]


def measure_here(desking: Any, *, profile: bool) -> tuple[list[Figure], str]:
    from jinja2 import Environment

    from casework.pages import frame
    from casework.pages.inbox import page as inbox
    from onestop.domain.staff.desk_sessions import Session, StaffSessions, hash_of
    from tests.builders import NOW

    secret = "x" * 43
    session = Session(hashed=hash_of(secret), forms="forms", began_at=NOW, used_at=NOW, language="en")
    known = StaffSessions(staff="clerk-1", agencies=("streets",), roles=("clerk",), sessions=(session,), found_at=NOW)
    entering = importlib.import_module("casework.pages.sign_in.find_session")
    kept = entering.load_sessions, inbox.see_tasks
    entering.load_sessions = lambda _: known  # the stub answers a GetItem with nothing
    browser = desking.Browser({desking.name_of(desking.SESSION): f"clerk-1.{secret}"})
    event = desking.event_of("GET", "/desk", browser)
    try:
        found: list[Any] = []

        def see(*arguments: Any, **named: Any) -> Any:
            found.append(kept[1](*arguments, **named))
            return found[-1]

        inbox.see_tasks = see
        answer = desking.handle(event, CONTEXT)
        check_status(answer, 200)
        page, lines = answer["body"], found[-1]["tasks"]
        whole = times(lambda: desking.handle(event, CONTEXT))
        inbox.see_tasks = lambda *_, **__: found[0]
        alone = times(lambda: desking.handle(event, CONTEXT))
        bare = Environment(autoescape=True).from_string(BARE)
        plain = times(lambda: bare.render(lines=lines))
        where = profiled(lambda: desking.handle(event, CONTEXT)) if profile else ""
    finally:
        entering.load_sessions, inbox.see_tasks = kept
    wire = len(zlib.compress(page.encode(), 6)) / 1000
    assets = sum(len(zlib.compress(frame.text_of(name).encode(), 6)) for name in ("inbox.css", frame.SCRIPT)) / 1000
    made = Figure(name=f"inbox of {TASKS} tasks, once read", value=alone, unit="CPU ms", goal=GOAL)
    return [
        made,
        Figure(name="  against Jinja2's bare table", value=alone, unit="CPU ms", baseline=plain, ratio=alone / plain),
        Figure(name="  with reading and the look", value=whole, unit="CPU ms", baseline=plain, ratio=whole / plain),
        Figure(name="  over the wire the first time", value=wire + assets, unit="kB", goal=FIRST),
        Figure(name="  over the wire after", value=wire, unit="kB", goal=LATER),
    ], where


def times(call: Any) -> float:
    """The median CPU time of a call, in milliseconds."""
    taken = sorted(cpu_time(call) for _ in range(ROUNDS + WARM_UP))
    return taken[len(taken) // 2] * 1000
