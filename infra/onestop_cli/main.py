"""The `onestop` command: which commands there are. What each does is in the module of its name."""

from __future__ import annotations

import sys

import typer
from rich.console import Console
from rich.markup import escape

from onestop_cli.again.command import again
from onestop_cli.agency.command import agency
from onestop_cli.answers.command import answers
from onestop_cli.decisions.command import decisions
from onestop_cli.deploy.command import deploy
from onestop_cli.doctor import doctor
from onestop_cli.engine.up import up
from onestop_cli.forms.command import forms
from onestop_cli.import_open311.command import import_open311
from onestop_cli.insights.command import insights
from onestop_cli.keys.command import keys
from onestop_cli.keys.link_command import links
from onestop_cli.letters.command import letters
from onestop_cli.people.command import people
from onestop_cli.plans.command import plan
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.redact.command import redact
from onestop_cli.redrive.command import redrive
from onestop_cli.release.load import load
from onestop_cli.replay.command import replay
from onestop_cli.route.command import route
from onestop_cli.surveys.command import surveys
from onestop_cli.train.command import train
from onestop_cli.words.build import compile_words
from onestop_cli.words.command import words

commands = typer.Typer(
    name="onestop",
    help="Run, fill and deploy Onestop, one front door to all of a government's services.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
for command in (up, load, import_open311, replay, redrive, deploy, words, train, doctor):
    commands.command()(command)
commands.add_typer(plan)
commands.add_typer(route)
commands.add_typer(again)
commands.add_typer(redact)
commands.add_typer(forms)
commands.add_typer(answers)
commands.add_typer(decisions)
commands.add_typer(people)
commands.add_typer(letters)
commands.add_typer(insights)
commands.add_typer(surveys)
commands.add_typer(agency)
keys.add_typer(links)
commands.add_typer(keys)


@commands.callback()
def onestop() -> None:
    """Run, fill and deploy Onestop, one front door to all of a government's services."""
    compile_words(find_project().root)


def app() -> None:
    """Run the command that was asked for; what is expected to go wrong is told in a sentence, with exit code 1."""
    try:
        commands()
    except CannotContinue as refusal:
        console = Console(stderr=True)
        console.print(f"[bold red]onestop:[/bold red] {escape(refusal.sentence)}", highlight=False, soft_wrap=True)
        for line in refusal.details:
            console.print(f"  {escape(line)}", highlight=False, soft_wrap=True)
        sys.exit(1)


if __name__ == "__main__":
    app()
