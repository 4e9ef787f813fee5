"""Forms of others, whatever they are written in, as forms of ours."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

from onestop.contracts.forms.check_answers import Checker
from onestop.domain.errors import NotValid
from onestop.domain.forms.describe_schema import describe_form
from onestop.domain.forms.resolve_references import lost_references, mended
from onestop.domain.forms.schemas import modern_schema
from onestop_cli.forms.formio.definition import import_formio
from onestop_cli.problems import CannotContinue

CODE = re.compile(r"[^a-z0-9]+")


def import_file(path: Path, language: str) -> tuple[dict[str, Any], list[str]]:
    """A form, as data, and what is left to do by hand. Raises CannotContinue: what others wrote may have any shape."""
    try:
        return take_over(path, language)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as problem:  # others publish no schema
        right = "components as a list of objects with type and key, in an export with the definition of each step"
        raise CannotContinue(f"{path} is not built as form.io or Open Forms write a form: {right}.") from problem
    except RecursionError as problem:
        raise CannotContinue(f"{path} cannot be taken over: it is nested too deeply.") from problem


def take_over(path: Path, language: str) -> tuple[dict[str, Any], list[str]]:
    """A form by what its file is."""
    code = CODE.sub("-", path.stem.lower()).strip("-") or "form"
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as export:
            return import_export(export, code, language)
    try:
        given = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as problem:
        raise CannotContinue(f"{path} cannot be read as JSON or as an export of Open Forms: {problem}") from problem
    if isinstance(given, dict) and ("components" in given or "components" in given.get("configuration", {})):
        return import_formio(given, code, str(given.get("title") or given.get("name") or path.stem), language)
    if isinstance(given, dict) and ({"$schema", "properties", "type", "$ref", "enum"} & given.keys()):
        try:
            Checker(modern_schema(mended(given)))
        except NotValid as problem:
            raise CannotContinue(f"{path}: {problem.faults[0].message.splitlines()[0]}.") from problem
        lost = sorted(set(lost_references(given)))
        notes = [f"the reference {reference} leads nowhere: nothing is checked there" for reference in lost]
        return describe_form(code, mended(given), language), notes
    raise CannotContinue(f"{path} is none of what can be imported: JSON Schema, form.io, an export of Open Forms.")


def import_export(export: zipfile.ZipFile, code: str, language: str) -> tuple[dict[str, Any], list[str]]:
    """An export of Open Forms: its steps in order, with their definitions."""
    try:
        forms = json.loads(export.read("forms.json"))
        steps = json.loads(export.read("formSteps.json"))
        definitions = {each["url"]: each for each in json.loads(export.read("formDefinitions.json"))}
        logic = json.loads(export.read("formLogic.json")) if "formLogic.json" in export.namelist() else []
    except (KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise CannotContinue(f"This is no export of Open Forms: {problem}") from problem
    steps = [
        {
            "name": step.get("name") or definitions.get(step.get("formDefinition"), {}).get("name"),
            "configuration": step.get("configuration") or definitions[step["formDefinition"]]["configuration"],
        }
        for step in sorted(steps, key=lambda step: step.get("index", step.get("order", 0)))
    ]
    form, notes = import_formio(steps, code, str(forms[0].get("name") or code), language)
    if logic:
        notes.append(f"{len(logic)} rules of the form are written anew, as when and rules")
    return form, notes
