"""A log of permits is read from both formats alike, fits the plan of the permit office, and is compared honestly."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import Case, CaseFile, Request, Task
from onestop.domain.cases.lifecycle import CloseReason, Status, TaskStatus
from onestop.domain.catalogue.plans import Stage, read_plan
from onestop_cli.problems import CannotContinue
from tests.permits.checks import check_log
from tests.permits.compare import EXACT, Outcome, explain_deadline, explain_end
from tests.permits.course import Course, Ending, Fit, agency_of, chart_course, code_of, planned_agencies
from tests.permits.late import explain_late, explain_late_by_promise
from tests.permits.log import Application, Done, is_permit_log, read_log
from tests.permits.page import compare_all

ROOT = Path(__file__).parents[3]
LOGS = ROOT.parent / "shared" / "data" / "process_logs"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
START = datetime(2011, 5, 2, 8, 0, tzinfo=UTC)
DUE = START + timedelta(days=56)

COLUMNS = "case,case_channel,case_startdate,case_enddate,case_deadline,activity,timestamp,resource,org_group"
ONE = "one,Internet,2011-05-02T10:00:00+02:00,,2011-06-27T10:00:00+02:00"
TWO = "two,Desk,2011-05-02T10:00:00+02:00,2011-05-05T10:00:00+02:00,2011-06-27T10:00:00+02:00"
CSV = f"""{COLUMNS}
{ONE},Receipt of it,2011-05-03T10:00:00+02:00,Ann,EMPTY
{ONE},T02 Look,2011-05-04T10:00:00+02:00,Bob,Group 4
{TWO},Receipt of it,2011-05-03T10:00:00+02:00,Ann,Group 1
"""
XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xmlns="http://www.xes-standard.org/">
  <trace>
    <string key="concept:name" value="one"/><string key="channel" value="Internet"/>
    <date key="startdate" value="2011-05-02T10:00:00+02:00"/><date key="deadline" value="2011-06-27T10:00:00+02:00"/>
    <event>
      <string key="concept:name" value="Receipt of it"/><date key="time:timestamp" value="2011-05-03T10:00:00+02:00"/>
      <string key="org:group" value="EMPTY"/><string key="org:resource" value="Ann"/>
    </event>
    <event>
      <string key="concept:name" value="T02 Look"/><date key="time:timestamp" value="2011-05-04T10:00:00+02:00"/>
      <string key="org:group" value="Group 4"/><string key="org:resource" value="Bob"/>
    </event>
  </trace>
  <trace>
    <string key="concept:name" value="two"/><string key="channel" value="Desk"/>
    <date key="startdate" value="2011-05-02T10:00:00+02:00"/><date key="deadline" value="2011-06-27T10:00:00+02:00"/>
    <date key="enddate" value="2011-05-05T10:00:00+02:00"/>
    <event>
      <string key="concept:name" value="Receipt of it"/><date key="time:timestamp" value="2011-05-03T10:00:00+02:00"/>
      <string key="org:group" value="Group 1"/><string key="org:resource" value="Ann"/>
    </event>
  </trace>
</log>
"""


@pytest.fixture(scope="module")
def plan() -> tuple[Stage, ...]:
    """The plan of the permit office."""
    service = ROOT / "infra" / "jurisdictions" / "permit-office" / "services" / "permit.yaml"
    return read_plan(yaml.safe_load(service.read_text(encoding="utf-8"))["plan"])


def application(*codes: str, end: datetime | None = None, **fields: Any) -> Application:
    """An application of which something was done every day."""
    names = ["Receipt of it" if code == "receipt" else f"{code} Something" for code in codes]
    events = tuple(Done(name, START + timedelta(days=day), "", "") for day, name in enumerate(names, start=1))
    whole = Application(id="x", channel="Desk", start=START, deadline=DUE, end=end, events=events)
    return replace(whole, **fields)


def steps_of(course: Course) -> list[str]:
    return [step.code for step in course.steps]


def test_both_formats_of_a_log_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(CSV)
    (tmp_path / "log.xes").write_text(XES)
    read = list(read_log(tmp_path / "log.csv"))
    assert read == list(read_log(tmp_path / "log.xes"))
    assert [(each.id, len(each.events), each.end is None) for each in read] == [("one", 2, True), ("two", 1, False)]
    assert [event.group for event in read[0].events] == ["", "Group 4"]


def test_a_log_is_told_from_other_exports_by_its_columns(tmp_path: Path) -> None:
    log, other = tmp_path / "log.csv", tmp_path / "other.csv"
    log.write_text(CSV)
    other.write_text("sr_number,sr_type\n1,Pothole\n")
    assert is_permit_log(log)
    assert not is_permit_log(other)


def test_what_is_no_log_is_refused_with_the_reason(tmp_path: Path) -> None:
    wrong = tmp_path / "log.xes"
    wrong.write_text("<log><trace></log>")
    with pytest.raises(CannotContinue, match="cannot be read"):
        list(read_log(wrong))
    wrong.write_text("<log><trace><string key='concept:name' value='one'/></trace></log>")
    with pytest.raises(CannotContinue, match="startdate"):
        list(read_log(wrong))


def test_activities_are_known_by_their_codes_and_groups_by_their_names() -> None:
    assert [code_of(name) for name in ("T02 Look", "T07-1 Write", "Receipt of it", "T2 odd")] == [
        "t02", "t07-1", "receipt", "receipt",
    ]  # fmt: skip
    assert agency_of("Group 13") == "group-13"


def test_the_two_strands_of_an_examination_run_in_any_order(plan: tuple[Stage, ...]) -> None:
    for order in (["T02", "T04", "T05", "T06", "T10"], ["T06", "T10", "T02", "T04", "T05"]):
        course = chart_course(application("receipt", *order, end=START + timedelta(days=30)), plan)
        assert steps_of(course) == ["receipt", *map(str.lower, order), "conclude"]
        assert {step.fit for step in course.steps} == {Fit.PLANNED}
        assert (course.ending, course.ended_at) == (Ending.DONE, START + timedelta(days=30))


def test_what_is_done_again_or_only_sometimes_is_opened_by_staff(plan: tuple[Stage, ...]) -> None:
    course = chart_course(application("receipt", "T02", "T03", "T02", "T04", "T05", "T06", "T10"), plan)
    fits = [step.fit for step in course.steps[:4]]
    assert fits == [Fit.PLANNED, Fit.PLANNED, Fit.EXTRA, Fit.AGAIN]
    assert course.conforms


def test_the_decision_opens_the_tasks_that_follow_from_it(plan: tuple[Stage, ...]) -> None:
    codes = ("receipt", "T02", "T04", "T05", "T06", "T10", "T11", "T12", "T14", "T15")
    course = chart_course(application(*codes), plan)
    assert course.ending is Ending.DONE
    assert [step.outcome for step in course.steps if step.outcome] == ["no-permit"]
    assert {step.stage for step in course.steps[6:10]} == {2}


def test_what_is_done_ahead_of_its_stage_is_carried_and_not_asked_for_again(plan: tuple[Stage, ...]) -> None:
    codes = ("receipt", "T06", "T10", "T11", "T12", "T02", "T04", "T05", "T13", "T12", "T14", "T15")
    course = chart_course(application(*codes), plan)
    assert not course.conforms
    assert [step.code for step in course.steps if step.fit is Fit.AHEAD] == ["ahead", "ahead"]
    assert {step.code: step.needless for step in course.steps if step.needless} == {"t13": ("t11",)}
    whole = chart_course(application("receipt", "T06", "T10", "T16", "T17", "T19", "T20", "T02", "T04", "T05"), plan)
    assert whole.steps[-1].needless == ("t16", "t17", "t19", "t20")


def test_a_case_ends_as_its_log_does(plan: tuple[Stage, ...]) -> None:
    end = START + timedelta(days=9)
    stopped = chart_course(application("receipt", "T02", end=end), plan)
    assert (stopped.ending, stopped.ended_at, stopped.left) == (Ending.STOPPED, end, ())
    going = chart_course(application("receipt", "T02"), plan)
    assert (going.ending, going.ended_at, going.left) == (Ending.OPEN, None, ("t04", "t05", "t06", "t10"))


def test_time_never_runs_backwards(plan: tuple[Stage, ...]) -> None:
    early = replace(application("receipt"), events=(Done("Receipt of it", START - timedelta(days=1), "", ""),))
    assert chart_course(early, plan).steps[0].at == START


def test_what_the_plan_has_no_place_for_is_said(plan: tuple[Stage, ...]) -> None:
    assert chart_course(application("receipt", "receipt", "T42"), plan).misfits == ("receipt", "t42")


def outcome(told: Application, plan: tuple[Stage, ...], *, late: bool = False) -> Outcome:
    """What the system has on record about an application that it played without a fault."""
    course = chart_course(told, plan)
    agencies = planned_agencies(plan)
    kinds = ["case.opened", *["task.completed"] * len(course.steps)]
    codes = ["", *steps_of(course)]
    events = tuple(
        Recorded(
            reference="R", sequence=number, type=kind, at=START, by="s", channel="web", priority="normal",
            data={"code": code},
        )
        for number, (kind, code) in enumerate(zip(kinds, codes, strict=True), start=1)
    )  # fmt: skip
    closed = course.ending is not Ending.OPEN
    case = Case(
        reference="R", version=len(events), status=Status.CLOSED if closed else Status.IN_PROGRESS, channel="web",
        language="en", priority="normal", opened_at=START, updated_at=START, catalogue="1", due_at=told.deadline,
        closed_at=course.ended_at, missed=("resolve",) if late else (), stages_opened=1,
        because={Ending.DONE: CloseReason.NO_SURVEY, Ending.STOPPED: CloseReason.WITHDRAWN}.get(course.ending),
    )  # fmt: skip
    tasks = tuple(
        Task(id=f"{number:02d}", reference="R", stage=1, code=code, agency=agencies[code], status=TaskStatus.OPEN,
             opened_at=START, due_at=DUE)
        for number, code in enumerate(course.left, start=1)
    )  # fmt: skip
    file = CaseFile(case=case, request=Request(), tasks=tasks, plan=plan)
    return Outcome(application=told, course=course, file=file, events=events, promised=DUE)


CODES = ("receipt", "T02", "T04", "T05", "T06", "T10")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (56, EXACT),
        (60, "later by some days"),
        (98, "later by the six weeks of an extension"),
        (182, "later: 26 weeks in all"),
        (40, "earlier than eight weeks"),
    ],
)
def test_a_deadline_that_differs_is_explained(days: int, said: str) -> None:
    told = application(deadline=START + timedelta(days=days))
    assert explain_deadline(told, DUE, AMSTERDAM) == said


def test_the_same_day_at_another_time_is_told_from_the_same_deadline() -> None:
    told = application(deadline=DUE - timedelta(hours=8))
    assert explain_deadline(told, DUE, AMSTERDAM) == "the same day at another time"
    told = application(deadline=DUE - timedelta(hours=10))
    assert explain_deadline(told, DUE, AMSTERDAM) == "the same day: the log says midnight"


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        (60, "later by some days, and the log's planned end was moved with it"),
        (56, "later by some days, but the log's planned end is still ours"),
        (50, "later by some days, and its planned end is another one"),
    ],
)
def test_the_planned_end_of_the_log_witnesses_that_a_deadline_was_moved(planned: int, said: str) -> None:
    told = application(deadline=START + timedelta(days=60), planned_end=START + timedelta(days=planned))
    assert explain_deadline(told, DUE, AMSTERDAM) == said


def test_a_case_that_only_one_side_counts_as_late_is_explained(plan: tuple[Stage, ...]) -> None:
    day = timedelta(days=1)
    on_time = application(*CODES, end=DUE - day)
    assert explain_late(outcome(on_time, plan)) == ""
    assert explain_late(outcome(on_time, plan, late=True)) == "unexplained"
    went_on = replace(on_time, deadline=START + 3 * day, end=START + 2 * day)
    assert explain_late(outcome(went_on, plan, late=True)).startswith("late here only: the log does a task")
    barely = replace(on_time, end=DUE + timedelta(milliseconds=20))
    assert explain_late(outcome(barely, plan)).startswith("late in the log only: by hundredths")


@pytest.mark.parametrize(
    ("end", "moved", "said"),
    [
        (-1, 0, ""),
        (1, 0, ""),
        (1, 9, "late by ours only: the log's deadline is later"),
        (-1, -9, "late by the log's only: it is earlier than ours"),
        (-1, -1, ""),  # done on the log's last day
    ],
)
def test_a_case_that_is_late_by_only_one_of_both_deadlines_is_explained(
    plan: tuple[Stage, ...], end: int, moved: int, said: str
) -> None:
    told = application(*CODES, end=DUE + timedelta(days=end), deadline=DUE + timedelta(days=moved))
    assert explain_late_by_promise(outcome(told, plan)) == said


def test_a_case_that_the_log_ends_at_its_deadline_may_be_late_there_by_hundredths(plan: tuple[Stage, ...]) -> None:
    told = application(*CODES, end=DUE, deadline=DUE - timedelta(milliseconds=20))
    assert explain_late_by_promise(outcome(told, plan)).startswith("late in the log only: by hundredths")


def test_a_case_that_goes_on_after_its_end_in_the_log_may_be_late_by_our_deadline_only(plan: tuple[Stage, ...]) -> None:
    told = application(*CODES, end=DUE - timedelta(days=1))
    late = replace(told, events=(*told.events[:-1], replace(told.events[-1], at=DUE + timedelta(days=1))))
    assert explain_late_by_promise(outcome(late, plan)).startswith("late here only: the log does a task")


def test_the_end_of_a_case_is_compared_with_the_date_in_the_log(plan: tuple[Stage, ...]) -> None:
    end = START + timedelta(days=20)
    assert explain_end(outcome(application(*CODES, end=end), plan)) == EXACT
    assert "goes on after its own date" in explain_end(outcome(application(*CODES, end=START), plan))
    assert "no date" in explain_end(outcome(application(*CODES), plan))
    assert explain_end(outcome(application("receipt"), plan)) == ""


def checks_of(*outcomes: Outcome) -> list[str]:
    acts = {"completion": sum(len(each.course.steps) for each in outcomes)}
    closed = sum(each.course.ending is not Ending.OPEN for each in outcomes)
    runs = Counter(SUCCEEDED=closed, RUNNING=len(outcomes) - closed)
    return [check.sentence for check in check_log(len(outcomes), outcomes, acts, runs, {}) if not check.agrees]


def test_records_that_are_as_the_log_agree(plan: tuple[Stage, ...]) -> None:
    end = START + timedelta(days=20)
    whole = [outcome(application(*CODES, end=end), plan), outcome(application("receipt", "T02"), plan)]
    whole.append(outcome(application("receipt", end=end), plan))
    assert checks_of(*whole) == []
    lines = {line.name: line.count for line in compare_all(whole, AMSTERDAM)}
    assert (lines["Cases"], lines["Events of the log"], lines["End states as in the log"]) == (3, 9, 3)


def test_what_another_group_did_than_planned_must_have_been_handed_to_it(plan: tuple[Stage, ...]) -> None:
    told = application("receipt", "T02")
    elsewhere = replace(told.events[1], group="Group 7")
    handed = outcome(replace(told, events=(told.events[0], elsewhere)), plan)
    assert "Transfers: done by another than planned 1, but acknowledged 0." in checks_of(handed)


def test_the_comparison_finds_what_differs_from_the_log(plan: tuple[Stage, ...]) -> None:
    good = outcome(application(*CODES, end=START + timedelta(days=20)), plan)
    case = good.file.case
    still_open = replace(good, file=replace(good.file, case=replace(case, status=Status.IN_PROGRESS)))
    assert "End states: as in the log 0, but cases 1. Look at x." in checks_of(still_open)
    other_deadline = replace(case, due_at=DUE + timedelta(days=1))
    moved = replace(good, file=replace(good.file, case=other_deadline))
    assert "Deadlines: those of the log in the end 0, but cases 1. Look at x." in checks_of(moved)
    lost = replace(good, events=good.events[:-2])
    assert any(said.startswith("Once: histories with a gap") for said in checks_of(lost))
    assert any(said.startswith("Tasks: events in the log 6") for said in checks_of(lost))


def test_every_application_of_the_real_log_has_a_course(plan: tuple[Stage, ...]) -> None:
    log = LOGS / "coselog_permit_receipt.csv"
    if not log.exists():
        pytest.skip("the log of permits is not on this machine")
    applications = list(read_log(log))
    assert applications == list(read_log(log.with_suffix(".xes")))
    courses = [chart_course(each, plan) for each in applications]
    assert [course.misfits for course in courses if course.misfits] == []
    assert Counter(course.ending for course in courses) == {Ending.DONE: 647, Ending.STOPPED: 70, Ending.OPEN: 9}
    assert sum(course.conforms for course in courses) == 722
