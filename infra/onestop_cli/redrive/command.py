"""`onestop redrive`: sends messages that failed repeatedly through again, after the cause was fixed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from onestop.runtime.dead_letters import DeadLetters, Redriven, move_back
from onestop_cli.clients import account_client, account_region, engine_client
from onestop_cli.deploy.stack import read_outputs
from onestop_cli.engine.bring_up import STACK
from onestop_cli.engine.warmth import sweep_waiting_work
from onestop_cli.problems import CannotContinue
from onestop_cli.ready import read_running_suite
from onestop_cli.redrive.dead_letters import QueueLook, choose_queues, find_dead_letters, look_into
from onestop_cli.suite_options import ReadyFile, Region, Stack


@dataclass(frozen=True)
class Installation:
    """The suite to work on: the name of its stack, and how to reach its services."""

    stack: str
    client: Callable[[str], Any]


def redrive(
    queues: Annotated[
        list[str] | None, typer.Argument(help="The queues to empty, such as NotificationsDead. Without: all.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what lies in the queues.")] = False,
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Send dead letters through again. First fix what made them fail; nothing is lost or done twice."""
    console = Console()
    suite = find_installation(stack, region, ready_file)
    try:
        sqs = suite.client("sqs")
        chosen = choose_queues(find_dead_letters(suite.client("cloudformation"), sqs, suite.stack), queues or [])
        looks = [(queue, look_into(sqs, queue)) for queue in chosen]
        console.print(as_table(looks))
        if not dry_run:
            for queue, look in looks:
                if look.count:
                    print_moved(console, queue, move_with_bar(console, suite, queue, look))
    except (BotoCoreError, ClientError, RuntimeError) as problem:
        raise CannotContinue(f"Not everything was moved; what was not is where it was: {problem}") from problem


def find_installation(stack: str | None, region: str | None, ready_file: Path | None) -> Installation:
    """Find the suite that runs on this machine, or the stack of the person's own account."""
    if stack is None:
        suite = read_running_suite(ready_file)
        return Installation(STACK, lambda service: engine_client(service, suite.engine))
    where = region or account_region()
    if not where:
        raise CannotContinue("Name the region of the stack, such as `--region ca-central-1`.")
    return Installation(stack, lambda service: account_client(service, where))


def as_table(looks: list[tuple[DeadLetters, QueueLook]]) -> Table:
    """Returns what is in each queue, as a table."""
    table = Table("queue", "goes back to", "messages", "oldest (UTC)")
    for queue, look in looks:
        oldest = f"{look.oldest:%Y-%m-%d %H:%M}" if look.oldest else ""
        table.add_row(queue.name, queue.source, str(look.count), oldest)
    return table


def move_with_bar(console: Console, suite: Installation, queue: DeadLetters, look: QueueLook) -> Redriven:
    """Empty one queue, with a bar on a terminal."""

    def sweep() -> None:
        outputs = read_outputs(suite.client("cloudformation"), suite.stack)
        sweep_waiting_work(suite.client("lambda"), outputs["DispatchFunction"])

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        bar = progress.add_task(queue.name, total=look.count)
        return move_back(suite.client("sqs"), queue, sweep, lambda: progress.advance(bar))


def print_moved(console: Console, queue: DeadLetters, moved: Redriven) -> None:
    """Say what came of one queue."""
    console.print(f"{queue.name}: {moved.back} messages sent back to {queue.source}.", highlight=False, soft_wrap=True)
    if moved.notices:
        console.print(
            f"{queue.name}: {moved.notices} notices that the stream gave records up; those do not hold the records, so "
            "a sweep has repaired the cases instead.",
            highlight=False,
            soft_wrap=True,
        )
