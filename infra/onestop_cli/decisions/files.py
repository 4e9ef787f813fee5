"""Rule tables as files: read, and checked one by one without the rest of a jurisdiction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onestop_cli.decisions.lint_rule_table import lint_table
from onestop_cli.forms.files import languages_of
from onestop_cli.problems import CannotContinue
from onestop_cli.release.faults import FileFault
from onestop_cli.release.files import read_document
from onestop_cli.release.schema import compare_with_schema


def list_tables(given: Sequence[Path]) -> list[Path]:
    """The files that are meant; of the folder of a jurisdiction, its tables."""
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            folder = path / "decisions" if (path / "decisions").is_dir() else path
            tables = sorted(folder.glob("*.yaml"))
            if not tables:
                raise CannotContinue(f"No rule table is in {folder}: name a folder of YAML files, or a file.")
            found += tables
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
    faults += compare_with_schema(path.name, document, "decision", languages_of(document))
    return faults or [FileFault(path.name, *found) for found in lint_table(document, form_beside(path, document))]


def form_beside(path: Path, table: dict[str, Any]) -> dict[str, Any] | None:
    """Reads the form whose answers a table uses, from the same jurisdiction's folder; None if it is not there."""
    file = path.resolve().parent.parent / "forms" / f"{table.get('form')}.yaml"
    if not file.is_file():
        return None
    document, faults = read_document(file, file.name)
    return None if faults or not isinstance(document, dict) else document


def read_table_file(path: Path) -> dict[str, Any]:
    """A table that is right. Raises CannotContinue with the first thing that is not."""
    if not path.is_file():
        raise CannotContinue(f"{path} is a folder: name one table." if path.is_dir() else f"There is no file {path}.")
    faults = lint_file(path)
    if faults:
        raise CannotContinue(f"{path} is no rule table yet: {str(faults[0]).removesuffix('.')}.")
    document, _ = read_document(path, path.name)
    return dict(document)
