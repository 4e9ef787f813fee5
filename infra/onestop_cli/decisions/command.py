"""`onestop decisions`: the commands for people who write rule tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from onestop_cli.command_options import AsJson
from onestop_cli.problems import CannotContinue
from onestop_cli.suite_options import ReadyFile

decisions = typer.Typer(name="decisions", help="Make rule tables: check and try them.", no_args_is_help=True)


@decisions.callback()
def all_decisions() -> None:
    """Make rule tables: check and try them."""


@decisions.command("lint")
def lint(files: Annotated[list[Path], typer.Argument(help="Rule tables, or folders of them.")]) -> None:
    """Check rule tables: their shape, what their rows look at, rows that nothing reaches, and their own tests."""
    from onestop_cli.decisions.files import lint_file, list_tables, read_table_file
    from onestop_cli.decisions.lint_rule_table import never_tried
    from onestop_cli.release.jurisdiction import show_faults

    console, paths = Console(), list_tables(files)
    found = [(path, fault) for path in paths for fault in lint_file(path)]
    if found:
        show_faults(console, [(str(path), fault.path, fault.wrong, fault.right) for path, fault in found])
        raise CannotContinue("1 thing is wrong." if len(found) == 1 else f"{len(found)} things are wrong.")
    console.print("1 table is right." if len(paths) == 1 else f"{len(paths)} tables are right.", highlight=False)
    from onestop.domain.decisions.rule_table import read_table

    for path in paths:
        untried = never_tried(read_table(read_table_file(path)))
        if untried:
            console.print(f"{path.name}: no test names {', '.join(untried)}.", highlight=False, style="dim")


@decisions.command("try")
def try_answers(
    file: Annotated[Path, typer.Argument(help="A rule table.")],
    answers: Annotated[Path, typer.Argument(help="Answers as one JSON object; results of tasks as `result` in it.")],
    today: Annotated[str, typer.Option(help="The day of the decision, such as 2026-11-28.")],
    received: Annotated[str | None, typer.Option(help="The day on which it was sent. Without it: that day.")] = None,
    language: Annotated[str, typer.Option(help="The language of the reasons.")] = "en",
    as_json: AsJson = False,
) -> None:
    """Try answers: what a table says of them, by which rows and why."""
    from onestop.domain.decisions.apply_rule_table import apply_table, facts_for
    from onestop.domain.decisions.rule_table import read_table
    from onestop_cli.decisions.files import read_table_file

    table, given = read_table(read_table_file(file)), read_answers(answers)
    results = given.pop("result", {})
    verdict = apply_table(table, facts_for(given, results, today, received or today))
    reasons = [row.reason.get(language) or next(iter(row.reason.values())) for row in verdict.rows]
    if as_json:
        told = {"outcome": verdict.outcome, "rows": verdict.codes, "fee": verdict.fee, "four_eyes": verdict.four_eyes}
        typer.echo(json.dumps({**told, "reasons": reasons}, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{verdict.outcome}{', two people' if verdict.four_eyes else ''}; fee {verdict.fee}")
    for code, reason in zip(verdict.codes, reasons, strict=True):
        typer.echo(f"  {code}: {reason}")


@decisions.command("replay")
def replay_case(
    case: Annotated[str, typer.Argument(help="The reference of a case of the suite that runs here.")],
    ready_file: ReadyFile = None,
    as_json: AsJson = False,
) -> None:
    """Decide again what the rules decided of a case: by the table of that day, and by the one in force now."""
    from onestop.domain.cases.references import read_reference
    from onestop.domain.errors import NotFound
    from onestop.storage.cases.read_case import load_file
    from onestop_cli.clients import use_settings
    from onestop_cli.decisions.decide_again import replay
    from onestop_cli.ready import read_running_suite

    reference = read_reference(case)
    if reference is None:
        raise CannotContinue(f"{case} is not a reference of ours: check each character.")
    use_settings(read_running_suite(ready_file).settings)
    try:
        found = list(replay(load_file(reference)))
    except NotFound as problem:
        raise CannotContinue(str(problem)) from problem
    if not found:
        raise CannotContinue(f"No rule table has spoken about case {reference}.")
    if as_json:
        typer.echo(json.dumps([each.as_json() for each in found], ensure_ascii=False, indent=2))
    for each in () if as_json else found:
        typer.echo(
            f"{each.task.code}: {each.said.outcome} by {', '.join(each.said.rows) or 'no row'}, fee {each.said.fee}"
        )
        typer.echo(f"  table {each.said.table} {each.said.version}, release {each.said.release}, on {each.said.today}")
        if each.again is None:
            typer.echo("  The answers, or that version of the table, are kept no longer.")
            continue
        typer.echo("  The same table says the same." if each.same else f"  Now it says {each.again.outcome}: look why.")
        if each.now and each.now != each.again:
            typer.echo(f"  The table in force would say {each.now.outcome} by {', '.join(each.now.codes) or 'no row'}.")
    if not all(each.same for each in found):
        raise CannotContinue("Not all that was decided could be decided again the same.")


def read_answers(path: Path) -> dict[str, Any]:
    """Answers of a file. Raises CannotContinue."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise CannotContinue(f"{path} cannot be read as JSON: {problem}.") from problem
    if not isinstance(given, dict):
        raise CannotContinue(f"{path} holds no answers: write one JSON object, such as {{'guests': 60}}.")
    return given
