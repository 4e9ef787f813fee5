"""`onestop surveys results`: what the answers to surveys say together, as tables, JSON or the report of A-11."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.suite_options import ReadyFile, Region, Stack, use_suite
from onestop_cli.surveys.report_names import Report

if TYPE_CHECKING:
    from onestop.domain.surveys.confidence_interval import Interval
    from onestop.domain.surveys.results import GroupResult

MOST_WORDS = 8  # words shown for a theme: those that decided
NO_WORDS: Mapping[str, Sequence[str]] = {}
QUARTER = re.compile(r"\d{4}Q[1-4]", re.ASCII)


def results(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake, as `onestop insights export` makes it.")],
    quarter: Annotated[
        str | None, typer.Option(help="Only cases resolved in this quarter of the year, such as 2026Q4.")
    ] = None,
    report: Annotated[
        Report | None,
        typer.Option(
            "--csv",
            help="The quarterly report of OMB Circular A-11 instead: its questions, its volumes, or (from the tables "
            "of the suite) each answer to its second version, about trust.",
        ),
    ] = None,
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The jurisdiction's folder, for its names. Without it: Port Ellery.")
    ] = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="Also what residents wrote about, from the tables of the suite.")
    ] = False,
    ready_file: ReadyFile = None,
    stack: Stack = None,
    region: Region = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """How many were asked, how many answered and what they said, by service, agency, contractor, channel, district,
    language and quarter; numbers under 10, and what would tell them, are left out."""
    from onestop.domain.surveys.learned_themes import deciding_words
    from onestop.domain.surveys.results import quarter_of, work_out_results
    from onestop.domain.surveys.results_as_data import LEAST
    from onestop.domain.surveys.themes import count_themes
    from onestop.domain.surveys.tones import count_tones
    from onestop_cli.insights.database import open_duckdb
    from onestop_cli.release.jurisdiction import read_jurisdiction
    from onestop_cli.surveys.learned import decide_for
    from onestop_cli.surveys.outcomes import read_outcomes
    from onestop_cli.surveys.quarterly_report import report_of
    from onestop_cli.surveys.texts import read_responses, redacted_words, services_in

    if quarter and not QUARTER.fullmatch(quarter):
        raise CannotContinue(f"{quarter} is no quarter; write it as 2026Q4.")
    if report and not quarter:
        raise CannotContinue("The report is of one quarter: say which, as in --quarter 2026Q4.")
    if report and as_json:
        raise CannotContinue("The report is CSV: leave out --json, or --csv.")
    if texts and (quarter or report):
        raise CannotContinue("What residents wrote is counted over all quarters: leave out --texts, or the others.")
    project = find_project()
    release = read_jurisdiction(jurisdiction or project.sample_jurisdiction)
    views = project.root / "infra" / "insights" / "views"
    database = open_duckdb()
    if report and quarter:
        sys.stdout.write(
            report_of(report, quarter, release, lake, views, database, lambda: use_suite(ready_file, stack, region))
        )
        return
    outcomes = (
        each
        for each in read_outcomes(database, lake, views, release)
        if quarter in (None, quarter_of(each.resolved_on))
    )
    found = work_out_results(outcomes)
    themes, tones, decided = list[dict[str, Any]](), list[dict[str, Any]](), dict[str, list[str]]()
    if texts:
        use_suite(ready_file, stack, region)
        words = list(redacted_words(read_responses(), services_in(database)))
        decide = decide_for(jurisdiction)
        themes, tones = count_themes(words, decide), count_tones(words)
        told_themes = {row["theme"] for row in themes}  # that others were written about at all, is not told
        decided = {theme: of for theme, of in deciding_words(words, decide, LEAST).items() if theme in told_themes}
    if as_json:
        told: dict[str, Any] = {"quarter": quarter, "least": LEAST, "groups": [asdict(each) for each in found]}
        told |= {"themes": themes, "decided_by": decided, "tones": tones} if texts else {}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        show_results(found, Console())
        show_counted("Theme", themes, Console(), decided)
        show_counted("Tone", tones, Console())


def show_results(found: Iterable[GroupResult], console: Console) -> None:
    """A line for each group, and one for each of its questions."""
    table = Table(
        "By", "Group", "Offered", "Presented", "Answered", "Answered of the presented", "Mean", "Weighted", "Best score"
    )
    for each in found:
        volumes = (each.offered, each.presented, each.answered)
        rate = share(each.response_rate, each.response_rate_interval)
        table.add_row(each.dimension, each.group, *("–" if count is None else str(count) for count in volumes), rate)
        for question in each.questions:
            means = (f"{question.mean:.2f}", f"{question.weighted.mean:.2f}")
            top = share(question.top_box, question.top_box_interval)
            table.add_row("", f"  {question.question}", "", "", str(question.answers), "", *means, top)
    console.print(table)
    console.print("– is a number under 10, or one that would tell such a number.", highlight=False)


def show_counted(
    what: str, rows: Iterable[dict[str, Any]], console: Console, decided: Mapping[str, Sequence[str]] = NO_WORDS
) -> None:
    """What was counted in what residents wrote, over all services and by service; with the words that decided."""
    table = Table(what, "Service", "Answers", *(["Decided by"] if decided else []))
    for each in rows:
        name, service = each[what.casefold()], each["service"]
        words = [] if service else decided.get(name, ())[:MOST_WORDS]
        table.add_row(name, service or "all", str(each["answers"]), *([", ".join(words)] if decided else []))
    if table.row_count:
        console.print(table)


def share(value: float | None, interval: Interval | None) -> str:
    if value is None or interval is None:
        return "–"
    low, high = interval
    return f"{100 * value:.1f} % ({100 * low:.1f} to {100 * high:.1f})"
