"""The catalogue as the public sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.applications.form_links import address_of_form
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.spots import is_public

if TYPE_CHECKING:
    from onestop.contracts.answers.services import ServiceLine, ServiceList, ServiceQuestion
    from onestop.domain.catalogue.service import GivenField


def list_services(catalogue: Catalogue, language: str) -> ServiceList:
    """All services with their names and groups in one language; the fields have the same names as in Open311."""
    groups = {group["code"]: catalogue.say(group["name"], language) for group in catalogue.release["groups"]}
    listed: list[ServiceLine] = [
        {
            "service_code": service["code"],
            "service_name": catalogue.say(service["name"], language),
            "description": catalogue.say(service["description"], language),
            "group": groups[service["group"]],
            "place": service["place"],
            "public": is_public(service),
            "popular": service.get("popular", False),
            "season": list(service.get("season", ())),
            "apply": address_of_form(service, language),
            "questions": [question_line(each, catalogue, language) for each in service.get("questions", ())],
        }
        for service in catalogue.services.values()
    ]
    return {
        "jurisdiction": catalogue.say(catalogue.jurisdiction["name"], language),
        "language": language,
        "languages": list(catalogue.jurisdiction["languages"]),
        "services": listed,
    }


def question_line(question: GivenField, catalogue: Catalogue, language: str) -> ServiceQuestion:
    """One question of a service in one language."""
    return {
        "code": question["code"],
        "name": catalogue.say(question["name"], language),
        "kind": question["kind"],
        "required": question.get("required", False),
        "choices": [
            {"code": choice["code"], "name": catalogue.say(choice["name"], language)}
            for choice in question.get("choices", ())
        ],
    }
