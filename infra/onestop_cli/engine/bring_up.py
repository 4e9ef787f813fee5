"""Bringing the suite up in a started engine: built, deployed, filled with a catalogue and sample staff, and warm."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from onestop.domain.pseudo_languages import PSEUDO_LANGUAGES
from onestop.domain.time.quiet_hours import ANY_HOUR
from onestop_cli import clients
from onestop_cli.build.packaging import package, template_url, upload
from onestop_cli.build.template import read_template
from onestop_cli.deploy.stack import deploy_stack, read_outputs
from onestop_cli.engine.checkpoints import EVERY
from onestop_cli.engine.concurrency import reserve_concurrency
from onestop_cli.engine.process import REGION, Engine
from onestop_cli.engine.sender import register_sender
from onestop_cli.engine.staff import StaffAccount, create_accounts
from onestop_cli.engine.state import StateFolder
from onestop_cli.engine.warmth import function_names, sweep_waiting_work, warm_functions
from onestop_cli.engine.watch import wait_until_healthy
from onestop_cli.keys.gateway import let_in
from onestop_cli.keys.links import keep_link_key
from onestop_cli.processes import beginning_of
from onestop_cli.progress import Phases
from onestop_cli.project import Project
from onestop_cli.ready import RunningSuite
from onestop_cli.release.jurisdiction import publish_jurisdiction, read_jurisdiction
from onestop_cli.release.retention import retention_parameters

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import Release

STACK = "onestop"
BUCKET = "onestop-artifacts"


class ClockChoice(StrEnum):
    """Where the time comes from."""

    REAL = "real"
    STATED = "stated"


@dataclass(frozen=True)
class Start:
    """What the caller asked for: which suite, for which jurisdiction, under which address."""

    project: Project
    jurisdiction: Path
    survey_window: int | None
    url: str
    clock: ClockChoice = ClockChoice.REAL
    services_through: str | None = None
    pseudo_languages: bool = False
    scanner: str = "none"
    at_any_hour: bool = False
    cold: bool = False
    checkpoint_every: float = EVERY


def read_asked_for(start: Start) -> Release:
    """Read the jurisdiction that was asked for, with the settings of the command applied."""
    release = read_jurisdiction(start.jurisdiction)
    jurisdiction = release["jurisdiction"]
    if start.pseudo_languages:
        jurisdiction["languages"] = [*jurisdiction["languages"], *PSEUDO_LANGUAGES]
    if start.at_any_hour:
        jurisdiction["reminder_hours"] = ANY_HOUR
    return release


def bring_up(
    start: Start, release: Release, state: StateFolder, engine: Engine, phases: Phases, *, resumed: bool
) -> RunningSuite:
    """Make the suite ready to serve; ``resumed`` tells that the state was used before."""
    with phases.phase("Building the functions and layers"):
        packaged = package(start.project.template, start.project.build, BUCKET)
    with phases.phase("Starting the engine"):
        wait_until_healthy(engine)
    with phases.phase("Deploying the suite") as told:
        cloudformation = clients.engine_client("cloudformation", engine.endpoint)
        objects = clients.engine_client("s3", engine.endpoint)
        objects.create_bucket(Bucket=BUCKET)
        upload(objects, BUCKET, packaged, told)
        parameters = stack_parameters(start, state, release)
        deploy_stack(cloudformation, STACK, template_url(BUCKET, packaged.key), parameters, told=told)
        outputs = read_outputs(cloudformation, STACK)
        functions = clients.engine_client("lambda", engine.endpoint)
        reserve_concurrency(cloudformation, functions, STACK, read_template(start.project.template))
    clients.use_settings(clients.engine_settings(engine.endpoint) | clients.table_settings(outputs))
    with phases.phase("Loading the jurisdiction and warming the functions"), ThreadPoolExecutor(1) as pool:
        publish_jurisdiction(release, start.jurisdiction)
        names = [] if start.cold else function_names(cloudformation, STACK)
        warming = pool.submit(warm_functions, functions, names)
        register_sender(clients.engine_client("ses", engine.endpoint), release["jurisdiction"]["email_from"])
        api_key = let_in(clients.engine_client("apigateway", engine.endpoint), outputs["ApiKeyId"])
        staff = create_staff(engine, outputs, release, state)
        warming.result()
    if resumed:
        with phases.phase("Taking up waiting work"):
            sweep_waiting_work(functions, outputs["DispatchFunction"])
    return RunningSuite(
        url=start.url,
        api=f"{start.url}/api",
        api_key=api_key,
        staff=staff,
        engine=engine.endpoint,
        region=REGION,
        outputs=outputs,
        pid=os.getpid(),
        state=str(state.path),
        began=beginning_of(os.getpid()) or "",
    )


def stack_parameters(start: Start, state: StateFolder, release: Release) -> dict[str, str]:
    """Say what this installation fills into the template."""
    parameters = {
        "JurisdictionName": release["jurisdiction"]["name"]["en"],
        "LinkKey": keep_link_key(state.path / "link-key"),
        "OnAws": "false",
        "PublicUrl": start.url,
        "Clock": start.clock.value,
        "Scanner": start.scanner,
        **retention_parameters(release),
    }
    if start.survey_window:
        parameters["SurveyWindowSeconds"] = str(start.survey_window)
    return parameters


def create_staff(engine: Engine, outputs: dict[str, str], release: Release, state: StateFolder) -> list[StaffAccount]:
    """See to it that the sample staff of this jurisdiction can sign in."""
    identity = clients.engine_client("cognito-idp", engine.endpoint)
    return create_accounts(identity, outputs["UserPoolId"], release, state.path / "staff.json")
