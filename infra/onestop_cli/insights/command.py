"""`onestop insights`: an export loaded as history, and what its cases teach."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import typer

from onestop_cli.insights.figure_commands import audit_treatment, check, measures, publish
from onestop_cli.insights.lake_commands import (
    ask,
    bring,
    export,
    reconcile_lake,
    show_athena,
    simulate_city,
    write_log,
)
from onestop_cli.insights.learning.command import show_lessons, tell_owners, write_map
from onestop_cli.insights.plan_commands import forecast_demand, plan_staffing

COMMANDS: Mapping[str, Callable[..., None]] = {
    "lessons": show_lessons,
    "map": write_map,
    "tell": tell_owners,
    "check": check,
    "export": export,
    "bring": bring,
    "athena": show_athena,
    "reconcile": reconcile_lake,
    "measures": measures,
    "publish": publish,
    "ask": ask,
    "audit": audit_treatment,
    "simulate": simulate_city,
    "log": write_log,
    "staffing": plan_staffing,
    "forecast": forecast_demand,
}
insights = typer.Typer(
    name="insights", help="What cases teach: history, measures, equal treatment.", no_args_is_help=True
)
for name, command in COMMANDS.items():
    insights.command(name)(command)


@insights.callback()
def all_insights() -> None:
    """What cases teach: history, measures, equal treatment."""
