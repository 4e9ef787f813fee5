"""The questions of a service as fields of a form: their names in two languages, and how answers are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields, read_answer

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

BEFORE = "answer-"  # prefix of a question's code, in the name of its field


def name_of_field(code: str) -> str:
    return f"{BEFORE}{code}"


def questions_of(service: Service | None, visit: DeskVisit, language: str) -> list[dict[str, Any]]:
    """Returns the questions in the order of the catalogue: in the resident's language, with the clerk's next to it."""
    return [
        {
            "id": name_of_field(question["code"]),
            "kind": question["kind"],
            "required": question.get("required", False),
            "say": visit.offer.say(question["name"], language),
            "own": visit.offer.say(question["name"], visit.language),
            "choices": [
                (
                    choice["code"],
                    visit.offer.say(choice["name"], language),
                    visit.offer.say(choice["name"], visit.language),
                )
                for choice in question.get("choices", ())
            ],
        }
        for question in (service.get("questions", ()) if service else ())
    ]


def read_answers(service: Service | None, form: SentFields) -> dict[str, Any]:
    """Reads the answers, by question. What cannot be read stays as it was typed, and is refused by the checks."""
    questions = service.get("questions", ()) if service else ()
    read = {each["code"]: read_answer(form, name_of_field(each["code"]), each["kind"]) for each in questions}
    return {code: value for code, value in read.items() if value is not None}
