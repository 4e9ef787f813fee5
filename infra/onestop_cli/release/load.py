"""`onestop load`: a jurisdiction's services, agencies, rules and texts, checked and put in force as a whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException
from rich.console import Console

from onestop_cli.clients import account_client, account_region, table_settings, use_settings
from onestop_cli.deploy.stack import read_outputs
from onestop_cli.problems import CannotContinue
from onestop_cli.progress import Phases
from onestop_cli.ready import read_running_suite
from onestop_cli.release.articles import warnings_of_articles
from onestop_cli.release.jurisdiction import check_examples, publish_jurisdiction, read_jurisdiction
from onestop_cli.suite_options import ReadyFile, Region, Stack


def load(
    folder: Annotated[Path, typer.Argument(help="The jurisdiction's folder: the one that holds jurisdiction.yaml.")],
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
    check: Annotated[bool, typer.Option("--check", help="Only check the files; load nothing.")] = False,
) -> None:
    """Check a jurisdiction's files and put them in force; a wrong file is refused and nothing is half-loaded."""
    phases = Phases(Console())
    with phases.phase("Checking the files"):
        release = read_jurisdiction(folder)
        check_examples(folder, release)
    for remark in warnings_of_articles(release, datetime.now(UTC).date()):
        phases.console.print(remark, style="yellow", highlight=False, soft_wrap=True, markup=False)
    counted = f"{len(release['services'])} services of {len(release['agencies'])} agencies"
    if check:
        phases.console.print(f"{folder} is right: {counted}.", highlight=False, soft_wrap=True)
        return
    if stack:
        where, settings = f"the stack {stack}", stack_settings(stack, region)
    else:
        suite = read_running_suite(ready_file)
        where, settings = f"the suite at {suite.url}", suite.settings
    use_settings(settings)
    try:
        with phases.phase("Loading"):
            version = publish_jurisdiction(release, folder)
    except (PynamoDBException, BotoCoreError, ClientError) as problem:
        raise CannotContinue(
            f"The catalogue could not be written, the one before stays in force: {problem}"
        ) from problem
    done = f"In force within a minute in {where}: {counted}, version {version}."
    phases.console.print(done, highlight=False, soft_wrap=True)
    if stack and "retention" in release["jurisdiction"]:
        told = f"How long mail is kept changes with `onestop deploy --jurisdiction {folder}`: the buckets go by it."
        phases.console.print(told, highlight=False, soft_wrap=True)


def stack_settings(stack: str, region: str | None) -> dict[str, str]:
    """Find the tables of a stack in the person's own AWS account."""
    region = region or account_region()
    if not region:
        raise CannotContinue("Name the region of the stack, such as `--region ca-central-1`.")
    try:
        outputs = read_outputs(account_client("cloudformation", region), stack)
    except (BotoCoreError, ClientError) as problem:
        raise CannotContinue(f"The stack {stack} cannot be read: {problem}") from problem
    return table_settings(outputs) | {"AWS_REGION": region, "AWS_DEFAULT_REGION": region}
