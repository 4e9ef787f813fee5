"""`onestop import-open311`: the services and requests of another Open311 server become a jurisdiction and its cases."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException
from rich.console import Console

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.pages.page_texts import SHIPPED
from onestop_cli.clients import use_settings
from onestop_cli.import_open311.catalogue import (
    ImportedJurisdiction,
    documents,
    known_services,
    name_all,
    write_documents,
)
from onestop_cli.import_open311.files import read_entries
from onestop_cli.problems import CannotContinue
from onestop_cli.progress import Phases
from onestop_cli.ready import read_running_suite
from onestop_cli.release.jurisdiction import publish_jurisdiction, read_jurisdiction
from onestop_cli.suite_options import ReadyFile

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def import_open311(
    services: Annotated[Path, typer.Argument(help="What GET services answered: an XML or JSON file.")],
    requests: Annotated[
        Path | None,
        typer.Argument(help="What GET requests answered: they become cases of the suite that runs here."),
    ] = None,
    jurisdiction_code: Annotated[str, typer.Option(help="Its short name, such as bloomington.")] = "",
    into: Annotated[
        Path | None, typer.Option(help="The folder for the jurisdiction's files; one that is there is used as it is.")
    ] = None,
    name: Annotated[str, typer.Option(help="What residents call the government. Without it: the code.")] = "",
    language: Annotated[str, typer.Option(help="The language of the texts: en, es or zh-Hans.")] = "en",
    time_zone: Annotated[str, typer.Option(help="Where the clocks are, such as America/Indianapolis.")] = "UTC",
    email: Annotated[str, typer.Option(help="The address from which residents get e-mail.")] = "",
    phone: Annotated[str, typer.Option(help="The telephone number for residents.")] = "+1 555 0100",
    files_only: Annotated[
        bool, typer.Option("--files-only", help="Only write the files, with what the requests tell of services.")
    ] = False,
    ready_file: ReadyFile = None,
) -> None:
    """Turn the services of an Open311 server into a folder for `onestop load`, and its requests into cases here."""
    if not CODE.fullmatch(jurisdiction_code) or into is None:
        raise CannotContinue("Name the jurisdiction with --jurisdiction-code and a folder for its files with --into.")
    if language not in SHIPPED:
        raise CannotContinue(f"--language {language}: our own texts are in {', '.join(SHIPPED)}.")
    ours = ImportedJurisdiction(
        code=jurisdiction_code,
        name=name or jurisdiction_code,
        time_zone=time_zone,
        language=language,
        email=email or f"onestop@{jurisdiction_code}.example",
        phone=phone,
    )
    phases = Phases(Console())
    with phases.phase("Reading the files"):
        asked_for = read_entries(requests) if requests else []
        known = known_services(read_entries(services), asked_for)
        if not known:
            raise CannotContinue(f"There is no service with a code in {services}.")
        names = name_all(known, asked_for)
    with phases.phase("Writing the jurisdiction"):
        if not (into / "jurisdiction.yaml").exists():  # what somebody has worked on since is not overwritten
            write_documents(into, documents(ours, known, asked_for, names))
        release = read_jurisdiction(into)
    phases.console.print(f"{into}: {len(known)} services. Look through it before you load it.", soft_wrap=True)
    if requests is None or files_only:
        return
    use_settings(read_running_suite(ready_file).settings)
    from onestop_cli.import_open311.cases import import_requests  # late: it reads the settings of this process

    try:
        with phases.phase("Loading the jurisdiction"):
            catalogue = Catalogue(publish_jurisdiction(release, into), release)
        with phases.phase("Importing the requests"):
            counts = import_requests(asked_for, names, catalogue, datetime.now(UTC))
    except (PynamoDBException, BotoCoreError, ClientError) as problem:
        raise CannotContinue(f"The tables do not answer; run it again, nothing is taken twice: {problem}") from problem
    told = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    phases.console.print(f"{len(asked_for)} requests: {told}.", soft_wrap=True)
