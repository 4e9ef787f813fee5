"""What Inquiry v1 answers in JSON: services and agencies as content."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

from onestop_cli.openapi.open311.answers import Time


class InquiryCategory(Struct, kw_only=True):
    """A group of services."""

    category_name: str


class InquiryAction(Struct, kw_only=True):
    """What can be done on the web."""

    type: str
    label: str
    url: str


class InquiryService(Struct, kw_only=True):
    """A service as content; all of it when one is asked for."""

    id: str
    service_name: str
    expiration: Time
    brief_description: str | None
    categories: list[InquiryCategory] | UnsetType = UNSET
    url: str | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    description_html: str | UnsetType | None = UNSET
    web_actions: list[InquiryAction] | UnsetType = UNSET


class InquiryFacility(Struct, kw_only=True):
    """An agency as content; all of it when one is asked for."""

    id: str
    facility_name: str
    expiration: Time
    type: str
    brief_description: str | None
    description: str | UnsetType | None = UNSET
    features: list[str] | UnsetType = UNSET
    address: str | UnsetType | None = UNSET
    additional_address_information: str | UnsetType | None = UNSET
    borough: str | UnsetType | None = UNSET
    city: str | UnsetType | None = UNSET
    state: str | UnsetType | None = UNSET
    zipcode: str | UnsetType | None = UNSET
    lat: float | UnsetType | None = UNSET
    long: float | UnsetType | None = UNSET
    displayed_hours: str | UnsetType | None = UNSET
    eligibility_information: str | UnsetType | None = UNSET
