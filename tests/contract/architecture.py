"""docs/architecture.md: a need on its way, hop by hop, read from the templates and the state machines."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

from tests.contract.template import FUNCTIONS, MACHINES, NESTED, RESOURCES, ROOT, definition, scopes

PAGE = ROOT / "docs" / "architecture.md"
README = ROOT / "README.md"
BEGIN, END = "<!-- the way of a need: made by `make docs` -->", "<!-- the end of the way -->"
TABLES = ("Cases", "People", "Messages", "Catalogue", "Applications")
WRITES = re.compile(r"dynamodb:(Put|Update|Delete|BatchWrite)")
READS = re.compile(r"dynamodb:(Query|Get|BatchGet|Scan)")
INTRODUCTION = """# Architecture

How a need travels: which function, which file, which table, which queue. `README.md` says what each function is for;
`docs/decisions` says why.

The drawing and the tables are made from `template.yaml`, `infra/*.yaml` and `statemachines/*.json` by `make docs`, and
a test compares them; the text between them is written by hand, and a test checks that the functions and files that it
names exist. Solid arrows start, write or send; dotted ones are steps of the workflow; thick ones are errands: a
function asks another and waits. Functions that the text names have a thick frame.
"""
WAY = """
## A need on its way

1. A door (`IntakeFunction`, `Open311Function`, `MailroomFunction`, `VoiceFunction`) translates its input into one
   contact, and `functions/intake/intake/receiving.py` turns that into a case, a message on its case, or something for
   a person to look at.
2. One transaction writes the case with its first event to the Cases table
   (`layers/common/python/onestop/storage/cases/case_rows.py`).
3. The table's stream wakes `DispatchFunction` (`functions/dispatch/dispatch/stream_records.py`), which starts the
   workflow and publishes the event on the topic `CaseEvents`.
4. The workflow asks `RoutingFunction` which service it is (`functions/routing/routing/deciding.py`), then opens the
   tasks of a stage (`layers/common/python/onestop/domain/cases/tasks/stages.py`) and waits; nothing runs meanwhile.
5. Staff act, at the desk (`DeskFunction`) or over the API (`CaseworkFunction`), by one table of acts
   (`functions/casework/casework/acts/tables.py`); each act is a transaction with its event, and step 3 wakes the
   workflow.
6. `NotificationsFunction` sends each letter that is due, once
   (`functions/notifications/notifications/owed/which_letters.py`); `SurveysFunction` asks how it went.
"""

ROOMS = """
## Rooms of the layer

`domain` has a folder for each thing that people in an office have a word for and that has rules of its own (a case, a
letter, a form, a place), because in one folder of forty modules a rule is hard to find; `storage` keeps the
same things under the same names, so whoever has found the rule has found the row. Modules directly in `domain` (errors,
languages, translation) are needed in every folder.
"""
LAYER = ROOT / "layers" / "common" / "python" / "onestop"


def rooms() -> str:
    """The folders of the layer as a table: what each is for, as its first line says."""
    lines = ["| folder | what is in it |", "|---|---|"]
    for part in ("domain", "storage", "runtime", "contracts"):
        for beginning in sorted((LAYER / part).rglob("__init__.py")):
            first = (ast.get_docstring(ast.parse(beginning.read_text(encoding="utf-8"))) or "").splitlines()[0]
            lines.append(f"| `{beginning.parent.relative_to(LAYER)}` | {first} |")
    return "\n".join(lines)


def statements(function: str) -> Iterator[tuple[str, str]]:
    """Yields what a function may do: (actions, resources) of each statement of its policies."""
    for policy in FUNCTIONS[function].get("Policies", []):
        for statement in policy.get("Statement", []) if isinstance(policy, dict) else []:
            if statement["Effect"] == "Allow":
                yield " ".join(statement["Action"]), json.dumps(statement["Resource"])


def tables_of(function: str, kind: re.Pattern[str]) -> list[str]:
    """The tables on which a function may do something of a kind."""
    allowed = [resources for actions, resources in statements(function) if kind.search(actions)]
    return [table for table in TABLES if any(f"{table}TableArn" in resources for resources in allowed)]


def woken_by(function: str) -> list[str]:
    """Returns what starts a function, by the template."""
    events = FUNCTIONS[function].get("Events", {}).values()
    routes = sum(event["Type"] == "Api" for event in events)
    found = [f"HTTPS ({routes} routes)"] if routes else []
    for event in events:
        properties = event["Properties"]
        if event["Type"] == "SQS":
            found.append(f"queue {queue_name(properties['Queue'])}")
        elif event["Type"] == "DynamoDB":
            found.append("stream of Cases")
        elif event["Type"] == "Schedule":
            found.append(str(properties["Schedule"]))
    steps = steps_of(function)
    return found + ([f"workflow: {', '.join(steps)}"] if steps else []) or ["Amazon Connect"]


def queue_name(queue: dict[str, Any]) -> str:
    name: str = queue["Fn::GetAtt"][1]
    return name.removeprefix("Outputs.").removesuffix("QueueArn")


def steps_of(function: str) -> list[str]:
    """The steps of the state machines that call a function."""
    wanted = f"${{{function}Arn}}"
    return [
        name
        for machine in MACHINES
        for scope in scopes(definition(machine))
        for name, state in scope["States"].items()
        if wanted in json.dumps(state) and "ItemProcessor" not in state
    ]


def asked_by(function: str) -> list[str]:
    """The functions that a function asks for errands."""
    allowed = [resources for actions, resources in statements(function) if "lambda:InvokeFunction" in actions]
    return re.findall(r'"(\w+Function)"', " ".join(allowed))


def sent_by(function: str) -> list[str]:
    """The queues into which a function puts messages, past the topic."""
    allowed = [resources for actions, resources in statements(function) if "sqs:SendMessage" in actions]
    return re.findall(r"Outputs\.(\w+)QueueArn", " ".join(allowed))


def filled_from() -> dict[tuple[str, str], list[str]]:
    """The buckets whose new files are put into a queue: (bucket, queue) -> where in the bucket."""
    found: dict[tuple[str, str], list[str]] = {}
    for stack, template in NESTED.items():
        given = RESOURCES.get(stack.capitalize(), {}).get("Properties", {}).get("Parameters", {})
        for bucket, resource in template["Resources"].items():
            told = resource.get("Properties", {}).get("NotificationConfiguration", {}).get("QueueConfigurations", [])
            for each in told:
                queue = each["Queue"].get("Fn::GetAtt") or [queue_name(given[each["Queue"]["Ref"]])]
                [rule] = each["Filter"]["S3Key"]["Rules"]
                found.setdefault((bucket.removesuffix("Bucket"), queue[0]), []).append(rule["Value"])
    return found


def file_of(function: str) -> str:
    """The file that AWS calls."""
    module = FUNCTIONS[function]["Handler"].rpartition(".")[0]
    return f"{FUNCTIONS[function]['CodeUri']}{module.replace('.', '/')}.py"


def heard() -> dict[str, list[str]]:
    """The queues that the topic feeds: queue -> events."""
    return {
        entry["Properties"]["Endpoint"]["Fn::GetAtt"][0]: entry["Properties"]["FilterPolicy"]["type"]
        for entry in NESTED["messaging"]["Resources"].values()
        if entry["Type"] == "AWS::SNS::Subscription"
    }


def drawing() -> str:
    """The hops as a Mermaid flowchart."""
    lines = ["```mermaid", "flowchart LR", "  resident([residents, staff, partners])"]
    lines += [f"  {table}[({table})]" for table in TABLES]
    lines += ["  CaseEvents{{topic CaseEvents}}", "  workflow[[workflow of a case]]"]
    for function in FUNCTIONS:
        lines.append(f'  {function}["{function.removesuffix("Function")}<br/>{file_of(function)}"]')
        for cause in woken_by(function):
            if cause.startswith(("HTTPS", "Amazon Connect")):
                lines.append(f'  resident -->|"{cause}"| {function}')
            elif cause.startswith("queue"):
                name = cause.removeprefix("queue ")
                lines.append(f"  queue{name}>queue {name}] --> {function}")
            elif cause.startswith("stream"):
                lines.append(f"  Cases -->|stream| {function}")
            elif cause.startswith("workflow"):
                lines.append(f'  workflow -.->|"{cause.removeprefix("workflow: ")}"| {function}')
        lines += [f"  {function} --> {table}" for table in tables_of(function, WRITES)]
        if any("LakeBucketArn" in where for _, where in statements(function)):
            lines += [f"  Cases -->|by night| {function}", f"  {function} --> Lake[(Lake)]"]
        if any("sns:Publish" in actions and "CaseEventsTopic" in where for actions, where in statements(function)):
            lines.append(f"  {function} --> CaseEvents")
        if any("states:StartExecution" in actions for actions, _ in statements(function)):
            lines.append(f"  {function} --> workflow")
        lines += [f"  {function} ==> {other}" for other in asked_by(function)]
        lines += [f"  {function} --> queue{queue}" for queue in sent_by(function)]
    lines += [f"  CaseEvents --> queue{queue}" for queue in heard()]
    for (bucket, queue), places in filled_from().items():
        lines.append(f'  files{bucket}[/"files {bucket}"/] -->|"{", ".join(places)}"| queue{queue}')
    on_the_way = [function for function in FUNCTIONS if f"`{function}`" in WAY]
    lines += ["  classDef way stroke-width:4px", f"  class {','.join(on_the_way)} way"]
    return "\n".join([*lines, "```"])


def way() -> str:
    """Returns only the way, as README shows it: the part of the drawing with the functions that the text names."""
    names = [function for function in FUNCTIONS if f"`{function}`" in WAY]
    stops = {"resident", "Cases", "CaseEvents", "workflow", *(f"queue{queue}" for queue in heard()), *names}
    arrow = re.compile(r"  (\w+)(?:>.+\])? -.*->(?:\|.+\|)? (\w+)")
    found = [(line, *hop.groups()) for line in drawing().splitlines() if (hop := arrow.fullmatch(line))]
    again = "Function queue"  # putting a message into a queue again is not part of the way
    hops = [line for line, one, other in found if {one, other} <= stops and again not in f"{one[-8:]} {other[:5]}"]
    boxes = [f'  {name}["{name.removesuffix("Function")}"]' for name in names]
    head = ["```mermaid", "flowchart LR", "  resident([residents, staff, partners])", "  Cases[(Cases)]"]
    return "\n".join(
        [*head, "  CaseEvents{{topic CaseEvents}}", "  workflow[[workflow of a case]]", *boxes, *hops, "```"]
    )


def in_readme(text: str) -> str:
    """README with the way in it, between the two marks."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n{way()}\n{END}{rest.partition(END)[2]}"


def hops() -> str:
    """The hops as a table: what wakes a function, where its code begins, what it may read and write."""
    rows = [
        (
            f"`{function}`",
            "; ".join(woken_by(function)),
            f"`{file_of(function)}`",
            ", ".join(tables_of(function, READS)),
            ", ".join(tables_of(function, WRITES)),
        )
        for function in FUNCTIONS
    ]
    lines = [("function", "woken by", "file", "reads", "writes"), ("---",) * 5, *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def page_text() -> str:
    """The text of docs/architecture.md."""
    queues = "\n".join(
        f"- `{queue}` hears {', '.join(f'`{event}`' for event in events)}" for queue, events in heard().items()
    )
    return "\n".join(
        [INTRODUCTION, drawing(), WAY, "## Hops", "", hops(), "", "## The topic", "", queues, ROOMS, rooms(), ""]
    )
