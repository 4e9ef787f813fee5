"""What residents, partners and the world are answered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import AttachmentShown, Cursor, Moment, Named, Reference, Version
from onestop.domain.cases.lifecycle import Status


class Danger(TypedDict):
    """The words name danger. Show `say` above all else, with `number` as something that can be called."""

    hazard: Annotated[str, Meta(examples=["gas"])]
    number: Annotated[str, Meta(description="The emergency number.", examples=["911"])]
    say: Annotated[str, Meta(description="What the resident is told first, in their language.")]


Act = Annotated[str, Meta(extra_json_schema={"enum": ["message", "withdraw", "reopen"]})]


class CaseOpened(TypedDict):
    """A case was opened. Keep the reference and the secret: together they open it."""

    reference: Reference
    secret: Annotated[str, Meta(description="Whoever has it may read the case and act as its resident.")]
    link: Annotated[str, Meta(description="The page of the case, for the resident.")]
    status: Status
    service: Named | None
    next: Annotated[str, Meta(description="What happens next, in words.")]
    opened_at: Moment
    language: str
    danger: Danger | None


class CaseMoved(TypedDict):
    """The case as it is after an act of its resident."""

    reference: Reference
    status: Status
    version: Version
    danger: Danger | None


class AskedField(TypedDict):
    """A field that the resident fills in when they do their part."""

    code: str
    kind: str
    required: bool
    choices: Sequence[str]


class AskedOfResident(TypedDict):
    """What waits for the resident: a question, or a part of the plan that is theirs."""

    task: str
    code: str
    kind: Annotated[str, Meta(extra_json_schema={"enum": ["task", "question"]})]
    text: str | None
    fields: Sequence[AskedField]
    choices: Annotated[Sequence[Named], Meta(description="Services to choose from: a message with a name answers.")]


class Said(TypedDict):
    """One message between the resident (in) and us (out)."""

    at: Moment
    direction: Annotated[str, Meta(extra_json_schema={"enum": ["in", "out"]})]
    text: str


class Happened(TypedDict):
    """One step of a case, in words."""

    at: Moment
    type: str
    text: str


class HandedOver(TypedDict):
    """Another government has the case: what it is called there, and whether it is open or closed there."""

    to: Annotated[str, Meta(description="The name of that government.")]
    number: str | None
    status: Annotated[str, Meta(extra_json_schema={"enum": ["open", "closed"]})]


class CaseStatus(TypedDict):
    """A case as its resident sees it, in their language."""

    danger: Danger | None
    reference: Reference
    status: Status
    status_text: str
    service: Named | None
    opened_at: Moment
    updated_at: Moment
    due_at: Moment | None
    reasons: Annotated[Sequence[str], Meta(description="Why it was decided so, in words.")]
    language: str
    version: Version
    asked: Sequence[AskedOfResident]
    joined_with: Reference | None
    handed_over: HandedOver | None
    closed_because: str | None
    can: Annotated[
        Sequence[Annotated[str, Meta(extra_json_schema={"enum": ["message", "withdraw", "reopen"]})]],
        Meta(description="What the resident may do with it now."),
    ]
    contacts: Sequence[Said]
    attachments: Sequence[AttachmentShown]
    timeline: Sequence[Happened]


class CaseLine(TypedDict):
    """A case as partners see it: no personal data, no free text."""

    reference: Reference
    service_code: str | None
    status: Status
    channel: str
    priority: str
    opened_at: Moment
    updated_at: Moment


class CasesOfDay(TypedDict):
    """The cases opened on a day (UTC), oldest first."""

    cases: Sequence[CaseLine]
    cursor: Cursor


class NearbyCase(TypedDict):
    """A case as anybody may know of it."""

    reference: Reference
    service_code: str
    service_name: str
    status: Status
    status_name: Annotated[str, Meta(description="The same in words.")]
    opened_at: Moment
    district: str | None
    lat: float | None
    long: float | None
    photo: Annotated[str | None, Meta(description="Where a photo is that staff let anybody see; it leads to the file.")]
    metres: Annotated[int | None, Meta(description="How far it is from the place that was asked for.")]


class NearbyCases(TypedDict):
    """Cases near a place, the nearest first, or in a district, the newest first."""

    cases: Sequence[NearbyCase]
    more: Annotated[bool, Meta(description="Whether older ones are left out.")]
    cursor: Cursor


class PlaceFound(TypedDict):
    """A place that words may mean, by the names of the jurisdiction's own gazetteer."""

    name: str
    precision: Annotated[
        Literal["point", "interpolated", "crossing", "landmark", "street"],
        Meta(description="How exactly it is known. On a `street` the coordinates are only somewhere on it."),
    ]
    lat: float
    long: float


class PlacesFound(TypedDict):
    """The places that words may mean: several are to be asked back."""

    places: Sequence[PlaceFound]


class ChoiceShown(TypedDict):
    """One of the things that there are to choose from."""

    code: str
    name: str


class ServiceQuestion(TypedDict):
    """What a service asks beside the description and the place. Its code is the key under `answers` of a new case."""

    code: str
    name: Annotated[str, Meta(description="The question in words.")]
    kind: Annotated[str, Meta(extra_json_schema={"enum": ["text", "number", "yesno", "date", "choice", "choices"]})]
    required: bool
    choices: Annotated[Sequence[ChoiceShown], Meta(description="Empty but for the kinds choice and choices.")]


class ServiceLine(TypedDict):
    """What can be asked for. The names are those of Open311."""

    service_code: str
    service_name: str
    description: str
    group: str
    place: Annotated[
        str,
        Meta(
            description="Whether a form needs a map: whether the resident must, may, or need not say where it is.",
            extra_json_schema={"enum": ["required", "optional", "none"]},
        ),
    ]
    public: Annotated[bool, Meta(description="Whether its cases are in public lists, such as those near a place.")]
    popular: Annotated[bool, Meta(description="Whether most residents look for it.")]
    season: Annotated[Sequence[int], Meta(description="The months in which it is needed most, from 1 to 12.")]
    questions: Sequence[ServiceQuestion]


class ServiceList(TypedDict):
    """All services of this government, in one language."""

    jurisdiction: str
    language: str
    languages: Annotated[Sequence[str], Meta(description="In which every service can be asked for.")]
    services: Sequence[ServiceLine]


_From = TypedDict("_From", {"from": Annotated[str, Meta(description="The first day.", examples=["2026-11-15"])]})


class NoticeShown(_From):
    """What everybody should know for a while."""

    text: str
    until: Annotated[str, Meta(description="The last day.", examples=["2027-03-31"])]
    link: Annotated[str | None, Meta(description="Where more is said.")]


class Notices(TypedDict):
    """The notices of today, in one language; those that came last first."""

    language: str
    notices: Sequence[NoticeShown]


class SuggestedService(TypedDict):
    """A service that words may be about. The names are those of Open311."""

    service_code: str
    service_name: str
    because: Annotated[Sequence[str], Meta(description="Words of ours that speak for it, as the catalogue has them.")]


class Suggestions(TypedDict):
    """What words may be about, the likeliest first."""

    language: str
    reference: Annotated[Reference | None, Meta(description="The reference of a case, if that is what was typed.")]
    services: Sequence[SuggestedService]


class Question(TypedDict):
    """One question of a survey: a scale from 1 to 5, or words."""

    code: str
    kind: Annotated[str, Meta(extra_json_schema={"enum": ["scale", "text"]})]
    text: str
    required: bool


class SurveyShown(TypedDict):
    """The survey of a case, in the resident's language."""

    reference: Reference
    survey: str
    language: str
    questions: Sequence[Question]


class SurveyTaken(TypedDict):
    """The answers were kept."""

    reference: Reference
    answered: Literal[True]
