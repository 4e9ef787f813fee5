"""`onestop keys`: the keys with which partners' systems bring needs (Open311) and read lists.

API Gateway keeps the key itself, with a plan of its own; the suite keeps only a hash, for keys that come in a query or
a form, where API Gateway does not look.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException
from rich.console import Console
from rich.table import Table

from onestop.storage.partners.partner_keys import Partner, keep_partner
from onestop_cli.clients import table_settings, use_settings
from onestop_cli.deploy.stack import read_outputs
from onestop_cli.keys.gateway import named_keys
from onestop_cli.problems import CannotContinue
from onestop_cli.ready import read_running_suite
from onestop_cli.redrive.command import Installation, find_installation
from onestop_cli.release.load import stack_settings
from onestop_cli.suite_options import ReadyFile, Region, Stack

keys = typer.Typer(
    name="keys",
    help="Keys of partners' systems (Open311 clients) and of residents' links.",
    no_args_is_help=True,
)

NameArgument = Annotated[str, typer.Argument(help="Who gets the key, such as fixmystreet.")]


@keys.command("add")
def add_key(
    name: NameArgument,
    per_hour: Annotated[int, typer.Option(min=1, help="How many needs this key may bring in an hour.")] = 2000,
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Make a key and show it: this once, for only its hash is kept here."""
    suite, outputs = installation(stack, region, ready_file)
    gateway = suite.client("apigateway")
    if any(key["name"] == name for key in named_keys(gateway)):
        raise CannotContinue(f"There is a key of the name {name} already. Revoke it first, or choose another name.")
    try:
        made = gateway.create_api_key(name=name, enabled=True)
        gateway.create_usage_plan_key(usagePlanId=outputs["PartnerPlan"], keyId=made["id"], keyType="API_KEY")
        keep_partner(made["value"], Partner(id=made["id"], name=name, per_hour=per_hour))
    except (PynamoDBException, BotoCoreError, ClientError) as problem:
        raise CannotContinue(f"The key could not be made: {problem}") from problem
    Console().print(made["value"], highlight=False, soft_wrap=True)


@keys.command("revoke")
def revoke_key(name: NameArgument, stack: Stack = None, region: Region = None, ready_file: ReadyFile = None) -> None:
    """Shut a key out; within a minute nobody takes it any more."""
    suite, _ = installation(stack, region, ready_file)
    gateway = suite.client("apigateway")
    found = [key for key in named_keys(gateway) if key["name"] == name]
    if not found:
        raise CannotContinue(f"There is no key of the name {name}. `onestop keys list` shows which there are.")
    try:
        for key in found:
            value = gateway.get_api_key(apiKey=key["id"], includeValue=True)["value"]
            keep_partner(value, Partner(id=key["id"], name=name, active=False))
            gateway.delete_api_key(apiKey=key["id"])
    except (PynamoDBException, BotoCoreError, ClientError) as problem:
        raise CannotContinue(f"The key could not be shut out: {problem}") from problem
    Console().print(f"{name} is shut out.", highlight=False)


@keys.command("list")
def list_keys(stack: Stack = None, region: Region = None, ready_file: ReadyFile = None) -> None:
    """Show who has a key."""
    suite, _ = installation(stack, region, ready_file)
    table = Table("name", "id", "since")
    for key in named_keys(suite.client("apigateway")):
        table.add_row(key["name"], key["id"], str(key.get("createdDate", ""))[:19])
    Console().print(table)


def installation(stack: str | None, region: str | None, ready_file: Path | None) -> tuple[Installation, dict[str, str]]:
    """The suite to work on and the outputs of its stack; this process then speaks to its tables."""
    suite = find_installation(stack, region, ready_file)
    use_settings(stack_settings(stack, region) if stack else read_running_suite(ready_file).settings)
    outputs = read_outputs(suite.client("cloudformation"), suite.stack)
    return suite, outputs | table_settings(outputs)
