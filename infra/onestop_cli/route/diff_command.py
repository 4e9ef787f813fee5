"""`onestop route diff`: which past needs would go elsewhere if another jurisdiction's folder were in force."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console


def diff_rules(
    old: Annotated[Path, typer.Argument(help="The folder of the jurisdiction as it is.")],
    new: Annotated[Path, typer.Argument(help="The folder as it would be.")],
    on: Annotated[
        Path,
        typer.Option(help="Past needs: lines as for `route try`, or CSV or JSON lines with service, text, lat, long."),
    ],
    as_object: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    words: Annotated[bool, typer.Option("--show", help="Show the words of samples too: they may be personal.")] = False,
) -> None:
    """Compare two catalogues on past needs: which would go elsewhere, by service and district, with samples.

    Samples are lines and codes; the words of residents are shown only with `--show`.
    """
    from onestop_cli.route.decide_without_suite import read_rules
    from onestop_cli.route.diff_routes import compare_routing, report_of
    from onestop_cli.route.past_needs import read_past

    needs = read_past(on)
    moved = compare_routing(needs, read_rules(old), read_rules(new))
    texts = {number: need.text for number, need in needs} if words else None
    report = report_of(len(needs), moved, texts)
    if as_object:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        show(report, Console())


def show(report: dict[str, Any], console: Console) -> None:
    """The counts, then the samples."""

    def say(line: str) -> None:
        console.print(line, highlight=False, soft_wrap=True, markup=False)

    say(f"{report['moved']} of {report['of']} needs would go elsewhere.")
    for name in ("service", "district", "change"):
        for code, count in report[f"by_{name}"].items():
            say(f"  by {name}: {code} {count}")
    for each in report["samples"]:
        say(f"line {each['line']} ({each['district'] or 'no district'}): {say_moves(each)}")
        if each.get("text"):
            say(f"    {each['text']}")


def say_moves(sample: dict[str, Any]) -> str:
    """Returns what changes for a need, each with its old and new value."""
    before, after = sample["before"], sample["after"]
    return "; ".join(f"{name} {say_value(before[name])} -> {say_value(after[name])}" for name in sample["changed"])


def say_value(value: Any) -> str:
    return ", ".join(value) or "none" if isinstance(value, list | tuple) else str(value or "none")
