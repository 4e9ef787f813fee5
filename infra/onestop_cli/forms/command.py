"""`onestop forms`: the commands for people who write forms."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from onestop_cli.command_options import AsJson
from onestop_cli.problems import CannotContinue

forms = typer.Typer(name="forms", help="Make forms: check, try, show, compare and import them.", no_args_is_help=True)


@forms.callback()
def all_forms() -> None:
    """Make forms: check, try, show, compare and import them."""


@forms.command("judge")
def judge(
    schemas: Annotated[
        Path,
        typer.Argument(
            help="Schemas by name in one JSON file; or a folder of NAME-schema.json with NAME-example.json beside them."
        ),
    ],
    cases: Annotated[
        Path | None,
        typer.Argument(help="With one file: lines of JSON with schema_sha (the name), data, expected_valid."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """See how far we agree with others on what is valid: each difference with why."""
    from onestop_cli.forms.agreement import judge_cases, read_cases, read_folder, read_schemas

    if schemas.is_dir():
        verdict = judge_cases(*read_folder(schemas))
    elif cases is None:
        raise CannotContinue("Name the cases too: onestop forms judge SCHEMAS.json CASES.jsonl, or give a folder.")
    else:
        verdict = judge_cases(read_schemas(schemas), read_cases(cases))
    if as_json:
        typer.echo(json.dumps(verdict.as_json(), ensure_ascii=False, indent=2))
        return
    console = Console()
    for each in verdict.differences:
        said = "valid" if each.expected_valid else "not valid"
        console.print(f"{each.case}: {said} expected, {each.why}", highlight=False, soft_wrap=True, markup=False)
    share = f" ({verdict.agree / verdict.of:.2%})" if verdict.of else ""
    console.print(f"{verdict.agree} of {verdict.of} agree{share}.", highlight=False)


@forms.command("lint")
def lint(files: Annotated[list[Path], typer.Argument(help="Forms, or folders of forms.")]) -> None:
    """Check forms: their shape, what they ask against what is valid, their conditions, and their own tests."""
    from onestop_cli.forms.files import lint_file, list_files
    from onestop_cli.release.jurisdiction import show_faults

    console = Console()
    found = [(path, fault) for path in list_files(files) for fault in lint_file(path)]
    if not found:
        count = len(list_files(files))
        console.print("1 form is right." if count == 1 else f"{count} forms are right.", highlight=False)
        return
    show_faults(console, [(str(path), fault.path, fault.wrong, fault.right) for path, fault in found])
    raise CannotContinue("1 thing is wrong." if len(found) == 1 else f"{len(found)} things are wrong.")


@forms.command("test")
def test(files: Annotated[list[Path], typer.Argument(help="Forms, or folders of forms.")]) -> None:
    """Run the tests of forms: answers, with the mistakes that must be found in them."""
    from onestop_cli.forms.files import list_files, read_form_file
    from onestop_cli.forms.lint_form import lint_form

    failed = of = 0
    for path in list_files(files):
        form = read_form_file(path)
        found = list(lint_form(form))
        if found and not found[0][0].startswith("tests["):
            raise CannotContinue(f"{path} is not right yet, so its tests cannot run: onestop forms lint {path}")
        failed += len(found)
        of += len(form.get("tests", ()))
        for place, wrong, right in found:
            typer.echo(f"{path.name}, {place}: {wrong}; should be: {right}")
    typer.echo(f"{of - failed} of {of} tests hold.")
    if failed:
        raise CannotContinue("Some answers are not judged as their tests say.")


@forms.command("preview")
def preview_pages(
    file: Annotated[Path, typer.Argument(help="A form.")],
    into: Annotated[Path, typer.Option(help="The folder to write to.")] = Path("preview"),
) -> None:
    """Write every page in every language as HTML, to look at."""
    from onestop.domain.forms.form import read_form
    from onestop_cli.forms.files import read_form_file
    from onestop_cli.forms.preview_form import preview

    form = read_form(read_form_file(file))
    try:
        written = preview(form, into)
    except OSError as problem:
        raise CannotContinue(f"The pages cannot be written to {into}: {problem.strerror}.") from problem
    typer.echo(f"{len(written)} pages are in {into}; the first is {written[0]}.")


@forms.command("paper")
def make_paper_form(
    file: Annotated[Path, typer.Argument(help="A form.")],
    into: Annotated[Path, typer.Option(help="The PDF to write.")] = Path("form.pdf"),
    language: Annotated[str, typer.Option(help="The language that it is in.")] = "en",
    large: Annotated[bool, typer.Option("--large", help="In large print.")] = False,
) -> None:
    """Make a PDF of a form, to fill in on a screen or by hand."""
    from onestop.domain.forms.form import read_form
    from onestop.runtime.paper.form import make_paper
    from onestop_cli.forms.files import read_form_file
    from onestop_cli.forms.preview_form import say_in
    from onestop_cli.release.faults import name_choices

    form = read_form(read_form_file(file))
    if language not in form.title:
        raise CannotContinue(f"The form is not in {language}: {name_choices(language, form.title)}.")
    try:
        into.write_bytes(make_paper(form, language, partial(say_in, language), large))
    except OSError as problem:
        raise CannotContinue(f"The PDF cannot be written to {into}: {problem.strerror}.") from problem
    typer.echo(f"The form is in {into}.")


@forms.command("diff")
def diff(
    old: Annotated[Path, typer.Argument(help="The form as it was.")],
    new: Annotated[Path, typer.Argument(help="The form as it is to be.")],
) -> None:
    """Say in words what changed between two versions of a form."""
    from onestop_cli.forms.diff_forms import diff_forms
    from onestop_cli.forms.files import read_form_file

    lines = list(diff_forms(read_form_file(old), read_form_file(new)))
    for line in lines or ["Nothing changed."]:
        typer.echo(line)


@forms.command("import")
def import_form(
    file: Annotated[Path, typer.Argument(help="JSON Schema, form.io, or an export of Open Forms (zip).")],
    into: Annotated[Path | None, typer.Option(help="The file to write. Without it: it is printed.")] = None,
    language: Annotated[str, typer.Option(help="The language of its texts.")] = "en",
) -> None:
    """Take a form over from another tool; what is left to do by hand is told."""
    import yaml

    from onestop_cli.forms.import_form import import_file

    form, notes = import_file(file, language)
    written = yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=120)
    if into:
        try:
            into.write_text(written, encoding="utf-8")
        except OSError as problem:
            raise CannotContinue(f"The form cannot be written to {into}: {problem.strerror}.") from problem
    else:
        typer.echo(written)
    for note in notes:
        typer.echo(f"left to do: {note}", err=True)
