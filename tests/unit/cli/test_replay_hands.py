"""A replay hands tasks on and merges cases as the rows of an export say, in an order in which that is possible."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st
from tenacity import wait_none

from onestop_cli.engine.staff import StaffAccount
from onestop_cli.replay.api_client import ApiCaller
from onestop_cli.replay.clerks import Clerk
from onestop_cli.replay.families import Families, find_families
from onestop_cli.replay.hands import choose_agency, prepare
from onestop_cli.replay.maps import choose_map
from onestop_cli.replay.rows import RowNeed, read_columns, read_needs
from onestop_cli.replay.run import Run
from onestop_cli.replay.staff import is_to_do

DEPARTMENTS = ("parks", "streets", "water")
NAMES = {"Roads": "streets"}
EXPORT = """sr_number,sr_type,created_department,owner_department,parent_sr_number
a,Pothole,311,Roads,
b,Pothole,Roads,Roads,a
c,Pothole,,Roads,elsewhere
d,Pothole,311,Parks,d
"""


def need(row: int, parent: str | None = None, handed_to: str | None = None) -> RowNeed:
    return RowNeed(row=row, id=f"r{row}", description="A hole", channel="web", parent=parent, handed_to=handed_to)


def test_a_row_is_handed_on_if_two_different_departments_are_known(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text(EXPORT)
    needs = list(read_needs(file, choose_map(file, read_columns(file), None)))
    assert [each.handed_to for each in needs] == ["Roads", None, None, "Parks"]
    assert find_families(needs).parents == {2: 1}


def test_rows_that_repeat_one_another_in_a_circle_have_no_parent() -> None:
    circle = [need(1, "r2"), need(2, "r1"), need(3, "r3"), need(4, "r5"), need(5)]
    families = find_families(circle)
    assert families.parents == {4: 5}
    assert families.children(5) == {4}
    assert [row for row in range(1, 6) if families.is_in(row)] == [4, 5]


@given(st.lists(st.integers(1, 8), max_size=8))
def test_the_way_up_from_every_row_ends(parents: list[int]) -> None:
    families = find_families(need(row, f"r{parent}") for row, parent in enumerate(parents, start=1))
    for start in families.parents:
        row = start
        for _ in range(len(parents) + 1):
            row = families.parents.get(row, 0)
        assert row == 0


def test_a_department_is_the_agency_that_the_map_names() -> None:
    assert choose_agency("Roads", "parks", DEPARTMENTS, NAMES) == ("streets", False)


def test_where_the_right_agency_has_the_task_already_the_next_one_gets_it() -> None:
    assert choose_agency("Roads", "streets", DEPARTMENTS, NAMES) == ("water", True)
    assert choose_agency("Roads", "water", DEPARTMENTS, {"Roads": "water"}) == ("parks", True)


@given(st.text(min_size=1), st.sampled_from(DEPARTMENTS))
def test_any_department_is_always_the_same_other_agency(department: str, has: str) -> None:
    first = choose_agency(department, has, DEPARTMENTS, NAMES)
    assert first == choose_agency(department, has, DEPARTMENTS, NAMES)
    assert first.agency in DEPARTMENTS
    assert first.agency != has


class Office:
    """An API on this machine that answers acts of staff, and remembers them; ``refuse`` says whom it refuses."""

    def __init__(self, refuse: dict[str, int] | None = None) -> None:
        self.refuse = refuse or {}
        self.acts: list[tuple[str, str, Any]] = []

    async def answer(self, request: web.Request) -> web.Response:
        who, act = request.headers["Authorization"], request.path.removeprefix("/api/staff/cases/")
        self.acts.append((who, act, await request.json()))
        status = self.refuse.get(who, 200)
        return web.json_response({"detail": "no"}, status=status)


def account(role: str) -> StaffAccount:
    return StaffAccount(f"{role}@x.example", "p", "streets", role)


def prepare_all(
    run: Run, office: Office, *tasks: dict[str, Any], role: str = "clerk", at_once: bool = False
) -> list[bool]:
    """Prepare tasks, one after the other or all at once; says of each whether it may be ended."""

    async def during() -> list[bool]:
        app = web.Application()
        app.router.add_post("/api/staff/cases/{path:.*}", office.answer)
        async with TestServer(app) as server, ClientSession() as session:
            caller = ApiCaller(str(server.make_url("/api")), session, asyncio.Semaphore(3), Counter(), wait_none())
            chief = Clerk(account("administrator"), "chief")
            clerk = Clerk(account(role), "clerk", (), DEPARTMENTS, chief)
            if at_once:
                return await asyncio.gather(*(prepare(run, caller, clerk, task) for task in tasks))
            return [await prepare(run, caller, clerk, task) for task in tasks]

    return asyncio.run(during())


def task_of(reference: str, **fields: Any) -> dict[str, Any]:
    usual = {"task": "01", "agency": "streets", "done_by": "agency", "status": "open", "triage": False}
    return {"reference": reference, **usual, **fields}


def run_with(*needs: RowNeed) -> Run:
    families = find_families(needs)
    run = Run(id="0123abcd", source="x.csv", began_at=datetime(2026, 11, 23, tzinfo=UTC), families=families)
    for each in needs:
        run.accept(each, f"REF-{each.row}")
    return run


def test_a_task_is_handed_on_once_and_then_ended() -> None:
    run, office = run_with(need(1, handed_to="Roads")), Office()
    run.agencies = NAMES
    handed = task_of("REF-1", agency="water")
    assert prepare_all(run, office, task_of("REF-1"), handed) == [False, True]
    assert [act for _, act, _ in office.acts] == ["REF-1/tasks/01/transfer"]
    assert run.handed == {("REF-1", "01"): "water"}
    assert run.evaded == {("REF-1", "01")}


def test_a_task_that_another_case_does_is_worked_on_and_handed_on_there() -> None:
    run, office = run_with(need(1, handed_to="Roads")), Office()
    run.agencies = NAMES
    assert not is_to_do(run, task_of("OTHER", child=None))
    assert not is_to_do(run, task_of("REF-1", done_by="service", child="PART-1"))
    assert not is_to_do(run, task_of("PART-1", done_by="service", child="PART-2"))
    assert is_to_do(run, task_of("PART-2", child=None))
    handed = task_of("PART-2", agency="water")
    assert prepare_all(run, office, task_of("PART-2"), handed) == [False, True]
    assert [act for _, act, _ in office.acts] == ["PART-2/tasks/01/transfer"]


def test_of_two_tasks_side_by_side_only_one_is_handed_on() -> None:
    run, office = run_with(need(1, handed_to="Roads")), Office()
    two = task_of("REF-1"), task_of("REF-1", task="02")
    assert prepare_all(run, office, *two, at_once=True) == [False, False]
    assert len(office.acts) == len(run.handed) == 1


def test_where_a_contractor_may_not_hand_a_task_on_the_administrator_does() -> None:
    run, office = run_with(need(1, handed_to="Roads")), Office()
    prepare_all(run, office, task_of("REF-1"), role="contractor")
    assert [who for who, _, _ in office.acts] == ["chief"]


@pytest.mark.parametrize("fields", [{"status": "waiting"}, {"done_by": "resident"}])
def test_what_no_agency_has_in_hand_is_not_handed_on_yet(fields: dict[str, str]) -> None:
    run, office = run_with(need(1, handed_to="Roads")), Office()
    assert prepare_all(run, office, task_of("REF-1", **fields)) == [False]
    assert office.acts == []


def test_the_triage_desk_hands_nothing_on() -> None:
    run, office = run_with(need(1, handed_to="Roads")), Office()
    assert prepare_all(run, office, task_of("REF-1", triage=True)) == [True]
    assert office.acts == []


def test_a_parent_is_not_ended_before_its_child_was_merged_into_it() -> None:
    run, office = run_with(need(1), need(2, "r1")), Office()
    parent, child = task_of("REF-1"), task_of("REF-2")
    assert prepare_all(run, office, parent, child, parent) == [False, False, True]
    assert [(act, body["into"]) for _, act, body in office.acts] == [("REF-2/merging", "REF-1")]
    assert run.merged == {"REF-2": "REF-1"}


def test_a_child_goes_where_its_parent_went() -> None:
    run, office = run_with(need(1), need(2, "r1"), need(3, "r2")), Office()
    run.settled.add(2)
    run.merged["REF-2"] = "REF-1"
    prepare_all(run, office, task_of("REF-3"))
    assert run.merged["REF-3"] == "REF-1"


def test_what_a_clerk_may_not_see_the_administrator_merges() -> None:
    run, office = run_with(need(1), need(2, "r1")), Office({"clerk": 404})
    prepare_all(run, office, task_of("REF-2"))
    assert [who for who, _, _ in office.acts] == ["clerk", "chief"]
    assert run.merged == {"REF-2": "REF-1"}


def test_a_child_that_cannot_be_merged_is_worked_on_and_keeps_nobody_waiting() -> None:
    run, office = run_with(need(1), need(2, "r1")), Office({"clerk": 409})
    assert prepare_all(run, office, task_of("REF-2"), task_of("REF-2"), task_of("REF-1")) == [False, True, True]
    assert run.unmergeable == {"409 no": 1}


def test_a_child_waits_for_a_parent_that_is_still_on_its_way() -> None:
    run, office = run_with(need(1), need(2, "r1")), Office()
    del run.opened[1]
    assert prepare_all(run, office, task_of("REF-2"), task_of("REF-2")) == [False, False]
    assert office.acts == []


def test_nobody_waits_for_a_row_that_never_became_a_case() -> None:
    run = run_with()
    run.families = Families({2: 1, 3: 1, 5: 4})
    run.give_up(1, "the child is no case")
    run.give_up(5, "the child is no case")
    run.give_up(2, "the child is no case")
    assert run.settled == {2, 3, 5}
    assert run.unmergeable == {"the parent is no case": 2, "the child is no case": 1}
