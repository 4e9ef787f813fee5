"""Forms as files: read, and checked one by one without the rest of a jurisdiction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onestop.domain.forms.eligibility import CODE
from onestop_cli.forms.eligibility import FILE, lint_eligibility
from onestop_cli.forms.lint_form import lint_form
from onestop_cli.problems import CannotContinue
from onestop_cli.release.faults import FileFault
from onestop_cli.release.files import read_document
from onestop_cli.release.schema import compare_with_schema

ENDINGS = (".yaml", ".yml", ".json")


def list_files(given: Sequence[Path]) -> list[Path]:
    """The files that are meant; of a folder, or of the folder of a jurisdiction, its forms."""
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            folder = path / "forms" if (path / "forms").is_dir() else path
            forms = sorted(each for each in folder.iterdir() if each.suffix in ENDINGS)
            if not forms:
                raise CannotContinue(f"No form is in {folder}: name a folder of YAML or JSON files, or a file.")
            found += forms
            if (path / FILE).is_file():
                found.append(path / FILE)
        elif path.is_file():
            found.append(path)
        else:
            raise CannotContinue(f"There is no file {path}.")
    return found


def lint_file(path: Path) -> list[FileFault]:
    """Everything that is wrong with one file."""
    document, faults = read_document(path, path.name)
    if document is None:
        return faults
    is_form = path.name != FILE
    faults += compare_with_schema(path.name, document, "form" if is_form else CODE, languages_of(document))
    lint = lint_form if is_form else lint_eligibility
    return faults or [FileFault(path.name, *found) for found in lint(document)]


def read_form_file(path: Path) -> dict[str, Any]:
    """A form that is right in shape. Raises CannotContinue with the first thing that is not."""
    if not path.is_file():
        raise CannotContinue(f"{path} is a folder: name one form." if path.is_dir() else f"There is no file {path}.")
    document, faults = read_document(path, path.name)
    faults = faults or compare_with_schema(path.name, document, "form", languages_of(document))
    if faults:
        first = str(faults[0]).removesuffix(".")  # a description of the schema ends with a full stop, others do not
        raise CannotContinue(f"{path} is no form yet: {first}.")
    return dict(document)


def languages_of(document: Any) -> frozenset[str]:
    """The languages of a form alone: those of its title."""
    title = document.get("title") if isinstance(document, dict) else None
    return frozenset(title) if isinstance(title, dict) else frozenset()
