"""The database in which lakes and exports are counted: DuckDB, in this process alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "3GB"


def open_duckdb(path: str = ":memory:") -> DuckDBPyConnection:
    """A database of DuckDB that never leaves this machine and keeps within memory."""
    try:
        import duckdb
    except ImportError as problem:
        raise CannotContinue(
            "DuckDB is not installed: it comes with the command (`make run` installs it)."
        ) from problem
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY, "autoinstall_known_extensions": False, "preserve_insertion_order": True,
    }  # fmt: skip
    database = duckdb.connect(path, config=config)
    database.execute("SET enable_progress_bar = false")  # it would be printed in the middle of what programs read
    return database
