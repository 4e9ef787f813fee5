"""`onestop plan show`: the plan of a service, drawn in the terminal or as a picture."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop.domain.plan_pictures.drawn_plan import Drawing, draw_plan
from onestop.domain.plan_pictures.svg import draw_svg
from onestop_cli.plans.text import draw_text
from onestop_cli.project import find_project
from onestop_cli.release.faults import name_choices, show_value
from onestop_cli.release.jurisdiction import read_jurisdiction

FILE_WIDTH = 120  # characters in a line of a text file

plan = typer.Typer(name="plan", help="Look at the plans of services.", no_args_is_help=True)


class Format(StrEnum):
    """How a plan is drawn."""

    TEXT = "text"
    SVG = "svg"


@plan.callback()
def plans() -> None:
    """Look at the plans of services."""


@plan.command()
def show(
    code: Annotated[str, typer.Argument(help="The service, by its code: such as pothole.")],
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The jurisdiction's folder. Without it: the sample city, Port Ellery.")
    ] = None,
    format: Annotated[Format, typer.Option(help="Text for the terminal, or an SVG picture.")] = Format.TEXT,
    language: Annotated[
        str | None, typer.Option(help="The language of the names. Without it: the jurisdiction's default.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Write to this file instead of the terminal.")] = None,
) -> None:
    """Draw the plan of a service: its stages in order, and the tasks that run side by side in each."""
    release = read_jurisdiction(jurisdiction or find_project().sample_jurisdiction)
    catalogue = Catalogue(version_of(release), release)
    service = catalogue.services.get(code)
    if service is None:
        wrong = f"there is no service {show_value(code)}; {name_choices(code, catalogue.services)}"
        raise typer.BadParameter(wrong, param_hint="CODE")
    languages = catalogue.jurisdiction["languages"]
    if language and language not in languages:
        wrong = f"{show_value(language)} is not offered; {name_choices(language, languages)}"
        raise typer.BadParameter(wrong, param_hint="--language")
    drawing = draw_plan(catalogue, service, language or catalogue.jurisdiction["default_language"])
    if output:
        with output.open("w", encoding="utf-8") as file:
            _print(drawing, format, Console(file=file, width=FILE_WIDTH))
    else:
        _print(drawing, format, Console())


def _print(drawing: Drawing, format: Format, console: Console) -> None:
    if format is Format.SVG:
        console.file.write(draw_svg(drawing))
    else:
        console.print(draw_text(drawing))
