"""What the case of a sub-service begins with: only those answers of the first case that it needs, in the words that
the catalogue has for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from onestop.domain.cases.request import Place, Request
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import ServicePart
from onestop.domain.languages import say_series

ANSWER = re.compile(r"\(\(([a-z0-9-]+)\)\)")  # a placeholder for an answer in the words of a part
NO_ANSWER = "–"
LONGEST_ADDRESS = 200


def answers_named(texts: Mapping[str, str]) -> set[str]:
    """Returns the questions whose answers are named in these words, in any language."""
    return {code for text in texts.values() for code in ANSWER.findall(text)}


def request_of_part(request: Request, service: str, part: ServicePart, catalogue: Catalogue, language: str) -> Request:
    """Returns the request of a part: its own words, place and answers, and how it came; without the application and
    files of the first case."""
    said = say_answers(request, catalogue, language)
    text = ANSWER.sub(lambda found: said.get(found[1]) or NO_ANSWER, catalogue.say(part.description, language))
    placed = catalogue.services[service]["place"] != "none"  # if nobody has to go there, the address is not passed on
    address = str(request.answers.get(part.place or "") or "").strip()
    given = {there: request.answers[here] for there, here in part.answers.items() if here in request.answers}
    return Request(
        service=service,
        description=text.strip(),
        place=(Place(address=address[:LONGEST_ADDRESS]) if address else request.place) if placed else None,
        answers=given,
        language_unsure=request.language_unsure,
        taken_by=request.taken_by,
        consent=request.consent,
    )


def say_answers(request: Request, catalogue: Catalogue, language: str) -> dict[str, str]:
    """Returns the answers in words: choices by their names, everything else as it was typed."""
    known = catalogue.services.get(request.service or "")
    names: dict[str, dict[str, str]] = {
        question["code"]: {each["code"]: catalogue.say(each["name"], language) for each in question["choices"]}
        for question in (known.get("questions", ()) if known else ())
        if "choices" in question
    }
    return {code: say_answer(value, names.get(code, {}), language) for code, value in request.answers.items()}


def say_answer(value: Any, names: Mapping[str, str], language: str) -> str:
    values = value if isinstance(value, list | tuple) else (value,)
    return say_series((names.get(str(each), str(each)) for each in values), language)
