"""Reading the files of a jurisdiction: which there are, and where their syntax is wrong.

PyYAML, because it is the YAML reader that everybody has; narrowed so that a file means what it says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from onestop_cli.release.faults import Fault, name_choices

# file or folder of the jurisdiction -> the schema of its files
FILES = {
    "jurisdiction.yaml": "jurisdiction",
    "agencies.yaml": "agencies",
    "calendar.yaml": "calendar",
    "groups.yaml": "groups",
    "routing.yaml": "routing",
    "boundaries.geojson": "boundaries",
}
FOLDERS = {"services": "service", "letters": "letter", "surveys": "survey"}
# what residents are told: the function that writes to them fails without any of these
LETTERS = tuple(
    f"letters/{letter}.yaml"
    for letter in (
        "case-opened",
        "case-resolved",
        "survey-invited",
        "resident-asked",
        "resident-task",
        "resident-reminded",
        "contact-sent",
        "contact-claimed",
        "case-reopened",
        "case-withdrawn",
        "case-no-answer",
        "case-merged",
        "joined-resolved",
        "joined-closed",
        "joined-reopened",
    )
)
IGNORED = {"README.md"}


def read_documents(folder: Path) -> tuple[dict[str, Any], list[Fault]]:
    """Read every file of a jurisdiction: what it says, by file name, and what is wrong with their syntax.

    A file that cannot be read is there as None: it exists, but nothing is known about it.
    """
    if not folder.is_dir():
        return {}, [Fault(str(folder), "", "there is no such folder", "the folder of a jurisdiction")]
    documents: dict[str, Any] = {}
    faults = [
        Fault(file, "", "the file is missing", "every jurisdiction has this file") for file in _find_missing(folder)
    ]
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        file = path.relative_to(folder).as_posix()
        if file in IGNORED or is_words(file) or any(part.startswith(".") for part in Path(file).parts):
            continue
        if schema_of(file) is None:
            known = [*FILES, *(f"{name}/{Path(file).stem}.yaml" for name in FOLDERS)]
            faults.append(Fault(file, "", "no such file belongs to a jurisdiction", name_choices(file, known)))
            continue
        document, wrong = read_document(path, file)
        faults += wrong
        documents[file] = document
    return documents, faults


def is_words(file: str) -> bool:
    """Whether a file holds the jurisdiction's own words: translators' files have a reader of their own."""
    return file.startswith("locales/") and file.endswith(".po")


def schema_of(file: str) -> str | None:
    """Tell which schema a file of a jurisdiction must follow; None for a file that does not belong there."""
    folder, _, name = file.rpartition("/")
    if folder in FOLDERS and name.endswith(".yaml"):
        return FOLDERS[folder]
    return FILES.get(file)


def read_document(path: Path, file: str) -> tuple[Any, list[Fault]]:
    """Read one YAML or GeoJSON file: its content (None if it has none) and what is wrong with its syntax."""
    try:
        text = path.read_bytes().decode("utf-8-sig")  # Windows editors put a mark first
    except UnicodeDecodeError as error:
        return None, [Fault(file, f"byte {error.start}", "this is not UTF-8 text", "a file saved as UTF-8")]
    document, faults = _read_json(text, file) if file.endswith("json") else _read_yaml(text, file)
    if document is None and not faults:
        faults = [Fault(file, "", "the file is empty", "the fields that its schema names")]
    return document, faults


def _find_missing(folder: Path) -> Iterator[str]:
    return (file for file in (*FILES, *LETTERS) if not (folder / file).is_file())


def _read_yaml(text: str, file: str) -> tuple[Any, list[Fault]]:
    loader: _PlainLoader | None = None
    try:
        loader = _PlainLoader(text)
        return loader.get_single_data(), [Fault(file, *fault) for fault in loader.doubled]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        wrong = " ".join(part for part in (error.context, error.problem) if part)
        return None, [Fault(file, _position(mark), f"this is not valid YAML: {wrong}", "see the files of port-ellery")]
    except yaml.reader.ReaderError as error:
        wrong = f"the character U+{error.character:04X} is not allowed"
        line, column = text.count("\n", 0, error.position), error.position - text.rfind("\n", 0, error.position) - 1
        return None, [Fault(file, f"line {line + 1}, column {column + 1}", wrong, "printable text")]
    finally:
        if loader is not None:
            loader.dispose()


def _position(mark: Any) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""


def _read_json(text: str, file: str) -> tuple[Any, list[Fault]]:
    faults: list[Fault] = []

    def build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for key, value in pairs:
            if key in fields:
                faults.append(Fault(file, "", f"an object has the field '{key}' twice", "each field once"))
            fields[key] = value
        return fields

    try:
        return json.loads(text, object_pairs_hook=build_object), faults
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        return None, [Fault(file, place, f"this is not valid JSON: {error.msg}", "GeoJSON (RFC 7946)")]


class _PlainLoader(yaml.SafeLoader):
    """YAML without its surprises: keys are words as written, dates and times stay text, nothing is shared or doubled.

    Otherwise `no:` (Norwegian) would be read as `false`, `2026-12-25` as a date, and `10:30` as the number 630.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.doubled: list[tuple[str, str, str]] = []

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "references (*name) are not used here, write it out", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        fields: dict[Any, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a field's name must be a word", key.start_mark)
            if key.value in fields:
                self.doubled.append((_position(key.start_mark), f"the field '{key.value}' is there twice", "once"))
            fields[key.value] = self.construct_object(value, deep=deep)
        return fields


_PlainLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(0|[1-9][0-9]*)\.[0-9]+", list("-0123456789")),
):
    _PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first)
