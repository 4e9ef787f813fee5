"""Inquiry v1, read-only (https://www.open311.org, Inquiry v1): which services there are, and who provides them, as
content.

New York's content API without what is particular to New York: categories are our groups, facilities are our agencies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.open311.answering import ClientRequest, ViewAnswer
from intake.open311.refusing import Complaint, RequestRefused
from intake.open311.services import find_service, public_code
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.settings import setting

if TYPE_CHECKING:
    from onestop.contracts.answers.inquiry import InquiryFacility, InquiryService
    from onestop.domain.catalogue.agency import Agency
    from onestop.domain.catalogue.service import Service

EVERY = ("all", "web", "mobile")  # every service can be asked for on the web and on a telephone
NONE = ("finder",)  # services with a finder of facilities: we have none
NEVER = "9999-12-31T23:59:59Z"  # for a service in the catalogue, which does not expire
SHORT = 200


def show_services(asked: ClientRequest) -> ViewAnswer[list[InquiryService]]:
    """Lists the services of a category (all, a group by code or name), or one service by its id."""
    catalogue, name = asked.catalogue, asked.part
    groups = {group["code"]: group["name"] for group in catalogue.release["groups"]}
    if name in NONE:
        return ViewAnswer("services", [])
    wanted = {code for code, names in groups.items() if name in (code, *names.values())}
    listed = [each for each in catalogue.services.values() if name in EVERY or each["group"] in wanted]
    if listed or wanted:
        return ViewAnswer("services", [in_short(each, catalogue, asked.language) for each in listed])
    service = find_service(name, catalogue)
    if service is None:
        raise RequestRefused(Complaint(404, f"there is no category and no service {name[:100]!r}"))
    return ViewAnswer("services", [in_full(service, catalogue, asked.language)])


def in_short(service: Service, catalogue: Catalogue, language: str) -> InquiryService:
    description = catalogue.say(service["description"], language)
    return {
        "id": public_code(service),
        "service_name": catalogue.say(service["name"], language),
        "expiration": NEVER,
        "brief_description": description if len(description) <= SHORT else f"{description[: SHORT - 2]} …",
    }


def in_full(service: Service, catalogue: Catalogue, language: str) -> InquiryService:
    base = setting("PUBLIC_URL").rstrip("/")
    form = f"{base}/report?service={service['code']}&lang={language}"
    group = next(each for each in catalogue.release["groups"] if each["code"] == service["group"])
    name = catalogue.say(service["name"], language)
    return {
        **in_short(service, catalogue, language),
        "categories": [{"category_name": catalogue.say(group["name"], language)}],
        "url": form,
        "description": catalogue.say(service["description"], language),
        "description_html": None,
        "web_actions": [{"type": "Service Request", "label": name, "url": form}],
    }


def show_facilities(asked: ClientRequest) -> ViewAnswer[list[InquiryFacility]]:
    """Lists the agencies of a kind (all, department, contractor), or one by its code. Systems have no office."""
    catalogue, name = asked.catalogue, asked.part
    offices = [agency for agency in catalogue.agencies.values() if agency["kind"] != "system"]
    listed = [agency for agency in offices if name in ("all", agency["kind"])]
    if listed:
        return ViewAnswer("facilities", [facility(agency, catalogue, asked.language) for agency in listed])
    known = next((agency for agency in offices if agency["code"] == name), None)
    if known is None:
        raise RequestRefused(Complaint(404, f"there is no kind of facility and no facility {name[:100]!r}"))
    return ViewAnswer("facilities", [office(known, catalogue, asked.language)])


def facility(agency: Agency, catalogue: Catalogue, language: str) -> InquiryFacility:
    name = catalogue.say(agency["name"], language)
    return {
        "id": agency["code"],
        "facility_name": name,
        "expiration": NEVER,
        "type": agency["kind"],
        "brief_description": name,
    }


def office(agency: Agency, catalogue: Catalogue, language: str) -> InquiryFacility:
    """One agency in full. The catalogue has the working hours of an office, but not its address."""
    hours = catalogue.release["calendars"][agency["calendar"]].get("hours", {})
    return {
        **facility(agency, catalogue, language),
        "description": None,
        "features": [],
        "address": None,
        "additional_address_information": None,
        "borough": None,
        "city": None,
        "state": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "displayed_hours": "; ".join(f"{day}: {', '.join(spans)}" for day, spans in hours.items() if spans),
        "eligibility_information": None,
    }
