"""Answers to residents who bring a case, look at it, or are asked how it went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import AttachmentShown, MomentText, Named, Reference, Version
from onestop.domain.cases.lifecycle import Direction, Status, ThereStatus


class Danger(TypedDict):
    """The words name danger. Show `say` above everything else, with `number` as a number to call."""

    hazard: Annotated[str, Meta(examples=["gas"])]
    number: Annotated[str, Meta(description="The emergency number.", examples=["911"])]
    say: Annotated[str, Meta(description="What the resident is told first, in their language.")]


ResidentActName = Annotated[str, Meta(extra_json_schema={"enum": ["message", "withdraw", "reopen"]})]


class CaseOpened(TypedDict):
    """A case was opened. Keep the reference and the secret: together they open it."""

    reference: Reference
    secret: Annotated[str, Meta(description="Whoever has it may read the case and act as its resident.")]
    link: Annotated[str, Meta(description="The page of the case, for the resident.")]
    status: Status
    service: Named | None
    next: Annotated[str, Meta(description="What happens next, in words.")]
    opened_at: MomentText
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
    """Something that waits for the resident: a question, or a part of the plan that is theirs."""

    task: str
    code: str
    kind: Annotated[str, Meta(extra_json_schema={"enum": ["task", "question"]})]
    text: str | None
    fields: Sequence[AskedField]
    choices: Annotated[Sequence[Named], Meta(description="Services to choose from: a message with a name answers.")]


class Said(TypedDict):
    """One message between the resident (in) and us (out)."""

    at: MomentText
    direction: Direction
    text: str


class Happened(TypedDict):
    """One step of a case, in words."""

    at: MomentText
    type: str
    text: str


class HandedOver(TypedDict):
    """Another government has the case: its reference there, and whether it is open or closed there."""

    to: Annotated[str, Meta(description="The name of that government.")]
    number: str | None
    status: ThereStatus


class PartShown(TypedDict):
    """A part of what was asked for that is a case of its own: its name, and its status there."""

    reference: Reference
    name: str
    status: Status
    status_text: str


class CaseStatus(TypedDict):
    """A case as its resident sees it, in their language."""

    danger: Danger | None
    reference: Reference
    status: Status
    status_text: str
    service: Named | None
    opened_at: MomentText
    updated_at: MomentText
    due_at: MomentText | None
    reasons: Annotated[Sequence[str], Meta(description="Why it was decided so, in words.")]
    language: str
    version: Version
    asked: Sequence[AskedOfResident]
    joined_with: Reference | None
    handed_over: HandedOver | None
    parts: Annotated[Sequence[PartShown], Meta(description="Other services that this case opened.")]
    closed_because: str | None
    can: Annotated[
        Sequence[ResidentActName],
        Meta(description="What the resident may do with it now."),
    ]
    contacts: Sequence[Said]
    attachments: Sequence[AttachmentShown]
    timeline: Sequence[Happened]


class SurveyChoiceShown(TypedDict):
    """One of the available choices."""

    code: str
    name: str


class AskedWhenShown(TypedDict):
    """The earlier question, and the answers of which one is enough: scores as written, codes, yes or no."""

    question: str
    answers: Sequence[str]


class SurveyQuestionShown(TypedDict):
    """One question of a survey. If `when` is there, it is asked only after such an answer."""

    code: str
    kind: Annotated[str, Meta(extra_json_schema={"enum": ["scale", "text", "choice", "choices", "yesno", "number"]})]
    text: str
    required: bool
    choices: NotRequired[Sequence[SurveyChoiceShown]]
    when: NotRequired[AskedWhenShown]


class SurveyShown(TypedDict):
    """The survey of a case, in the resident's language."""

    reference: Reference
    survey: str
    language: str
    questions: Sequence[SurveyQuestionShown]


class FeedbackTaken(TypedDict):
    """The feedback was kept for an agency to read; null if only administrators read it."""

    kind: str
    goes_to: str | None


class SurveyTaken(TypedDict):
    """The answers were kept."""

    reference: Reference
    answered: Literal[True]


class PaymentTaken(TypedDict):
    """The provider's report was kept."""

    status: Literal["taken"]
