"""Services with an application form: somebody at a screen is led to the form, instead of being asked the few questions
that plans need. By telephone or by post, where nobody can fill in a form, a need is taken all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.channels import CHANNELS
from onestop.contracts.api import CaseBody
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.pages.frame import absolute, address

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service


def path_of_form(code: str | None, catalogue: Catalogue) -> str | None:
    """The page on which to apply for a service, if it has a form."""
    service = catalogue.services.get(code or "")
    return f"/apply/{service['code']}" if service and service.get("form") else None


def address_of_form(service: Service, language: str) -> str | None:
    """The address of that page, for a program to show."""
    return absolute(address(f"/apply/{service['code']}", language)) if service.get("form") else None


def check_asked_here(body: CaseBody, catalogue: Catalogue) -> None:
    """Refuses a need for which there is a form, and says where the form is. Raises NotValid."""
    path = path_of_form(body.service_code, catalogue) if CHANNELS[body.channel].whole else None
    if path:
        there = absolute(address(path, catalogue.language(body.language)))
        right = f"the form at {there}; programs of partners: POST /api/applications"
        raise NotValid(Fault("service_code", "this service is applied for with its form", right))
