"""GET services and GET service definition: which services there are, and the questions that come with each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from intake.applications.form_links import address_of_form
from intake.open311.answering import ClientRequest, ViewAnswer
from intake.open311.refusing import Complaint, RequestRefused
from intake.open311.texts import APPLIED_FOR, DATATYPES, YES_NO
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.spots import is_public

if TYPE_CHECKING:
    from onestop.contracts.answers.open311 import Datatype, Open311Attribute, Open311Definition, Open311Service
    from onestop.domain.catalogue.service import GivenField, ImportedService, Service

PRIVATE = "private"  # a keyword for FixMyStreet: reports of such a service are not shown on its map
DATATYPE: Mapping[str, Datatype] = {
    "text": "text",
    "number": "number",
    "date": "datetime",
    "yesno": "singlevaluelist",
    "choice": "singlevaluelist",
    "choices": "multivaluelist",
}


def list_services(asked: ClientRequest) -> ViewAnswer[list[Open311Service]]:
    """Lists all services, in the order of the catalogue."""
    catalogue, language = asked.catalogue, asked.language
    groups = {group["code"]: catalogue.say(group["name"], language) for group in catalogue.release["groups"]}
    listed = [described(service, groups, catalogue, language) for service in catalogue.services.values()]
    return ViewAnswer("services", listed)


def define_service(asked: ClientRequest) -> ViewAnswer[Open311Definition]:
    """Shows the questions of one service; an empty list if there are none."""
    service = find_service(asked.part, asked.catalogue)
    if service is None:
        raise RequestRefused(Complaint(404, f"service_code: there is no service {asked.part[:100]!r}"))
    there = address_of_form(service, asked.language)
    attributes = [where_applied(there, asked.catalogue, asked.language)] if there else []
    questions = enumerate(service.get("questions", ()), start=len(attributes) + 1)
    attributes += [attribute(question, order, asked.catalogue, asked.language) for order, question in questions]
    return ViewAnswer("service_definition", {"service_code": public_code(service), "attributes": attributes})


def find_service(code: str, catalogue: Catalogue) -> Service | None:
    """The service with a client's code: ours, or the one it had in the system that it was imported from."""
    known = catalogue.services.get(code)
    return known or next((each for each in catalogue.services.values() if public_code(each) == code), None)


def public_code(service: Service) -> str:
    """What clients call a service."""
    return as_imported(service).get("service_code") or service["code"]


def as_imported(service: Service) -> ImportedService:
    """What a service imported over Open311 said about itself, if that differs from the catalogue."""
    return service.get("open311", {})


def described(service: Service, groups: Mapping[str, str], catalogue: Catalogue, language: str) -> Open311Service:
    default = catalogue.jurisdiction["default_language"]
    words = service.get("keywords") or {}
    keywords = [*(words.get(language) or words.get(default) or ()), *(() if is_public(service) else (PRIVATE,))]
    return {
        "service_code": public_code(service),
        "service_name": catalogue.say(service["name"], language),
        "description": catalogue.say(service["description"], language),
        "metadata": bool(service.get("questions")),
        "type": "realtime",
        "keywords": ", ".join(keywords),
        "group": groups.get(service["group"]),
        **as_imported(service),
    }


def where_applied(address: str, catalogue: Catalogue, language: str) -> Open311Attribute:
    """The page on which to apply for a service, as a GeoReport attribute that is only shown to the user."""
    return {
        "variable": False,
        "code": "form",
        "datatype": "string",
        "required": False,
        "datatype_description": "",
        "order": 1,
        "description": catalogue.say(APPLIED_FOR, language).format(address=address),
        "values": [],
    }


def attribute(question: GivenField, order: int, catalogue: Catalogue, language: str) -> Open311Attribute:
    """One question as an attribute. GeoReport has no booleans, so yes and no are a list of two."""
    kind = question["kind"]
    choices = {each["code"]: catalogue.say(each["name"], language) for each in question.get("choices", ())}
    if kind == "yesno":
        choices = {code: catalogue.say(words, language) for code, words in YES_NO.items()}
    return {
        "variable": True,
        "code": question["code"],
        "datatype": DATATYPE[kind],
        "required": question.get("required", False),
        "datatype_description": catalogue.say(DATATYPES[kind], language),
        "order": order,
        "description": catalogue.say(question["name"], language),
        "values": [{"key": code, "name": name} for code, name in choices.items()],
    }
