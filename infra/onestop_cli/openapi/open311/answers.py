"""What the Open311 server answers in JSON; in XML the same by the conversion rules of the specification."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

Time = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]


class Open311Error(Struct, kw_only=True):
    """One thing that is wrong with a call. There may be several."""

    code: int
    description: str


class Open311Endpoint(Struct, kw_only=True):
    """Where a specification is served, and in which formats."""

    specification: str
    url: str
    changeset: Time
    type: Literal["production", "test"]
    formats: list[str]


class Open311Discovery(Struct, kw_only=True):
    """Where the endpoints are, and since when what they offer is as it is."""

    changeset: Time
    contact: str
    key_service: str
    endpoints: list[Open311Endpoint]


class Open311Service(Struct, kw_only=True):
    """A service; its definition has questions if `metadata` is true."""

    service_code: str
    service_name: str
    description: str | None
    metadata: bool
    type: Literal["realtime"]
    keywords: str | None
    group: str | None


class Open311Value(Struct, kw_only=True):
    """A choice of a list."""

    key: str
    name: str


class Open311Attribute(Struct, kw_only=True):
    """A question of a service."""

    variable: bool
    code: str
    datatype: Literal["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]
    required: bool
    datatype_description: str | None
    order: Annotated[int, Meta(ge=1)]
    description: str
    values: list[Open311Value]


class Open311Definition(Struct, kw_only=True):
    """The questions of a service."""

    service_code: str
    attributes: list[Open311Attribute]


class Open311Opened(Struct, kw_only=True):
    """A request was taken: its id, and what happens next."""

    service_request_id: str
    service_notice: str | None
    account_id: None


class Open311Token(Struct, kw_only=True):
    """What a token has become. Ids are given at once, so a token is the id itself."""

    service_request_id: str
    token: str


class Open311Answered(Struct, kw_only=True):
    """The answer to a question of the service."""

    code: str
    label: str
    name: str
    value: str | None


class Open311Extended(Struct, kw_only=True):
    """Where a request is in more than two words (CitySDK Participation)."""

    channel: str
    detailed_status: Literal["RECEIVED", "IN_PROCESS", "PROCESSED", "ARCHIVED", "REJECTED"]
    media_urls: list[str]


class Open311Note(Struct, kw_only=True):
    """A step of a request that the public may know of."""

    datetime: Time
    description: str
    type: str


class Open311Request(Struct, kw_only=True):
    """A request as the world may know of it. The last three fields come with `extensions=true`."""

    service_request_id: str
    status: Literal["open", "closed"]
    status_notes: str | None
    service_name: str | None
    service_code: str
    description: str | None
    agency_responsible: str | None
    service_notice: str | None
    requested_datetime: Time
    updated_datetime: Time
    expected_datetime: Time | None
    address: str | None
    address_id: str | None
    zipcode: str | None
    lat: float | None
    long: float | None
    media_url: str | None
    attributes: list[Open311Answered] | UnsetType = UNSET
    extended_attributes: Open311Extended | UnsetType = UNSET
    notes: list[Open311Note] | UnsetType = UNSET


class Open311Exported(Struct, kw_only=True):
    """A request in the bulk export."""

    service_request_id: str
    requested_datetime: Time
    updated_datetime: Time
    closed_date: Time | None
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


class Open311Update(Struct, kw_only=True):
    """What happened to a request, in the words of FixMyStreet."""

    update_id: str
    service_request_id: str
    status: str
    description: str
    media_url: str | None
    updated_datetime: Time


class Open311UpdateTaken(Struct, kw_only=True):
    """The update is with its request."""

    update_id: str
