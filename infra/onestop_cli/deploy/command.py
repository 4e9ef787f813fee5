"""`onestop deploy`: the suite in a real AWS account, by AWS's own tool (SAM CLI); `--dry-run` only tells."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console
from rich.table import Table

from onestop_cli.build.resources import count_resources
from onestop_cli.clients import account_client
from onestop_cli.deploy.stack import stack_status
from onestop_cli.problems import CannotContinue
from onestop_cli.project import Project, find_project
from onestop_cli.release.jurisdiction import read_jurisdiction
from onestop_cli.release.retention import retention_parameters

HOW_TO_GET_SAM = "`pipx install aws-sam-cli`, or see https://docs.aws.amazon.com/serverless-application-model/"


def deploy(
    stack_name: Annotated[str, typer.Option(help="The name of the stack in your account.")] = "onestop",
    region: Annotated[str, typer.Option(help="The AWS region, such as ca-central-1.", envvar="AWS_REGION")] = "",
    public_url: Annotated[
        str, typer.Option(help="The address residents will type; it stands in every message. Needed the first time.")
    ] = "",
    jurisdiction: Annotated[
        Path | None,
        typer.Option(help="The jurisdiction's folder: how long mail is kept comes from it. Without it: as it was."),
    ] = None,
    guided: Annotated[bool, typer.Option("--guided", help="Let SAM ask about everything else, step by step.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be run and created; needs no account and no SAM CLI.")
    ] = False,
    project: Annotated[
        Path | None, typer.Option(help="The Onestop folder to deploy, if not this command's own.")
    ] = None,
) -> None:
    """Deploy the suite to an AWS account, or bring one that runs there up to date."""
    found = find_project(project)
    if not region:
        raise CannotContinue("Name the region to deploy to, such as `--region ca-central-1`.")
    parameters = {"OnAws": "true"} | ({"PublicUrl": public_url} if public_url else {})
    if jurisdiction:
        parameters |= retention_parameters(read_jurisdiction(jurisdiction))
    if dry_run:
        tell_what_would_happen(Console(), found, stack_name, region, parameters, guided=guided)
        return
    if shutil.which("sam") is None:
        raise CannotContinue(f"The SAM CLI is needed to deploy to AWS: {HOW_TO_GET_SAM}.")
    try:
        cloudformation = account_client("cloudformation", region)
        if stack_status(cloudformation, stack_name) is None and not public_url:
            raise CannotContinue("Name the address residents will type, such as `--public-url https://311.example`.")
    except (BotoCoreError, ClientError) as problem:
        raise CannotContinue(f"Your AWS account does not answer: {problem}") from problem
    run_sam(found, stack_name, region, parameters, guided=guided)


def sam_commands(stack: str, region: str, settings: str, *, guided: bool) -> list[list[str]]:
    """Give the commands that deploy the suite; ``settings`` is the file with the parameters."""
    deploying = ["sam", "deploy", "--stack-name", stack, "--region", region, "--config-file", settings]
    deploying += ["--resolve-s3", "--no-fail-on-empty-changeset"]
    deploying += ["--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
    return [["sam", "build", "--parallel", "--cached"], [*deploying, *(["--guided"] if guided else [])]]


def run_sam(project: Project, stack: str, region: str, parameters: dict[str, str], *, guided: bool) -> None:
    """Run SAM with the parameters in a file that only we can read: on a command line others could see them."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "samconfig.toml"
        overrides = " ".join(f"{name}={shlex.quote(value)}" for name, value in parameters.items())
        with os.fdopen(os.open(settings, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
            file.write(f"version = 0.1\n[default.deploy.parameters]\nparameter_overrides = '''{overrides}'''\n")
        for command in sam_commands(stack, region, str(settings), guided=guided):
            code = subprocess.run(command, cwd=project.root, check=False).returncode
            if code:
                raise CannotContinue(f"`{' '.join(command[:2])}` failed with exit code {code}; its words are above.")


def tell_what_would_happen(
    console: Console, project: Project, stack: str, region: str, parameters: dict[str, str], *, guided: bool
) -> None:
    """Print the commands and, by type, how many resources there would be."""
    console.print(f"In {project.root} these commands would run:", highlight=False, soft_wrap=True)
    for command in sam_commands(stack, region, "(a private temporary file with the parameters)", guided=guided):
        console.print(f"  {shlex.join(command)}", highlight=False, soft_wrap=True)
    console.print(f"Parameters: {', '.join(f'{name}={value}' for name, value in parameters.items())}", highlight=False)
    console.print("Secrets Manager makes the keys of links and identities; nobody sees them.", soft_wrap=True)
    counted = count_resources(project.template, parameters, region)
    table = Table("Resource type", "How many", title=f"The stack {stack} would consist of {counted.total()} resources")
    for kind, count in sorted(counted.items()):
        table.add_row(kind, str(count))
    console.print(table)
