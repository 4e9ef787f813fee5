"""`onestop answers`: the commands for people who write articles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.release.jurisdiction import read_jurisdiction
from onestop_cli.suite_options import ReadyFile, Region, Stack, use_suite

if TYPE_CHECKING:
    from onestop.domain.answers.index import AnswerIndex

answers = typer.Typer(name="answers", help="Write articles: check them, and try what finds them.", no_args_is_help=True)


@answers.callback()
def all_answers() -> None:
    """Write articles: check them, and try what finds them."""


@answers.command("lint")
def lint(
    jurisdiction: Annotated[
        Path | None, typer.Argument(help="The jurisdiction's folder. Without it: the sample city, Port Ellery.")
    ] = None,
    on: Annotated[str | None, typer.Option(help="The day on which reviews are looked at. Without it: today.")] = None,
) -> None:
    """Check articles: what they name, and what is hard to read, too long, due for review or not translated."""
    from onestop_cli.answers.lint_articles import lint_articles

    folder = jurisdiction or find_project().sample_jurisdiction
    try:
        today = datetime.fromisoformat(on).date() if on else datetime.now(UTC).date()
    except ValueError as wrong:
        raise CannotContinue(f"{on} is no day; write it as 2026-11-28.") from wrong
    release = read_jurisdiction(folder)
    found = list(lint_articles(release, today))
    for each in found:
        place = f"answers/{each.code}.md{', ' + each.language if each.language else ''}"
        typer.echo(f"{place}: {each.wrong}")
    count = len(release.get("answers", {}))
    if found:
        raise CannotContinue("One thing should be looked at." if len(found) == 1 else f"{len(found)} things should be.")
    typer.echo(f"{count} articles are right.")


@answers.command("try")
def try_file(
    file: Annotated[Path, typer.Argument(help="Lines of the right article's code, a tab, and a question.")],
    written: Annotated[
        Path | None,
        typer.Option(
            "--answers",
            help="Other articles: a folder of Markdown files (CODE.md or CODE.LANGUAGE.md), a CSV of code,title,text "
            "and perhaps language, or the folder of a jurisdiction. Without it: those of Port Ellery.",
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Try questions: how often the right article comes first, and among the first three."""
    from onestop.domain.understanding.classifier_file import read_classifier
    from onestop_cli.answers.try_questions import read_questions, report_of, try_questions
    from onestop_cli.release.read_folder import read_learned

    place = written or find_project().sample_jurisdiction
    learned = read_learned(place if (place / "jurisdiction.yaml").is_file() else find_project().sample_jurisdiction)
    index = index_at(place, learned)
    questions = read_questions(file, index.by_code)
    report = report_of(try_questions(questions, index, read_classifier(learned) if learned else None), index)
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print_report(report, Console())


@answers.command("helped")
def tell_who_was_helped(
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Tell of each article how many people said that it helped, or did not: those that helped least first."""
    use_suite(ready_file, stack, region)
    from onestop.storage.catalogue.releases import current  # late: it reads the settings of this process
    from onestop_cli.answers.helpful_articles import lines_of_helped

    for line in lines_of_helped(current()):
        typer.echo(line)


def index_at(place: Path, learned: bytes | None) -> AnswerIndex:
    """The index of a jurisdiction's articles, or of somebody else's."""
    from onestop.domain.answers.index_file import read_index, write_index
    from onestop.domain.understanding.classifier_file import read_classifier
    from onestop_cli.answers.compile_index import index_of_release, make_index
    from onestop_cli.answers.samples import read_written
    from onestop_cli.answers.thesaurus import OURS, read_thesaurus

    if (place / "jurisdiction.yaml").is_file():
        release = read_jurisdiction(place)
        if not release.get("answers"):
            raise CannotContinue(f"No article is in {place}: they are files answers/CODE.md.")
        made = index_of_release(release, place, learned)
    else:
        classifier = read_classifier(learned) if learned else None
        made = make_index(read_written(place), read_thesaurus(OURS), classifier)
    return read_index(write_index(made))  # as a running suite has it


def print_report(report: Mapping[str, Any], console: Console) -> None:
    """The misses, then the counts with 95 % intervals."""

    def say(words: str) -> None:
        console.print(words, highlight=False, soft_wrap=True, markup=False)

    for each in report["misses"]:
        where = "in the first three" if each["in_first_three"] else "not in the first three"
        found = ", ".join(each["found"]) or "nothing"
        say(f"line {each['line']}: {each['expected']} {where}, found {found}: {each['question']}")
    spent = report["cpu_ms"]
    say(f"{report['articles']} articles, {spent['mean']} ms CPU a search ({spent['most']} at most)")
    for name, counts in (("all", report), *report["by_language"].items()):
        tell_counts(name, counts, say)


def tell_counts(name: str, counts: Mapping[str, Any], say: Any) -> None:
    """One group of questions."""
    from onestop_cli.route.intervals import say_share

    shares = [
        f"{word} {say_share(counts[key], counts['of'])}"
        for word, key in (("first", "first"), ("first three", "first_three"))
    ]
    sure = f"sure {counts['sure']}, of these right {counts['sure_and_right']}"
    say(f"{name}: {counts['of']} questions, right article {', '.join(shares)}; {sure}")
