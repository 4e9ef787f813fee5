"""The `onestop` command: which commands there are. What each does is in the module of its name."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from typing import NoReturn

import typer
from rich.console import Console
from rich.markup import escape

from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.words.build import compile_words

COMMANDS = {  # by name, the module and what it is called there; in the order of the help
    "up": "engine.up:up",
    "load": "release.load:load",
    "import-open311": "import_open311.command:import_open311",
    "replay": "replay.command:replay",
    "redrive": "redrive.command:redrive",
    "deploy": "deploy.command:deploy",
    "words": "words.command:words",
    "train": "train.command:train",
    "doctor": "doctor:doctor",
    "plan": "plans.command:plan",
    "route": "route.command:route",
    "again": "again.command:again",
    "redact": "redact.command:redact",
    "forms": "forms.command:forms",
    "answers": "answers.command:answers",
    "decisions": "decisions.command:decisions",
    "people": "people.command:people",
    "letters": "letters.command:letters",
    "insights": "insights.command:insights",
    "surveys": "surveys.command:surveys",
    "agency": "agency.command:agency",
    "keys": "keys.all_keys:keys",
}


def commands_named(names: Iterable[str]) -> typer.Typer:
    """The command with some of its commands. Each is loaded here: to load all takes longer than most of them do."""
    commands = typer.Typer(
        name="onestop",
        help="Run, fill and deploy Onestop, one front door to all of a government's services.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
    )
    commands.callback()(onestop)
    for name in names:
        module, _, attribute = COMMANDS[name].partition(":")
        found = getattr(import_module(f"onestop_cli.{module}"), attribute)
        if isinstance(found, typer.Typer):
            commands.add_typer(found, name=name)
        else:
            commands.command(name)(found)
    return commands


def onestop() -> None:
    """Run, fill and deploy Onestop, one front door to all of a government's services."""
    compile_words(find_project().root)


def app() -> None:
    """Run the command that was asked for; what is expected to go wrong is told in a sentence, with exit code 1."""
    asked = sys.argv[1:2]
    try:
        commands_named(asked if asked and asked[0] in COMMANDS else COMMANDS)()
    except CannotContinue as refusal:
        give_up(refusal)
    except OSError as problem:
        if problem.filename is None:
            raise
        give_up(CannotContinue(f"{problem.filename} cannot be read or written: {problem.strerror}."))


def give_up(refusal: CannotContinue) -> NoReturn:
    """Tells why a command cannot continue, and ends it."""
    console = Console(stderr=True)
    console.print(f"[bold red]onestop:[/bold red] {escape(refusal.sentence)}", highlight=False, soft_wrap=True)
    for line in refusal.details:
        console.print(f"  {escape(line)}", highlight=False, soft_wrap=True)
    sys.exit(1)


if __name__ == "__main__":
    app()
