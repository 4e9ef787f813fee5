"""An inbox of ten thousand tasks asks for as much as one of three: pages by cursor, numbers up to a limit, said."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from casework.views.task_counts import COUNTED
from onestop.storage.cases.case_rows import task_row
from onestop.storage.cases.task_lists import SEARCHED
from onestop.storage.catalogue import releases
from onestop.storage.tables import CaseRow
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_reference, a_task
from tests.functional.desk.desking import Browser, hidden_in, signed_in
from tests.functional.desk.test_inbox_lists import address_in, follow, shown

MANY = 10_000
MINUTE = timedelta(minutes=1)


@pytest.fixture
def browser(aws: Aws) -> Browser:
    """A clerk of an agency with so many tasks, due one after the other; the last of all names a danger. They are saved
    before calls are counted: by the short way."""
    with CaseRow.batch_write() as batch:
        for number in range(1, MANY + 1):
            task = a_task(reference=a_reference(number), due_at=NOW + number * MINUTE)
            hazard = "gas" if number == MANY else None
            batch.save(task_row(replace(task, sees=("usual",), summary="A deep hole.", hazard=hazard)))
    known = signed_in()
    known.get("/desk")
    return known


def count_anew(calls: Calls) -> None:
    """Starts a new count, and the minute anew for which a process keeps its catalogue: on a machine that has much else
    to do, that minute may end in the middle of this test."""
    releases.current(lambda: time.monotonic() + releases.FRESH_SECONDS)
    calls.forget()


def test_ten_thousand_tasks_cost_what_three_do(browser: Browser, calls: Calls) -> None:
    count_anew(calls)
    page = browser.get("/desk")
    assert calls.names == ["GetItem", "Query", "PutItem"]
    assert shown(page)[:2] == [a_reference(MANY), a_reference(1)]  # danger first, whatever its due date
    assert (len(shown(page)), len(page["body"]) < 200_000) == (50, True)
    seen = set(shown(page))
    for _ in range(2):
        count_anew(calls)
        page = follow(browser, address_in(page["body"], "The next page"))
        assert calls.names == ["GetItem", "Query", "PutItem"]
        assert not seen & set(shown(page))
        seen |= set(shown(page))
    assert len(seen) == 150

    count_anew(calls)
    counts = json.loads(browser.get("/desk/counts")["body"])["counts"]
    assert len(calls.names) <= 4
    assert (counts["all"], counts["unassigned"]) == (f"{COUNTED}+", f"{COUNTED}+")
    assert counts["mine"] == "0"

    count_anew(calls)
    found = browser.get("/desk", text="nowhere at all")  # it looks at so many and says that there is more
    assert calls.names == ["GetItem", "Query"]
    assert (shown(found), "The next page" in found["body"]) == ([], True)

    mark = hidden_in(browser.get("/desk")["body"])["form"]
    count_anew(calls)
    fields = [("form", mark), ("list", "view=all&agency=streets"), ("act", "take"), ("every", "yes")]
    bulk = browser.post("/desk/bulk", fields)["body"]
    assert calls.names == ["GetItem", "Query"]
    assert (len(hidden_in(bulk)["items"].split()), "These are the first" in bulk) == (SEARCHED, True)

    count_anew(calls)
    chief = signed_in(role="supervisor", sub="chief-1")
    count_anew(calls)
    overview = chief.get("/desk/supervisor")["body"]
    assert calls.names == ["GetItem", "Query", "Query"]
    assert ("500 open tasks were read." in overview, "There are more tasks than these" in overview) == (True, True)
