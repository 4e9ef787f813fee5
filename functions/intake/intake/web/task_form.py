"""The fields of a part that is the resident's, as a form: their names, what was filled in, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from intake.web.case_act_texts import PART
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.resident_part import task_as_planned
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import Field
from onestop.domain.errors import Fault
from onestop.runtime.frame import Visit

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Choice, GivenField

FAULT = "results."  # how the domain names a field in a fault
FIELD = "result-"  # how the form names it; several choices are fields of their own: result-<field>.<choice>


def fields_of(file: CaseFile, task: Task, catalogue: Catalogue, language: str) -> list[dict[str, Any]]:
    """The fields in the resident's language: the plan of the case says which, today's catalogue how they are called."""
    planned = task_as_planned(catalogue, task.service, task.code)
    named = {field["code"]: field for field in (planned.get("results", ()) if planned else ())}

    def name_of(entry: GivenField | Choice | None, code: str) -> str:
        return catalogue.say(entry["name"], language) if entry else code

    fields = []
    for field in file.planned(task).results:
        known = named.get(field.code)
        choices = {choice["code"]: choice for choice in (known.get("choices", ()) if known else ())}
        fields.append(
            {
                "id": FIELD + field.code,
                "kind": field.kind,
                "required": field.required,
                "name": name_of(known, field.code),
                "choices": [(code, name_of(choices.get(code), code)) for code in field.choices],
            }
        )
    return fields


def read_results(form: Mapping[str, str], fields: Iterable[Field]) -> dict[str, Any]:
    """What was filled in, as the domain checks it; what cannot be read stays as it was typed, and is refused there."""
    read = {field.code: READERS[field.kind](form, field) for field in fields}
    return {code: value for code, value in read.items() if value not in (None, "")}


def typed(form: Mapping[str, str], field: Field) -> str:
    return form.get(FIELD + field.code, "")


def read_number(form: Mapping[str, str], field: Field) -> float | str:
    text = typed(form, field).replace(",", ".")
    try:
        return int(text) if text.isdigit() else float(text)
    except ValueError:
        return text


def read_yesno(form: Mapping[str, str], field: Field) -> bool | str:
    return {"yes": True, "no": False}.get(typed(form, field), typed(form, field))


def read_choices(form: Mapping[str, str], field: Field) -> list[str] | None:
    return [code for code in field.choices if f"{FIELD}{field.code}.{code}" in form] or None


READERS: Mapping[str, Callable[[Mapping[str, str], Field], Any]] = {
    "text": typed,
    "date": typed,
    "choice": typed,
    "number": read_number,
    "yesno": read_yesno,
    "choices": read_choices,
}


def say_wrong(
    faults: Sequence[Fault], results: Mapping[str, Any], fields: Iterable[Field], visit: Visit
) -> list[tuple[str, str]]:
    """What is wrong, by field in their order, in the resident's language."""
    wrong = {fault.field.removeprefix(FAULT) for fault in faults}
    return [
        (FIELD + field.code, visit.say(PART[text_name(field, field.code in results)]))
        for field in fields
        if field.code in wrong
    ]


def text_name(field: Field, given: bool) -> str:
    kind = "choice" if field.kind == "yesno" else field.kind
    return f"{'wrong' if given else 'missing'}_{kind}"
