"""Answers of the Open311 server in JSON; in XML they follow from these by the conversion rules of the specification."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import MomentText

GeoReportStatus = Literal["open", "closed"]
Datatype = Literal["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]
DetailedStatus = Literal["RECEIVED", "IN_PROCESS", "PROCESSED", "ARCHIVED", "REJECTED"]


class Open311Error(TypedDict):
    """One thing that is wrong with a call. There may be several."""

    code: int
    description: str


class Open311Endpoint(TypedDict):
    """Where a specification is served, and in which formats."""

    specification: str
    url: str
    changeset: MomentText
    type: Literal["production", "test"]
    formats: list[str]


class Open311Discovery(TypedDict):
    """The endpoints, and since when their content is as it is now."""

    changeset: MomentText
    contact: str
    key_service: str
    endpoints: list[Open311Endpoint]


class Open311Service(TypedDict):
    """A service; if `metadata` is true, its definition has questions."""

    service_code: str
    service_name: str
    description: str | None
    metadata: bool
    type: Literal["realtime"]
    keywords: str | None
    group: str | None


class Open311Value(TypedDict):
    """One choice in a list."""

    key: str
    name: str


class Open311Attribute(TypedDict):
    """A question of a service."""

    variable: bool
    code: str
    datatype: Datatype
    required: bool
    datatype_description: str | None
    order: Annotated[int, Meta(ge=1)]
    description: str
    values: list[Open311Value]


class Open311Definition(TypedDict):
    """The questions of a service."""

    service_code: str
    attributes: list[Open311Attribute]


class Open311Opened(TypedDict):
    """A request was accepted: its id, and what happens next."""

    service_request_id: str
    service_notice: str | None
    account_id: None


class Open311Token(TypedDict):
    """The id that belongs to a token. Ids are given at once, so a token is the id itself."""

    service_request_id: str
    token: str


class Open311Answered(TypedDict):
    """The answer to a question of the service."""

    code: str
    label: str
    name: str
    value: str | None


class Open311Extended(TypedDict):
    """The status of a request in more detail (CitySDK Participation)."""

    channel: str
    detailed_status: DetailedStatus
    media_urls: list[str]


class Open311Note(TypedDict):
    """A public step of a request."""

    datetime: MomentText
    description: str
    type: str


class Open311Published(TypedDict):
    """A request as the public may see it."""

    service_request_id: str
    status: GeoReportStatus
    status_notes: str | None
    service_name: str | None
    service_code: str
    description: str | None
    agency_responsible: str | None
    service_notice: str | None
    requested_datetime: MomentText
    updated_datetime: MomentText
    expected_datetime: MomentText | None
    address: str | None
    address_id: str | None
    zipcode: str | None
    lat: float | None
    long: float | None
    media_url: str | None


class Open311Extensions(TypedDict, total=False):
    """What `extensions=true` adds to a request; notes are only added when one request is asked for."""

    attributes: list[Open311Answered]
    extended_attributes: Open311Extended
    notes: list[Open311Note]


class Open311Request(Open311Published, Open311Extensions):
    """A request as the public may see it. The last three fields come with `extensions=true`."""


class Open311Exported(TypedDict):
    """A request in the bulk export."""

    service_request_id: str
    requested_datetime: MomentText
    updated_datetime: MomentText
    closed_date: MomentText | None
    status_description: str
    status_notes: str | None
    source: str
    service_code: str
    service_name: str | None
    service_subtype: None
    description: str | None
    agency_responsible: str | None
    address: str | None
    lat: float | None
    long: float | None


class Open311Update(TypedDict):
    """What happened to a request, in the words of FixMyStreet."""

    update_id: str
    service_request_id: str
    status: str
    description: str
    media_url: str | None
    updated_datetime: MomentText


class Open311UpdateTaken(TypedDict):
    """The update was added to its request."""

    update_id: str
