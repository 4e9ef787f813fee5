"""What can be asked for and the plan by which it gets done, as `services/<code>.yaml` gives it. For the type checker
(see `catalogue.jurisdiction`); what a case is worked on by is read from it once (`catalogue.plans`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from onestop.domain.cases.lifecycle import Priority
from onestop.domain.catalogue.catalogue import Texts

FieldKind = Literal["text", "number", "yesno", "date", "choice", "choices"]
GivenConditions = Mapping[str, Sequence[str]]  # fact -> the values of which one is enough


class Choice(TypedDict):
    """One of the things that there are to choose from."""

    code: str
    name: Texts


class GivenField(TypedDict):
    """A question of the service, or a field of a task's result."""

    code: str  # in conditions
    name: Texts  # the question in words
    kind: FieldKind
    required: NotRequired[bool]
    choices: NotRequired[Sequence[Choice]]  # of the kinds choice and choices


class GivenPart(TypedDict):
    """What the case of another service begins with, of what was answered here: no more than it needs."""

    description: Texts  # ((question)) stands for its answer
    place: NotRequired[str]  # the question that says where it is
    answers: NotRequired[Mapping[str, str]]  # a question of that service -> the question here


class GivenTask(TypedDict):
    """One agency's part of the case."""

    code: str
    agency: str  # that does it, or that waits for whoever does
    name: Texts
    due_hours: NotRequired[int]  # working hours of the agency: either these or due_days
    due_days: NotRequired[int]  # calendar days
    done_by: NotRequired[Literal["agency", "resident", "machine", "service"]]  # the agency if nothing is said
    service: NotRequired[str]  # opened as a case of its own, for done_by: service
    gives: NotRequired[GivenPart]  # what that case begins with; all of this one's request if nothing is said
    when: NotRequired[GivenConditions]
    unless: NotRequired[GivenConditions]
    optional: NotRequired[bool]
    repeatable: NotRequired[bool]
    sees: NotRequired[Sequence[str]]  # of the case; what agencies of its kind usually see if nothing is said
    results: NotRequired[Sequence[GivenField]]
    does: NotRequired[Literal["decide", "lookup", "payment"]]  # by itself, as soon as it is opened
    table: NotRequired[str]  # by which it is decided
    register: NotRequired[str]  # of jurisdiction.yaml, in which it is looked up
    asks: NotRequired[Mapping[str, str]]  # what the register is asked: its name -> the answer
    pays: NotRequired[str]  # the task whose fee is paid


class GivenStage(TypedDict):
    """Tasks that run side by side."""

    code: str
    name: Texts
    complete: NotRequired[Literal["all", "any", "ended"] | int]  # how many tasks must be done; all if nothing is said
    tasks: Sequence[GivenTask]


class GivenTargets(TypedDict):
    """What is promised for the way to the end, in working hours of the lead agency."""

    acknowledge_hours: NotRequired[int]
    first_action_hours: NotRequired[int]


class FormContact(TypedDict):
    """Which answers of the form say how to reach who applied."""

    name: NotRequired[str]
    email: NotRequired[str]
    phone: NotRequired[str]
    street: NotRequired[str]
    postcode: NotRequired[str]
    city: NotRequired[str]
    organisation: NotRequired[str]


class ImportedService(TypedDict):
    """What Open311 clients are told of a service that was imported, where this file would say something else."""

    service_code: NotRequired[str]
    description: NotRequired[str]
    keywords: NotRequired[str]
    group: NotRequired[str]
    metadata: NotRequired[bool]


class GivenAgain(TypedDict):
    """When two needs of the service may be one, and what then (`domain.again`)."""

    metres: int
    days: int
    merge: Literal["surely", "propose", "never"]


class GivenAppeal(TypedDict):
    """For how many days somebody may object to a decision, and the plan of the case that this becomes."""

    days: int
    plan: Sequence[GivenStage]


class GivenRetention(TypedDict):
    """How many years after closing its cases are kept, and what is of them."""

    case_years: NotRequired[int]
    files_years: NotRequired[int]
    letters_years: NotRequired[int]


# read as it stands in the catalogue, as priorities are
Follows = Literal["reopen", "triage", "follow_up", "ask"]


class GivenLowScore(TypedDict):
    """When an answer to the survey has the case worked on again: where the score is lower than `below`. It starts where
    reopened cases do, or a person at the triage desk decides what is to be done, or a supervisor of who did the work
    looks at it within two working days and answers the resident. Or one more question is asked, and that is all."""

    question: str
    below: int
    then: Follows


class GivenSurveyTarget(TypedDict):
    """Which mean the answers to one question of the survey should reach."""

    question: str
    mean: float


class Service(TypedDict):
    """Something that can be asked for."""

    code: str
    group: str
    name: Texts
    description: Texts  # when to choose it
    keywords: Mapping[str, Sequence[str]]  # by which a need in words is known to be this service, by language
    priority: Priority
    place: Literal["required", "optional", "none"]  # whether the resident must say where it is
    life: NotRequired[bool]  # whether it is what happens in a life, and opens other services
    popular: NotRequired[bool]  # whether most residents look for it
    season: NotRequired[Sequence[int]]  # the months in which it is needed most
    public: NotRequired[bool]  # whether its cases are in public lists; they are if nothing is said
    open311: NotRequired[ImportedService]
    examples: NotRequired[Mapping[str, Sequence[str]]]  # of its file alone: no part of a release
    questions: NotRequired[Sequence[GivenField]]
    again: NotRequired[GivenAgain]  # needs are not compared if nothing is said
    form: NotRequired[str]  # which form is filled in to ask for it, where a few questions are not enough
    form_contact: NotRequired[FormContact]
    form_place: NotRequired[str]  # which answer of the form says where it is
    appeal: NotRequired[GivenAppeal]  # how somebody objects to a decision
    due_hours: NotRequired[int]  # for the whole case: either these or due_days
    due_days: NotRequired[int]
    targets: NotRequired[GivenTargets]
    next: Texts  # what happens next, as the resident reads it right after asking
    survey: str  # or none
    retention: NotRequired[GivenRetention]  # as the jurisdiction says if nothing is said
    low_score: NotRequired[GivenLowScore]  # answers change nothing if nothing is said
    survey_target: NotRequired[GivenSurveyTarget]  # no mean is expected if nothing is said
    reopen_at: NotRequired[str]  # the stage at which a reopened case starts again; the first if nothing is said
    plan: Sequence[GivenStage]
