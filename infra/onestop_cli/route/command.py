"""`onestop route try`: sentences of a file, understood as routing would, without a running suite."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from onestop_cli.project import find_project
from onestop_cli.release.jurisdiction import read_jurisdiction
from onestop_cli.route.diff_command import diff_rules
from onestop_cli.route.explain_command import explain_case

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop_cli.route.try_sentences import OutcomeCounts, TriedSentence

route = typer.Typer(name="route", help="See how needs are routed.", no_args_is_help=True)


@route.callback()
def routes() -> None:
    """See how needs are routed."""


route.command("explain")(explain_case)
route.command("diff")(diff_rules)


@route.command("try")
def try_file(
    file: Annotated[Path, typer.Argument(help="Lines of an expected code, a tab, and a sentence.")],
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The jurisdiction's folder. Without it: the sample city, Port Ellery.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Try sentences: which find their service at once, which a wrong one, and which a person must look at.

    The code is a service, or `triage` for what a person should look at. Empty lines and lines after # are passed over.
    """
    from onestop.domain.catalogue.catalogue import Catalogue, version_of
    from onestop.domain.understanding.classifier_file import read_classifier
    from onestop_cli.release.read_folder import read_learned
    from onestop_cli.route.lines import read_lines
    from onestop_cli.route.try_sentences import report_of, try_lines

    folder = jurisdiction or find_project().sample_jurisdiction
    release = read_jurisdiction(folder)
    catalogue = Catalogue(version_of(release), release)
    learned = read_learned(folder)
    lines = read_lines(file, catalogue.services)
    tried = try_lines(lines, catalogue, read_classifier(learned) if learned else None)
    if as_json:
        typer.echo(json.dumps(report_of(tried, catalogue), ensure_ascii=False, indent=2))
    else:
        print_report(tried, catalogue, Console())


def print_report(tried: Sequence[TriedSentence], catalogue: Catalogue, console: Console) -> None:
    """The counts, then each miss with why."""
    from onestop_cli.route.try_sentences import OutcomeCounts, by_language, miss_of

    for each in (miss_of(one, catalogue) for one in tried if one.outcome != "right"):
        place = "" if each["got"] != "triage" else f", {'' if each['first_three'] else 'not '}in the first three"
        told = f"line {each['line']}: {each['expected']} expected, {each['got']}{place}: {each['sentence']}"
        console.print(told, highlight=False, soft_wrap=True, markup=False)
        console.print(f"    {' '.join(each['why'])}", highlight=False, soft_wrap=True, markup=False, style="dim")
    tell_counts("all", OutcomeCounts.of_tried(tried), console)
    for language, counts in by_language(tried).items():
        tell_counts(language, counts, console)


def tell_counts(name: str, counts: OutcomeCounts, console: Console) -> None:
    """One group, with 95 % intervals."""
    from onestop_cli.route.intervals import say_share

    parts = (("right", counts.right), ("wrong", counts.wrong), ("to triage", counts.triage))
    said = [f"{word} {say_share(count, counts.of)}" for word, count in (*parts, ("first three", counts.first_three))]
    console.print(f"{name}: {counts.of} sentences, {', '.join(said)}", highlight=False, soft_wrap=True)
