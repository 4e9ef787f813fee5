"""Answers of Inquiry v1 in JSON: services and agencies as content."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from onestop.contracts.answers.common import MomentText


class InquiryCategory(TypedDict):
    """A group of services."""

    category_name: str


class InquiryAction(TypedDict):
    """Something that can be done on the web."""

    type: str
    label: str
    url: str


class InquiryService(TypedDict):
    """A service as content; with all fields if only one was asked for."""

    id: str
    service_name: str
    expiration: MomentText
    brief_description: str | None
    categories: NotRequired[list[InquiryCategory]]
    url: NotRequired[str]
    description: NotRequired[str | None]
    description_html: NotRequired[str | None]
    web_actions: NotRequired[list[InquiryAction]]


class InquiryFacility(TypedDict):
    """An agency as content; with all fields if only one was asked for."""

    id: str
    facility_name: str
    expiration: MomentText
    type: str
    brief_description: str | None
    description: NotRequired[str | None]
    features: NotRequired[list[str]]
    address: NotRequired[str | None]
    additional_address_information: NotRequired[str | None]
    borough: NotRequired[str | None]
    city: NotRequired[str | None]
    state: NotRequired[str | None]
    zipcode: NotRequired[str | None]
    lat: NotRequired[float | None]
    long: NotRequired[float | None]
    displayed_hours: NotRequired[str | None]
    eligibility_information: NotRequired[str | None]
