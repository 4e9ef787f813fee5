"""`onestop insights ask`: questions to the lake in SQL, at a prompt or one alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from onestop_cli.insights.measures import open_measured, read_measures
from onestop_cli.insights.measures_page import show_rows
from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def answer_question(database: DuckDBPyConnection, lake: Path, folder: Path, jurisdiction: Path, question: str) -> None:
    """Answer one question. Raises CannotContinue with what DuckDB says of a wrong one."""
    open_views(database, lake, folder, jurisdiction)
    describe_problem(database, question)


def answer_lines(database: DuckDBPyConnection, lake: Path, folder: Path, jurisdiction: Path) -> None:
    """Answer a question a line until there are no more."""
    open_views(database, lake, folder, jurisdiction)
    console = Console()
    console.print("events, cases, tasks, and: " + ", ".join(each.name for each in read_measures(folder / "measures")))
    for line in sys.stdin:
        try:
            if line.strip():
                describe_problem(database, line)
        except CannotContinue as refusal:
            console.print(refusal.sentence, markup=False, highlight=False)


def open_views(database: DuckDBPyConnection, lake: Path, folder: Path, jurisdiction: Path) -> None:
    open_measured(database, lake, folder / "views", jurisdiction)
    for measure in read_measures(folder / "measures"):
        database.execute(f"CREATE OR REPLACE VIEW {measure.name} AS {measure.sql}")
    database.execute("SET enable_external_access = false")  # a question reads the lake and nothing else of this machine


def describe_problem(database: DuckDBPyConnection, question: str) -> None:
    import duckdb

    try:
        said = database.execute(question)
        names = [column[0] for column in said.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in said.fetchmany(200)] if names else []
    except duckdb.Error as problem:
        raise CannotContinue(str(problem).splitlines()[0]) from problem
    if rows:
        show_rows(rows, Console())
