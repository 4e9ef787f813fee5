"""An upgrade while cases are under way: kept, and begun, by the version before; finished by this one.

`tests/kept` holds rows that version 1 wrote and the state machines that it ran. A running execution keeps the
definition that it was started with, on AWS and in the engine alike.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onestop.domain.people.link_keys import read_link_keys
from onestop.runtime import links
from onestop.runtime.keys import forget_keys, hold_keys
from onestop_cli.engine.gaps import adapt_definition
from onestop_cli.ready import RunningSuite
from tests.e2e.town import Town, wait_for

KEPT = Path(__file__).parents[1] / "kept"
VERSION_1 = json.loads((KEPT / "version_1.json").read_text(encoding="utf-8"))
TABLES = {"CasesTable": "CasesTable", "PeopleTable": "PeopleTable"}
MACHINES = {"CaseStateMachine": "version_1.case.asl.json", "TaskStateMachine": "version_1.task.asl.json"}


def filled(definition: str, suite: RunningSuite, clients: Callable[[str], Any]) -> str:
    """A definition of version 1 with the names of this installation filled in, as deploying it would have done."""
    functions = clients("lambda").list_functions()["Functions"]
    values = {
        "TaskStateMachineArn": suite.outputs["TaskStateMachine"],
        "CasesTable": suite.outputs["CasesTable"],
        "SurveyWindowSeconds": "3600",
    } | {
        f"{name}FunctionArn": next(f["FunctionArn"] for f in functions if f"-{name}Function" in f["FunctionName"])
        for name in ("Routing", "Casework")
    }
    text = adapt_definition(definition)
    for name, value in values.items():
        text = text.replace(f"${{{name}}}", value)
    assert "${" not in text
    return text


@pytest.fixture
def version_1(suite: RunningSuite, suite_clients: Callable[[str], Any]) -> Iterator[Callable[[], None]]:
    """Runs the state machines of version 1; what is given upgrades them to those of this version."""
    steps = suite_clients("stepfunctions")
    now = {name: steps.describe_state_machine(stateMachineArn=suite.outputs[name])["definition"] for name in MACHINES}

    def run(definitions: dict[str, str]) -> None:
        for name, definition in definitions.items():
            steps.update_state_machine(stateMachineArn=suite.outputs[name], definition=definition)

    run({name: filled((KEPT / file).read_text("utf-8"), suite, suite_clients) for name, file in MACHINES.items()})
    yield lambda: run(now)
    run(now)


@pytest.fixture
def keys(suite: RunningSuite, suite_clients: Callable[[str], Any]) -> Iterator[None]:
    """The keys of this installation, to work out secrets as version 1 did: it had the one key of its state folder."""
    kept = suite_clients("secretsmanager").get_secret_value(SecretId=suite.outputs["LinkKeys"])["SecretString"]
    found = read_link_keys(kept)
    assert found.by_number == {1: bytes.fromhex((Path(suite.state) / "link-key").read_text("ascii"))}
    hold_keys(b"", found)
    yield
    forget_keys()


def put_rows(suite: RunningSuite, clients: Callable[[str], Any]) -> None:
    """Brings the rows of version 1 into the tables; the stream carries their events on, as it did then."""
    database = clients("dynamodb")
    for row in sorted(VERSION_1["rows"], key=lambda row: (row["item"]["pk"]["S"], row["item"]["sk"]["S"])):
        database.put_item(TableName=suite.outputs[TABLES[row["table"]]], Item=row["item"])


@pytest.mark.usefixtures("keys")
def test_cases_of_version_1_are_finished_by_this_version(
    town: Town, suite_clients: Callable[[str], Any], version_1: Callable[[], None]
) -> None:
    put_rows(town.suite, suite_clients)
    cases = {
        name: {"reference": reference, "secret": links.secret_of(links.TRACK, reference)}
        for name, reference in VERSION_1["cases"].items()
    }
    for opened in cases.values():
        wait_for(lambda opened=opened: town.executions(opened), bool)  # type: ignore[misc]
    town.wait_until(cases["open"], "in_progress")
    version_1()

    def finish_all() -> set[str]:
        for opened in cases.values():
            for task in town.view("administrator", opened["reference"])["tasks"]:
                if task["status"] == "open":
                    town.act("administrator", opened, f"tasks/{task['task']}/completion", outcome="done")
        return {str(town.status(opened)["status"]) for opened in cases.values()}

    wait_for(finish_all, lambda statuses: statuses <= {"resolved", "closed"})
    for opened in cases.values():
        secret = links.secret_of(links.SURVEY, opened["reference"])
        body = {"secret": secret, "answers": {"satisfaction": 4}}
        answer = town.http.post(f"{town.suite.api}/surveys/{opened['reference']}", json=body)
        assert answer.status_code == 200, answer.text
        town.wait_until(opened, "closed")
        wait_for(lambda opened=opened: set(town.executions(opened)), lambda found: found == {"SUCCEEDED"})  # type: ignore[misc]
