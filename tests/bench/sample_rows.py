"""What the tables would hold: the sample catalogue, and a case from opening to the invitation to its survey."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import msgspec

from onestop.contracts.recorded import number_events
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.case_end import invite_to_survey
from onestop.domain.cases.change import Change, changed
from onestop.domain.cases.events import CaseOpened, Reason
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.progress import RoutingDecision, advance, give_service
from onestop.domain.cases.tasks.task_end import end_task
from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop.domain.catalogue.plans import read_plan
from onestop.storage.cases.case_keys import case_key
from onestop.storage.cases.case_rows import case_row, event_row, plan_row, request_row, task_row
from onestop.storage.cases.open_and_change import after
from onestop.storage.catalogue.releases import LISTED, SINGLE
from onestop.storage.tables import CatalogueRow, Row
from onestop_cli.project import find_project
from onestop_cli.release.jurisdiction import read_jurisdiction
from tests.bench.dynamodb_stub import Rows
from tests.builders import NOW, REFERENCE, a_case, a_file, a_request


def sample_rows() -> Rows:
    """The rows that the requests of the bench ask for, by partition key."""
    release = read_jurisdiction(find_project().sample_jurisdiction)
    version = version_of(release)
    return {
        "CURRENT": plain(CatalogueRow("CURRENT", "CURRENT", body=version)),
        f"RELEASE#{version}": plain(*release_rows(version, release)),
        case_key(REFERENCE): plain(*case_rows()),
    }


def release_rows(version: str, release: dict[str, Any]) -> list[Row]:
    key = f"RELEASE#{version}"
    rows: list[Row] = [
        CatalogueRow(key, section, body=json.dumps(release[section])) for section in SINGLE if section in release
    ]
    for section in LISTED:
        for number, item in enumerate(release[section]):
            rows.append(CatalogueRow(key, f"{section}#{number:04d}", body=json.dumps(item)))
    return rows


def case_rows() -> list[Row]:
    """A case that one agency has worked on and whose resident is asked how it went: six events."""
    file = a_file(
        case=a_case(version=0, service="pothole"),
        request=a_request(service="pothole", description="A deep hole in front of the school, on the bus lane."),
    )
    rows: list[Row] = []

    def happen(change: Change) -> CaseFile:
        rows.extend(event_row(event) for event in number_events(change, msgspec.to_builtins))
        return after(file, change)

    act = Act(Catalogue("0123456789ab", read_jurisdiction(find_project().sample_jurisdiction)), NOW)
    service = act.catalogue.services["pothole"]
    decision = RoutingDecision(
        service="pothole",
        priority="normal",
        plan=read_plan(service["plan"]),
        district="harbour",
        survey="standard",
        reasons=(Reason("chosen", ("pothole",)),),
    )
    file = happen(changed(file, CaseOpened(service="pothole"), at=NOW, by="resident"))
    file = happen(give_service(file, decision, act))
    file = happen(end_task(file, replace(act, by="staff:1"), "01", TaskStatus.DONE))
    file = happen(advance(file, act))
    file = happen(invite_to_survey(file, act))
    beside = [
        request_row(REFERENCE, file.request, file.case.opened_at),
        plan_row(REFERENCE, file.plan),
        *map(task_row, file.tasks),
    ]
    return [case_row(file.case), *beside, *rows]


def plain(*rows: Row) -> list[dict[str, Any]]:
    """The rows as they travel."""
    return [row.serialize() for row in rows]
