"""`onestop again try`: requests of an export, compared as a running suite would, next to what the city recorded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from onestop.domain.again.rule import FURTHEST, AgainRule, Merge
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.release.jurisdiction import read_jurisdiction

if TYPE_CHECKING:
    from onestop_cli.replay.columns import ColumnMap

METRES, DAYS = 10, 30
NO_SERVICE = "For types that mean none of our services."
again = typer.Typer(name="again", help="See which needs are recognised as brought before.", no_args_is_help=True)


@again.callback()
def agains() -> None:
    """See which needs are recognised as brought before."""


@again.command("try")
def try_file(
    file: Annotated[Path, typer.Argument(help="A CSV or JSON export with places, moments, and what repeats what.")],
    map: Annotated[
        str | None, typer.Option("--map", help="Which column means what: a YAML file, or chicago. Else: recognised.")
    ] = None,
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The jurisdiction's folder. Without it: the sample city, Port Ellery.")
    ] = None,
    metres: Annotated[int, typer.Option(min=1, max=FURTHEST, help=NO_SERVICE)] = METRES,
    days: Annotated[int, typer.Option(min=1, max=365, help=NO_SERVICE)] = DAYS,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Try an export: how many recorded duplicates are proposed in the first three, and what else is.

    A false proposal is a request for which something was proposed though the export does not say that it repeats
    another one. Nothing is sent anywhere.
    """
    from onestop.domain.catalogue.catalogue import Catalogue, version_of
    from onestop.domain.understanding.classifier_file import read_classifier
    from onestop_cli.again.try_needs import TypeRules, meant_by, report_of, try_needs
    from onestop_cli.release.read_folder import read_learned
    from onestop_cli.replay.rows import read_columns, read_needs

    columns = map_named(map, file, read_columns(file))
    if columns.parent is None or columns.opened is None:
        raise CannotContinue("The column map must say which column is `parent` and which is `opened`.")
    folder = jurisdiction or find_project().sample_jurisdiction
    release = read_jurisdiction(folder)
    catalogue = Catalogue(version_of(release), release)
    learned = read_learned(folder)
    otherwise = AgainRule(metres=metres, within=timedelta(days=days), merge=Merge.PROPOSE)
    rules = TypeRules(catalogue, meant_by(catalogue, read_classifier(learned) if learned else None), otherwise)
    tried = try_needs(read_needs(file, columns), rules)
    if not tried:
        raise CannotContinue(f"No row of {file} says in the column {columns.opened} when it came.")
    report = report_of(tried)
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print_report(report, Console())


def map_named(named: str | None, file: Path, columns: tuple[str, ...]) -> ColumnMap:
    """A map by its file, by the name of a city that we know, or by the columns of the export."""
    from onestop_cli.replay.maps import KNOWN_MAPS, choose_map

    known = next((each for each in KNOWN_MAPS if each.name == named), None)
    return known or choose_map(file, columns, Path(named) if named else None)


def print_report(report: Mapping[str, Any], console: Console) -> None:
    """The counts, with 95 % intervals, then what was missed."""

    def say(words: str) -> None:
        console.print(words, highlight=False, soft_wrap=True, markup=False)

    found, false, compared = report["recorded"], report["false_proposals"], report["false_proposals_where_compared"]
    say(f"{report['of']} requests")
    say(f"recorded duplicates with their parent here: {found['of']}, {said(found, 'found_in_first_three')}")
    say(f"requests that repeat none: {false['of']}, something proposed for {said(false, 'proposed')}")
    say(f"of those that are compared at all: {compared['of']}, {said(compared, 'proposed')}")
    say(f"proposed at the very same spot though nothing is recorded: {report['false_at_the_same_spot']}")
    for each in report["missed"]:
        say(f"missed: row {each['row']}, {each['type']}, {each['id']} repeats {each['parent']}")


def said(share: Mapping[str, Any], name: str) -> str:
    low, high = share["interval"]
    percent = share["percent"] if share["of"] else 0
    return f"{share[name]}: {percent} % ({low} to {high})"
