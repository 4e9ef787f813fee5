"""The questions of a service as fields of a form: their names, how they are read, and how they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import read_field
from onestop.domain.languages import say_series
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.posted_forms import FormField, read_values

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import GivenField, Service

ANSWER = "answer-"


def questions_of(code: str | None, catalogue: Catalogue) -> list[GivenField]:
    """The questions of a service; none if no service is chosen."""
    service: Service | None = catalogue.services.get(code or "")
    return list(service.get("questions", ())) if service else []


def question_fields(code: str | None, catalogue: Catalogue) -> tuple[FormField, ...]:
    """The questions as form fields, with their names in faults. Yes or no is a choice for the reader of the page."""
    fields = [read_field(question) for question in questions_of(code, catalogue)]
    return tuple(
        FormField(
            name=f"{ANSWER}{field.code}",
            faults=(f"answers.{field.code}",),
            words="choice" if field.kind == "yesno" else field.kind,
            code=field.code,
            kind=field.kind,
            choices=field.choices,
        )
        for field in fields
    )


def answers_in(form: Mapping[str, str], catalogue: Catalogue) -> dict[str, Any]:
    """The answers, by the codes of the questions of the chosen service."""
    return read_values(form, question_fields(form.get("service"), catalogue))


def names_of_answers(code: str | None, catalogue: Catalogue) -> set[str]:
    """The names of the answers' fields in a form."""
    fields = question_fields(code, catalogue)
    return {field.name for field in fields} | {
        f"{field.name}.{choice}" for field in fields if field.kind == "choices" for choice in field.choices
    }


def shown_questions(code: str | None, visit: Visit) -> list[dict[str, Any]]:
    """The questions in the resident's language, as `own_fields.html` shows fields."""
    return [
        {
            "id": f"{ANSWER}{question['code']}",
            "kind": question["kind"],
            "required": question.get("required", False),
            "name": visit.say(question["name"]),
            "choices": [(choice["code"], visit.say(choice["name"])) for choice in question.get("choices", ())],
        }
        for question in questions_of(code, visit.offer)
    ]


def answer_words(question: Mapping[str, Any], form: Mapping[str, str], yes: str, no: str, language: str) -> str:
    """An answer as it is read back; empty if there is none."""
    name, choices = question["id"], dict(question["choices"])
    if question["kind"] == "choices":
        return say_series((said for code, said in choices.items() if f"{name}.{code}" in form), language)
    typed = form.get(name, "")
    return {"yes": yes, "no": no}.get(typed, typed) if question["kind"] == "yesno" else choices.get(typed, typed)
