"""`onestop redact try`: texts with known personal data, redacted as a running suite would."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

redact = typer.Typer(name="redact", help="See how well personal data is found in texts.", no_args_is_help=True)


@redact.callback()
def redacts() -> None:
    """See how well personal data is found in texts."""


@redact.command("try")
def try_file(
    file: Annotated[Path, typer.Argument(help='JSON Lines: "text", "spans" as [start, end, kind], and "language".')],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Try texts: how much of their personal data is taken out, and how much else, by kind and language.

    A datum is found when all of it is taken out. Over-redaction is the share of all other letters that are taken out
    too. Nothing is sent anywhere; what was missed is printed unchanged.
    """
    from onestop_cli.redact.read_marked_texts import read_marked
    from onestop_cli.redact.try_marked_texts import try_marked

    report = try_marked(read_marked(file))
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print_report(report, Console())


def print_report(report: Mapping[str, Any], console: Console) -> None:
    """What was missed, then the shares of all texts and of each language."""

    def say(words: str) -> None:
        console.print(words, highlight=False, soft_wrap=True, markup=False)

    for each in report["missed"]:
        say(f"line {each['line']}: {each['kind']} {'partly ' if each['partly'] else ''}left: {each['text']}")
    for each in report["needless"]:
        say(f"line {each['line']}: taken for {each['kind']}: {each['text']}")
    for name, group in (("all", report), *report["by_language"].items()):
        say(f"{name}: {group['texts']} texts, {said_of(group['recall'])}")
        for kind, found in group["recall_by_kind"].items():
            say(f"    {kind}: {said_of(found)}")
        over = group["over_redaction"]
        kinds = ", ".join(f"{kind} {count}" for kind, count in over["by_kind"].items()) or "none"
        say(f"    over-redaction: {over['percent']} % of {over['of']} other letters ({kinds})")


def said_of(found: Mapping[str, Any]) -> str:
    if not found["of"]:
        return "nothing to find"
    low, high = found["interval"]
    return f"{found['found']} of {found['of']} found: {found['percent']} % ({low} to {high})"
