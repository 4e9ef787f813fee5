"""Answers to partners and the public: cases without words and persons, and places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import Cursor, MomentText, Reference
from onestop.domain.cases.lifecycle import Status
from onestop.domain.places.houses import Precision


class CaseLine(TypedDict):
    """A case as partners see it: no personal data, no free text."""

    reference: Reference
    service_code: str | None
    status: Status
    channel: str
    priority: str
    opened_at: MomentText
    updated_at: MomentText


class CasesOfDay(TypedDict):
    """The cases opened on a day (UTC), oldest first."""

    cases: Sequence[CaseLine]
    cursor: Cursor


class Again(TypedDict):
    """A case that may be the same as a need about to be brought, judged only by place and time."""

    confidence: Annotated[float, Meta(ge=0, le=1, description="How likely it is that they are the same.")]
    because: Annotated[Sequence[str], Meta(description="Why, in words.")]


class NearbyCase(TypedDict):
    """A case as anybody may see it."""

    reference: Reference
    service_code: str
    service_name: str
    status: Status
    status_name: Annotated[str, Meta(description="The same in words.")]
    opened_at: MomentText
    district: str | None
    lat: float | None
    long: float | None
    photo: Annotated[str | None, Meta(description="Where a photo is that staff let anybody see; it leads to the file.")]
    metres: Annotated[int | None, Meta(description="How far it is from the place that was asked for.")]
    told_by: Annotated[int, Meta(ge=1, description="How many told us of it.")]
    again: Annotated[
        Again | None,
        Meta(description="Where `service` is asked for: whether it may be the same as a need of it at this place."),
    ]


class NearbyCases(TypedDict):
    """Cases near a place, nearest first, or in a district, newest first."""

    cases: Sequence[NearbyCase]
    more: Annotated[bool, Meta(description="Whether older ones are left out.")]
    cursor: Cursor


class PlaceFound(TypedDict):
    """A place that words may mean, by its names in the jurisdiction's gazetteer."""

    name: str
    precision: Annotated[
        Precision,
        Meta(description="How exactly it is known. On a `street` the coordinates are only somewhere on it."),
    ]
    lat: float
    long: float


class PlacesFound(TypedDict):
    """The places that words may mean: if there are several, ask which one."""

    places: Sequence[PlaceFound]
