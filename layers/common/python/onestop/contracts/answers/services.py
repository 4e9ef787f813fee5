"""Answers to anybody who asks what is offered: services, what words may mean, and notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import Reference


class ChoiceShown(TypedDict):
    """One of the available choices."""

    code: str
    name: str


class ServiceQuestion(TypedDict):
    """What a service asks in addition to the description and the place. Its code is the key under `answers` of a new
    case."""

    code: str
    name: Annotated[str, Meta(description="The question in words.")]
    kind: Annotated[str, Meta(extra_json_schema={"enum": ["text", "number", "yesno", "date", "choice", "choices"]})]
    required: bool
    choices: Annotated[Sequence[ChoiceShown], Meta(description="Empty but for the kinds choice and choices.")]


class ServiceLine(TypedDict):
    """A service that can be asked for. The names are those of Open311."""

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
    apply: Annotated[
        str | None,
        Meta(
            description="Where it is applied for, if it has a form: people at a screen are led there, a need for it "
            "is refused. Its questions are for channels on which no form can be shown."
        ),
    ]
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
    """The notices of today, in one language; the latest first."""

    language: str
    notices: Sequence[NoticeShown]


class SuggestedService(TypedDict):
    """A service that words may be about. The names are those of Open311."""

    service_code: str
    service_name: str
    because: Annotated[Sequence[str], Meta(description="Words of ours that speak for it, as the catalogue has them.")]


class SuggestedAnswer(TypedDict):
    """An article that may answer what was typed."""

    code: str
    title: str


class Suggestions(TypedDict):
    """What words may be about, the likeliest first."""

    language: str
    reference: Annotated[Reference | None, Meta(description="The reference of a case, if that is what was typed.")]
    services: Sequence[SuggestedService]
    answers: Annotated[Sequence[SuggestedAnswer], Meta(description="Articles that may answer it.")]
