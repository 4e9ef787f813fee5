"""How far we agree with others on what is valid: labelled cases, or schemas with example submissions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onestop.contracts.forms.check_answers import Checker
from onestop.domain.errors import NotValid
from onestop.domain.forms.resolve_references import lost_references, mended, merged
from onestop.domain.forms.schemas import modern_schema
from onestop_cli.problems import CannotContinue

SCHEMA, EXAMPLE = "-schema.json", "-example.json"
SAID = 3  # mistakes that an explanation names


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A case that we judge differently, with the reason."""

    case: str
    expected_valid: bool
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    of: int
    agree: int
    differences: list[Disagreement]

    def as_json(self) -> dict[str, Any]:
        return {
            "of": self.of,
            "agree": self.agree,
            "differences": [
                {"case": each.case, "expected_valid": each.expected_valid, "why": each.why} for each in self.differences
            ],
        }


@dataclass(frozen=True, slots=True)
class LabelledCase:
    name: str
    schema: str
    data: Any
    expected_valid: bool


def judge_cases(schemas: Mapping[str, Any], cases: Iterable[LabelledCase]) -> Judged:
    """Judges every case by its schema; one whose schema is missing or not a schema counts as a difference."""
    checkers: dict[str, Checker | str] = {}
    differences: list[Disagreement] = []
    of = 0
    for case in cases:
        of += 1
        if case.schema not in checkers:
            checkers[case.schema] = make_checker(schemas, case.schema)
        why = judge_case(case, checkers[case.schema], schemas.get(case.schema))
        if why:
            differences.append(Disagreement(case.name, case.expected_valid, why))
    return Judged(of, of - len(differences), differences)


def make_checker(schemas: Mapping[str, Any], name: str) -> Checker | str:
    """Returns a checker, or why there is none. A reference that leads nowhere allows anything."""
    if name not in schemas:
        return f"there is no schema {name}"
    try:
        return Checker(modern_schema(mended(schemas[name])))
    except NotValid as problem:
        return problem.faults[0].message
    except RecursionError:
        return "the schema is nested too deeply"


def judge_case(case: LabelledCase, checker: Checker | str, schema: Any) -> str:
    """Returns why we judge differently; empty if we agree."""
    if isinstance(checker, str):
        return checker
    try:
        mistakes = checker.mistakes(case.data)
    except UnicodeEncodeError:
        return "the answers have half a character (a surrogate), which is no text"
    except RecursionError:
        return "the answers are nested too deeply"
    if (not mistakes) == case.expected_valid:
        return ""
    lost = sorted(set(lost_references(schema)))
    broken = f"; the schema has references that lead nowhere: {', '.join(lost)}" if lost else ""
    if not mistakes:
        return f"we find nothing wrong{broken}"
    first = [f"{each.place or 'the whole'}: {each.kind}{limit_of(each.limit)}" for each in mistakes[:SAID]]
    more = f" and {len(mistakes) - SAID} more" if len(mistakes) > SAID else ""
    hint = say_wrapping(case.data, checker) if is_wrapped(case.data, schema) else ""
    return f"we find wrong {', '.join(first)}{more}{hint}{broken}"


def limit_of(limit: Any) -> str:
    return "" if limit is None else f" {json.dumps(limit, ensure_ascii=False)[:60]}"


def is_wrapped(data: Any, schema: Any) -> bool:
    """Returns whether the submission is inside an object `data` that the schema does not have, as test tools wrap
    it."""
    return (
        isinstance(data, dict) and list(data) == ["data"] and "data" not in merged(schema, schema).get("properties", ())
    )


def say_wrapping(data: Any, checker: Checker) -> str:
    inner = checker.mistakes(data["data"])
    found = f"{inner[0].place}: {inner[0].kind}" if inner else "nothing"
    return f"; it all lies in an object data, which the schema does not know; in what lies there we find wrong: {found}"


def read_cases(file: Path) -> Iterator[LabelledCase]:
    """Labelled cases, a JSON object on each line with schema_sha, data and expected_valid."""
    for number, line in enumerate(
        read_text(file).split("\n"), 1
    ):  # not at other line separators: they may be inside a word
        if not line.strip():
            continue
        try:
            yield read_case(json.loads(line), number)
        except (ValueError, KeyError, TypeError, RecursionError) as problem:
            right = "a JSON object with schema_sha, data and expected_valid"
            raise CannotContinue(f"{file}, line {number} cannot be read ({problem}): write {right}.") from problem


def read_case(given: Any, number: int) -> LabelledCase:
    """One labelled case. Raises KeyError and TypeError."""
    if not isinstance(given, dict):
        raise TypeError("this is no object")
    if not isinstance(given["expected_valid"], bool):
        raise TypeError("expected_valid is neither true nor false")
    name = f"line {number}" + "".join(f", {given[each]}" for each in ("form", "field") if given.get(each))
    return LabelledCase(name, str(given["schema_sha"]), given["data"], given["expected_valid"])


def read_schemas(file: Path) -> dict[str, Any]:
    """Schemas by name: one JSON object."""
    schemas = read_json(file)
    if not isinstance(schemas, dict):
        raise CannotContinue(f"{file} must be one JSON object: the schemas by their name.")
    return schemas


def read_folder(folder: Path) -> tuple[dict[str, Any], list[LabelledCase]]:
    """Reads schemas NAME-schema.json with example submissions NAME-example.json, which should all be valid; those
    in subfolders, too. An example whose name continues that of a schema (NAME-cypress-example.json) belongs to
    the longest that fits."""

    def name_of(path: Path, ending: str) -> str:
        return path.relative_to(folder).as_posix().removesuffix(ending)

    schemas = {name_of(path, SCHEMA): read_json(path) for path in sorted(folder.rglob(f"*{SCHEMA}"))}
    if not schemas:
        raise CannotContinue(f"No schema is in {folder}: its files are called NAME{SCHEMA} and NAME{EXAMPLE}.")
    cases = []
    for path in sorted(folder.rglob(f"*{EXAMPLE}")):
        name = name_of(path, EXAMPLE)
        fitting = [each for each in schemas if name == each or name.startswith(f"{each}-")]
        cases.append(LabelledCase(name_of(path, ""), max(fitting, key=len, default=name), read_json(path), True))
    return schemas, cases


def read_json(path: Path) -> Any:
    try:
        return json.loads(read_text(path))
    except (ValueError, RecursionError) as problem:
        raise CannotContinue(f"{path} cannot be read as JSON: {problem}") from problem


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise CannotContinue(f"{path} cannot be read: {problem}") from problem
