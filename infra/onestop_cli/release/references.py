"""Names that one file of a jurisdiction uses and another gives: are they known, and is each given once?"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value

Documents = dict[str, Any]

# what can be referred to -> the file that gives the names and the place in it; for the others the file names count
GIVEN = {
    "agency": ("agencies.yaml", "[].code"),
    "group": ("groups.yaml", "[].code"),
    "district": ("boundaries.geojson", "features[].properties.code"),
    "fact": ("facts.yaml", "[].code"),
    "street": ("streets.geojson", "features[].properties.code"),
}
# file, place in it, what the name found there must be
USED = (
    ("jurisdiction.yaml", "triage_agency", "agency"),
    ("jurisdiction.yaml", "survey", "survey"),
    ("agencies.yaml", "[].calendar", "calendar"),
    ("agencies.yaml", "[].macros[].services[]", "service"),
    ("agencies.yaml", "[].macros[].steps[].agency", "agency"),
    ("services/*", "group", "group"),
    ("services/*", "survey", "survey"),
    ("services/*", "form", "form"),
    ("eligibility.yaml", "offers[].service", "service"),
    ("services/*", "plan[].tasks[].agency", "agency"),
    ("services/*", "plan[].tasks[].service", "service"),
    ("routing.yaml", "rules[].agency.*", "agency"),
    ("routing.yaml", "rules[].when.service[]", "service"),
    ("routing.yaml", "rules[].when.district[]", "district"),
    ("routing.yaml", "urgency[].when.service[]", "service"),
    ("routing.yaml", "urgency[].when.district[]", "district"),
    ("landmarks.geojson", "features[].properties.street", "street"),
    ("answers/*", "agency", "agency"),
    ("answers/*", "services[]", "service"),
    ("answers/*", "languages.*.short[].fact", "fact"),
    ("answers/*", "languages.*.blocks[].lines[][].fact", "fact"),
    ("facts.yaml", "[].calendar", "calendar"),
)
# file, its independent parts (empty: the whole file), what may not be there twice in such a part
UNIQUE = (
    ("agencies.yaml", "", "[].code", "agency"),
    ("agencies.yaml", "[]", "macros[].code", "macro"),
    ("groups.yaml", "", "[].code", "group"),
    ("boundaries.geojson", "", "features[].properties.code", "district"),
    ("landmarks.geojson", "", "features[].properties.code", "landmark"),
    ("water.geojson", "", "features[].properties.code", "area"),
    ("parks.geojson", "", "features[].properties.code", "area"),
    ("routing.yaml", "", "rules[].code", "rule"),
    ("services/*", "", "questions[].code", "question"),
    ("services/*", "questions[]", "choices[].code", "choice"),
    ("services/*", "", "plan[].code", "stage"),
    ("services/*", "", "plan[].tasks[].code", "task"),
    ("services/*", "plan[].tasks[]", "results[].code", "result"),
    ("services/*", "plan[].tasks[].results[]", "choices[].code", "choice"),
    ("surveys/*", "", "questions[].code", "question"),
    ("surveys/*", "questions[]", "choices[].code", "choice"),
    ("jurisdiction.yaml", "", "escalation[].to", "step"),
    ("facts.yaml", "", "[].code", "fact"),
)
PLURALS = {"agency": "agencies", "survey": "surveys"}


def check_references(documents: Documents) -> Iterator[FileFault]:
    """Every agency, group, calendar, service, district and survey that is named must exist."""
    for files, pattern, kind in USED:
        known = collect_names(documents, kind)
        for file, path, name in _find_names(documents, files, pattern):
            if known is not None and name not in known:
                yield FileFault(file, path, f"there is no {kind} {show_value(name)}", name_choices(name, known))


def check_codes_are_unique(documents: Documents) -> Iterator[FileFault]:
    """No two agencies, groups, districts, rules, questions, choices, stages, tasks or results share a code."""
    for files, places, pattern, kind in UNIQUE:
        first: dict[tuple[str, str, str], str] = {}
        for file in sorted(file for file in documents if fnmatchcase(file, files)):
            for place, node in find_places(documents[file], places):
                for path, name in _find_texts(node, pattern, place):
                    if (file, place, name) in first:
                        wrong = f"the {kind} {show_value(name)} is already at {first[file, place, name]}"
                        yield FileFault(file, path, wrong, f"another code for this {kind}")
                    first.setdefault((file, place, name), path)


def check_file_names(documents: Documents) -> Iterator[FileFault]:
    """A service, a letter or a survey is found by its file name, so its code must be the same."""
    for file, path, name in _find_names(documents, "*/*", "code"):
        if name != PurePosixPath(file).stem:
            yield FileFault(file, path, f"{show_value(name)} is not the name of the file", PurePosixPath(file).stem)


def check_rule_tasks(documents: Documents) -> Iterator[FileFault]:
    """A rule can give a task to another agency only if one of its services has that task."""
    services = [file for file in documents if file.startswith("services/")]
    for path, rule in find_places(documents.get("routing.yaml"), "rules[]"):
        named = [name for _, name in find_places(rule, "when.service[]")]
        files = [f"services/{name}.yaml" for name in named] or services
        if any(documents.get(file) is None for file in files):
            continue  # an unknown or unreadable service has its own fault, and would bring a wrong one here
        tasks = {str(task) for file in files for _, task in find_places(documents[file], "plan[].tasks[].code")}
        for below, _ in find_places(rule, "agency.*"):
            task = below.removeprefix("agency.")
            if task not in tasks:
                wrong = f"no service of this rule has a task {show_value(task)}"
                yield FileFault("routing.yaml", f"{path}.{below}", wrong, name_choices(task, tasks))


def check_keywords(documents: Documents) -> Iterator[FileFault]:
    """Check that a keyword points to one service only; otherwise it would not show which one a resident means."""
    owners: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for file in sorted(file for file in documents if file.startswith("services/")):
        for path, keyword in find_places(documents[file], "keywords.*[]"):
            language = path.removeprefix("keywords.").partition("[")[0]
            owners[language, fold_keyword(str(keyword))].append((file, path))
    for (_, keyword), places in owners.items():
        for file, path in places:
            other = next((place for place in places if place != (file, path)), None)
            if other:
                wrong = f"the keyword {show_value(keyword)} is ambiguous: {other[0]} has it too ({other[1]})"
                yield FileFault(file, path, wrong, "a keyword that only this service has, once")


def fold_keyword(keyword: str) -> str:
    """Write a keyword the way it is compared: small letters, single spaces, one form for each character."""
    return " ".join(unicodedata.normalize("NFKC", keyword).casefold().split())


def collect_names(documents: Documents, kind: str) -> set[str] | None:
    """Collect the names of one kind that this jurisdiction gives; None when the file that gives them is unreadable."""
    if kind == "calendar":
        calendars = documents.get("calendar.yaml")
        return {path.removeprefix("calendars.") for path, _ in find_places(calendars, "calendars.*")} or None
    if kind in GIVEN:
        file, pattern = GIVEN[kind]
        return (
            {str(name) for _, name in find_places(documents[file], pattern)}
            if documents.get(file) is not None
            else None
        )
    folder = PLURALS.get(kind, f"{kind}s")
    names = {PurePosixPath(file).stem for file in documents if file.startswith(f"{folder}/")}
    return names | {"none"} if kind == "survey" else names


def _find_names(documents: Documents, files: str, pattern: str) -> Iterator[tuple[str, str, str]]:
    for file in sorted(documents):
        if fnmatchcase(file, files):
            for path, name in _find_texts(documents[file], pattern):
                yield file, path, name


def _find_texts(node: Any, pattern: str, place: str = "") -> Iterator[tuple[str, str]]:
    for path, name in find_places(node, pattern):
        if isinstance(name, str):
            yield f"{place}.{path}" if place else path, name
