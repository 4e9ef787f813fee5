"""The catalogue as the public sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from onestop.contracts.answers.residents import ServiceLine, ServiceList


def list_services(catalogue: Catalogue, language: str) -> ServiceList:
    """All services with their names and groups in one language; Open311 calls the fields the same."""
    groups = {group["code"]: catalogue.say(group["name"], language) for group in catalogue.release["groups"]}
    listed: list[ServiceLine] = [
        {
            "service_code": service["code"],
            "service_name": catalogue.say(service["name"], language),
            "description": catalogue.say(service["description"], language),
            "group": groups[service["group"]],
            "place": service["place"],
        }
        for service in catalogue.services.values()
    ]
    return {
        "jurisdiction": catalogue.say(catalogue.jurisdiction["name"], language),
        "language": language,
        "services": listed,
    }
