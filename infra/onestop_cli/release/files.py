"""Reading the files of a jurisdiction: which there are, and where their syntax is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onestop.domain.letters.who_is_told import letters_needed
from onestop_cli.release.addresses import REGISTERS, read_addresses
from onestop_cli.release.examples import CLASSIFIER, LEARNED_THEMES, OTHER_EXAMPLES, THEME_EXAMPLES, without_examples
from onestop_cli.release.faults import FileFault, name_choices
from onestop_cli.release.plain_yaml import TOO_DEEP, TOO_LONG, read_yaml

# file or folder of the jurisdiction -> the schema of its files
FILES = {
    "jurisdiction.yaml": "jurisdiction",
    "agencies.yaml": "agencies",
    "calendar.yaml": "calendar",
    "groups.yaml": "groups",
    "routing.yaml": "routing",
    "boundaries.geojson": "boundaries",
}
# map layers in addition to the districts; a jurisdiction may leave out any of these
MAP_LAYERS = {
    "streets.geojson": "streets",
    "landmarks.geojson": "landmarks",
    "water.geojson": "areas",
    "parks.geojson": "areas",
    "neighbours.geojson": "neighbours",
}
# what a jurisdiction may do without
OPTIONAL = {"eligibility.yaml": "eligibility", "facts.yaml": "facts"}
FOLDERS = {
    "services": "service",
    "letters": "letter",
    "surveys": "survey",
    "forms": "form",
    "decisions": "decision",
}
# what residents are told: the function that writes to them fails without any of these
LETTERS = tuple(f"letters/{letter}.yaml" for letter in letters_needed(forms=False))
# and, if there are forms, the person who fills one in
LETTERS_WITH_FORMS = tuple(f"letters/{letter}.yaml" for letter in letters_needed(forms=True))
THESAURUS = "thesaurus.csv"  # synonyms in addition to ours; read when articles are indexed
IGNORED = {"README.md", CLASSIFIER, OTHER_EXAMPLES, THEME_EXAMPLES, LEARNED_THEMES, THESAURUS}


def read_documents(folder: Path) -> tuple[dict[str, Any], list[FileFault]]:
    """Read every file of a jurisdiction: what it says, by file name, and what is wrong with their syntax.

    A file that cannot be read is there as None: it exists, but nothing is known about it.
    """
    if not folder.is_dir():
        return {}, [FileFault(str(folder), "", "there is no such folder", "the folder of a jurisdiction")]
    documents: dict[str, Any] = {}
    faults = [
        FileFault(file, "", "the file is missing", "every jurisdiction has this file") for file in _find_missing(folder)
    ]
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        file = path.relative_to(folder).as_posix()
        if file in IGNORED or is_words(file) or any(part.startswith(".") for part in Path(file).parts):
            continue
        if file in REGISTERS:
            documents[file], wrong = read_addresses(path, file)
            faults += wrong
            continue
        if schema_of(file) is None:
            known = [
                *FILES,
                *MAP_LAYERS,
                *OPTIONAL,
                *REGISTERS,
                f"answers/{Path(file).stem}.md",
                f"zones/{Path(file).stem}.geojson",
                *(f"{name}/{Path(file).stem}.yaml" for name in FOLDERS),
            ]
            faults.append(FileFault(file, "", "no such file belongs to a jurisdiction", name_choices(file, known)))
            continue
        document, wrong = read_document(path, file)
        faults += wrong
        documents[file] = None if wrong else document  # of a field that is there twice nobody knows which one counts
    return documents, faults


def is_words(file: str) -> bool:
    """Return whether a file holds the jurisdiction's own words: translators' files have a reader of their own."""
    return file.startswith("locales/") and file.endswith(".po")


def schema_of(file: str) -> str | None:
    """Tell which schema a file of a jurisdiction must follow; None for a file that does not belong there."""
    folder, _, name = file.rpartition("/")
    if folder == "zones" and name.endswith(".geojson"):
        return "zones"
    if folder in FOLDERS and name.endswith(".yaml"):
        return FOLDERS[folder]
    if folder == "answers" and name.endswith(".md"):
        return "answer"
    return FILES.get(file) or MAP_LAYERS.get(file) or OPTIONAL.get(file)


def read_document(path: Path, file: str) -> tuple[Any, list[FileFault]]:
    """Read one YAML or GeoJSON file: its content (None if it has none) and what is wrong with its syntax."""
    try:
        text = path.read_bytes().decode("utf-8-sig")  # Windows editors put a mark first
    except UnicodeDecodeError as error:
        return None, [FileFault(file, f"byte {error.start}", "this is not UTF-8 text", "a file saved as UTF-8")]
    if file.startswith("services/"):
        text = without_examples(text)
    if file.startswith("answers/"):
        from onestop_cli.answers.read_article import read_article  # late: a jurisdiction may do without articles

        return read_article(text, file)
    document, faults = _read_json(text, file) if file.endswith("json") else read_yaml(text, file)
    if document is None and not faults:
        faults = [FileFault(file, "", "the file is empty", "the fields that its schema names")]
    return document, faults


def _find_missing(folder: Path) -> Iterator[str]:
    letters = LETTERS_WITH_FORMS if any((folder / "forms").glob("*.yaml")) else LETTERS
    return (file for file in (*FILES, *letters) if not (folder / file).is_file())


def _read_json(text: str, file: str) -> tuple[Any, list[FileFault]]:
    faults: list[FileFault] = []

    def build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for key, value in pairs:
            if key in fields:
                faults.append(FileFault(file, "", f"an object has the field '{key}' twice", "each field once"))
            fields[key] = value
        return fields

    try:
        return json.loads(text, object_pairs_hook=build_object), faults
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        return None, [FileFault(file, place, f"this is not valid JSON: {error.msg}", "GeoJSON (RFC 7946)")]
    except RecursionError:
        return None, [FileFault(file, "", *TOO_DEEP)]
    except ValueError:  # Python reads no whole number of thousands of digits
        return None, [FileFault(file, "", *TOO_LONG)]
