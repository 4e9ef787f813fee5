"""The commands of `onestop insights` about what comes: how many cases, and how many people they need."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from onestop_cli.insights.database import open_duckdb
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project


def plan_staffing(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake.")],
    by: Annotated[str, typer.Option(help="Plan by agency or by service.")] = "agency",
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The jurisdiction's folder, for its working hours. Without it: Port Ellery.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """How many people next week needs: the expected tasks, multiplied by the hours that one takes, with intervals."""
    from onestop_cli.insights.lake import open_lake
    from onestop_cli.insights.measures import make_views
    from onestop_cli.insights.staffing import BY, show_staffing, staffing

    if by not in BY:
        raise CannotContinue(f"--by {by} is not known: it is {' or '.join(BY)}.")
    database = open_duckdb()
    open_lake(database, lake)
    make_views(database, find_project().root / "infra" / "insights" / "views")
    plans = staffing(database, by, jurisdiction or find_project().sample_jurisdiction)
    if as_json:
        told = [{**asdict(each), "suggests": each.suggests} for each in plans]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))
    else:
        console = Console()
        show_staffing(plans, lambda words: console.print(words, highlight=False, soft_wrap=True, markup=False))


def forecast_demand(
    files: Annotated[list[Path], typer.Argument(help="311 exports as for `check`, one after the other in time.")],
    own_map: Annotated[
        Path | None, typer.Option("--map", help="Which column of an export means what, as for `check`.")
    ] = None,
    first: Annotated[int, typer.Option(min=1, help="How many of them, those with most cases.")] = 10,
    by: Annotated[str, typer.Option(help="Forecast by service, by district, or by both.")] = "service",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """How many cases will come, by day and service or district, tested on the past year and compared with last week's
    same day."""
    from onestop_cli.insights.demand import BY, daily_counts, forecast_all, show_forecasts

    if by not in BY:
        raise CannotContinue(f"--by {by} is not known: it is {', '.join(BY)}.")
    database = open_duckdb()
    maps = find_project().root / "infra" / "insights" / "maps"
    told = forecast_all(daily_counts(database, files, own_map, maps, datetime.now(UTC), by), first)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in told], ensure_ascii=False, indent=2, default=str))
    else:
        console = Console()
        show_forecasts(told, lambda words: console.print(words, highlight=False, soft_wrap=True, markup=False))
