"""Applying: what judging forms costs, and how soon somebody who sends one knows that it is complete, or what is not.

The engine is a laptop's stand-in for AWS: its times compare versions of the suite. Only the number of states that
the workflow enters is exact; the calls of a sending are counted by a test (functional/applications/test_sending.py).
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from onestop.contracts.forms.check_answers import judge_answers
from onestop.domain.forms.describe_schema import describe_form
from onestop.domain.forms.find_mistakes import on_page
from onestop.domain.forms.form import Form, read_form
from onestop.domain.forms.resolve_references import mended
from onestop.runtime.pages.show_form import say_mistakes, show_fields
from onestop_cli.clients import engine_client
from onestop_cli.forms.files import read_form_file
from tests.bench.figures import Figure
from tests.bench.suite import running_suite
from tests.browser.random_answers import fitting
from tests.e2e.applying import STATES_TO_FIRST_TASK, case_of, fill_in, send
from tests.e2e.town import Town, wait_for

ROOT = Path(__file__).parents[2]
OURS = ROOT / "infra" / "jurisdictions" / "port-ellery" / "forms" / "street-event-permit.yaml"
VA = sorted((ROOT.parent / "shared" / "data" / "forms" / "va").glob("*-schema.json"))
TODAY = "2026-11-28"
SENT = 10  # of each, complete and not


def measure(**_: object) -> Iterator[Figure]:
    """A page and a long form in this process; then the sending, end to end."""
    yield from of_forms()
    with (
        tempfile.TemporaryDirectory(prefix="onestop-bench-") as folder,
        running_suite(Path(folder)) as suite,
        Town(suite, lambda service: engine_client(service, suite.engine)) as town,
    ):
        yield from of_sending(town)


def of_forms() -> Iterator[Figure]:
    form = read_form(read_form_file(OURS))
    answers, page = filled(form), form.pages[0]

    def one_page() -> None:
        asked, mistakes = judge_answers(form, answers, TODAY)
        say_mistakes(on_page(mistakes, page, form), form, in_english)
        show_fields(page, form, asked, in_english)

    yield Figure(name="a page of our longest branching form, judged and said", value=cpu(one_page), unit="ms", goal=1)
    forms = [read_form(describe_form(path.stem, mended(json.loads(path.read_text())))) for path in VA]
    if forms:
        longest = max(forms, key=lambda each: len(each.fields))
        theirs = filled(longest)
        took = cpu(lambda: judge_answers(longest, theirs, TODAY))
        yield Figure(name=f"a form of {len(longest.fields)} fields, judged", value=took, unit="ms", goal=5)


def of_sending(town: Town) -> Iterator[Figure]:
    """From pressing the button to the page that answers, and to the first task in an inbox."""
    send(town, fill_in(town))  # the first one loads what checks answers
    missing = [timed(lambda draft=draft: send(town, draft))[0] for draft in drafts(town, guests=None)]
    yield Figure(name="from “send” to “this is missing”, half of them", value=median(missing) * 1000, unit="ms")
    complete, opened = [], []
    for draft in drafts(town):
        took, answer = timed(lambda draft=draft: send(town, draft))
        assert answer.status_code == 303, answer.text
        complete.append(took)
        opened.append(case_of(town, draft))
    yield Figure(name="from “send” to “complete”, half of them", value=median(complete) * 1000, unit="ms")
    begun = time.monotonic()
    waiting = [wait_for(lambda case=case: town.transitions(case), is_at_first_task) for case in opened]
    yield Figure(name=f"until the first task of {SENT} waits for its agency", value=time.monotonic() - begun, unit="s")
    most = max(each.total() for each in waiting)
    yield Figure(name="states entered by then, of each", value=most, unit="states", goal=STATES_TO_FIRST_TASK)


def is_at_first_task(entered: Any) -> bool:
    return bool(entered["Wait for the agency"] == 1)


def drafts(town: Town, **answers: Any) -> list[dict[str, str]]:
    return [fill_in(town, **answers) for _ in range(SENT)]


def filled(form: Form) -> dict[str, Any]:
    answers = fitting(form.schema, form.schema, Random(7), 0)
    assert isinstance(answers, dict)
    return answers


def in_english(said: Any) -> str:
    return said if isinstance(said, str) else str(next(iter(said.values())))


def cpu(work: Callable[[], Any]) -> float:
    """Milliseconds of CPU, of many tries the least: what else the machine does is not ours."""

    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    work()
    return min(once() for _ in range(50)) * 1000


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.monotonic()
    answer = work()
    return time.monotonic() - begun, answer
