"""`onestop insights`: an export loaded as history, and what its cases teach."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "3GB"
insights = typer.Typer(
    name="insights", help="What cases teach: history, measures, equal treatment.", no_args_is_help=True
)


@insights.callback()
def all_insights() -> None:
    """What cases teach: history, measures, equal treatment."""


@insights.command("check")
def check(
    file: Annotated[
        Path, typer.Argument(help="A 311 export: CSV, JSON, JSON lines or Parquet, also packed (gz, bz2, xz).")
    ],
    own_map: Annotated[
        Path | None,
        typer.Option("--map", help="Which column means what: a YAML file, or chicago, boston, los-angeles, new-york."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Load any 311 export as history: its measures, and row by row whether its own columns say the same."""
    from onestop_cli.insights.history_check import as_json as told
    from onestop_cli.insights.history_check import check_history
    from onestop_cli.insights.history_page import show

    database = open_duckdb()
    maps = find_project().root / "infra" / "insights" / "maps"
    checked = check_history(database, file, own_map, maps, datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps(told(checked), ensure_ascii=False, indent=2, default=str))
    else:
        show(checked, Console())


def open_duckdb(path: str = ":memory:") -> DuckDBPyConnection:
    """A database of DuckDB that never leaves this machine and keeps within memory."""
    try:
        import duckdb
    except ImportError as problem:
        raise CannotContinue(
            "DuckDB is not installed: it comes with the command (`make run` installs it)."
        ) from problem
    return duckdb.connect(path, config={"memory_limit": MEMORY, "autoinstall_known_extensions": False})
