"""The running suite that a replay needs: a permit office whose clock the replay sets."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from botocore.exceptions import BotoCoreError, ClientError

from onestop.domain.catalogue.plans import Stage, read_plan
from onestop.storage.catalogue.releases import current
from onestop_cli.clients import engine_client
from onestop_cli.engine.bring_up import STACK
from onestop_cli.problems import CannotContinue
from onestop_cli.ready import RunningSuite
from tests.permits.play import SERVICE
from tests.permits.staff import Stranded

HOW_TO_START = ("Start it with: onestop up --clock stated --jurisdiction infra/jurisdictions/permit-office",)
SCHEDULED = ("CaseworkFunction", "DispatchFunction")  # what a schedule calls, at the real time
Clock = Callable[[str], None]


def read_office() -> tuple[tuple[Stage, ...], ZoneInfo]:
    """The plan by which the running suite works on permits, and the time zone of its days."""
    catalogue = current()
    service = catalogue.services.get(SERVICE)
    if not service:
        raise CannotContinue("The running suite has no permit office, so a log of permits fits nothing.", HOW_TO_START)
    return read_plan(service["plan"]), ZoneInfo(catalogue.jurisdiction["time_zone"])


def take_over_clock(suite: RunningSuite) -> Clock:
    """Let nobody but the log say what time it is; gives what has the suite look at the clock.

    The schedules of the suite go by the real time, at which everything in the log is years late: they are switched off,
    and stay so until the suite is started again.
    """
    functions, rules = engine_client("lambda", suite.engine), engine_client("events", suite.engine)
    casework, dispatch = (find_function(suite, name) for name in SCHEDULED)
    settings = functions.get_function_configuration(FunctionName=casework)
    if settings["Environment"]["Variables"].get("CLOCK") != "stated":
        raise CannotContinue("This suite goes by the real clock, so no log can be played at its times.", HOW_TO_START)
    for name in (casework, dispatch):
        target = functions.get_function_configuration(FunctionName=name)["FunctionArn"]
        for rule in rules.list_rule_names_by_target(TargetArn=target)["RuleNames"]:
            rules.disable_rule(Name=rule)
    return clock_of(functions, casework)


def find_function(suite: RunningSuite, name: str) -> str:
    """Returns the name of a function of the template in the running suite."""
    stacks = engine_client("cloudformation", suite.engine)
    found = stacks.describe_stack_resource(StackName=STACK, LogicalResourceId=name)
    return str(found["StackResourceDetail"]["PhysicalResourceId"])


def clock_of(functions: Any, name: str) -> Clock:
    """Returns a function that has casework in the running suite check the clock."""

    def look(asked: str) -> None:
        try:
            answer = functions.invoke(FunctionName=name, Payload=asked)
            said = json.load(answer["Payload"])
        except (BotoCoreError, ClientError, ValueError) as problem:
            raise Stranded(f"time: {problem}") from problem
        if answer.get("FunctionError") or said.get("failed"):
            raise Stranded(f"time: the clock failed with {said}")

    return look
