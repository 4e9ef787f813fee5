"""What can be asked for and the plan by which it gets done, as `services/<code>.yaml` gives it. For the type checker
(see `catalogue.jurisdiction`); what the work on a case uses is read from it once (`catalogue.plans`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NotRequired, TypedDict

from onestop.domain.cases.lifecycle import Priority
from onestop.domain.catalogue.catalogue import Texts

FieldKind = Literal["text", "number", "yesno", "date", "choice", "choices"]
GivenConditions = Mapping[str, Sequence[str]]  # fact -> values, one of which is enough


class Choice(TypedDict):
    """One of the values to choose from."""

    code: str
    name: Texts


class GivenField(TypedDict):
    """A question of the service, or a field of a task's result."""

    code: str  # used in conditions
    name: Texts  # the question in words
    kind: FieldKind
    required: NotRequired[bool]
    choices: NotRequired[Sequence[Choice]]  # for the kinds choice and choices


class GivenPart(TypedDict):
    """The data that the case of another service gets from the answers here: no more than it needs."""

    description: Texts  # ((question)) is replaced by its answer
    place: NotRequired[str]  # the question that says where it is
    answers: NotRequired[Mapping[str, str]]  # a question of that service -> the question here


class GivenTask(TypedDict):
    """One agency's part of the case."""

    code: str
    agency: str  # the agency that does it, or that waits for whoever does
    name: Texts
    due_hours: NotRequired[int]  # working hours of the agency: either this or due_days
    due_days: NotRequired[int]  # calendar days
    done_by: NotRequired[Literal["agency", "resident", "machine", "service"]]  # default: the agency
    service: NotRequired[str]  # opened as a case of its own, for done_by: service
    gives: NotRequired[GivenPart]  # what that case gets; default: this case's whole request
    when: NotRequired[GivenConditions]
    unless: NotRequired[GivenConditions]
    optional: NotRequired[bool]
    repeatable: NotRequired[bool]
    sees: NotRequired[Sequence[str]]  # fields of the case; default: what agencies of its kind usually see
    results: NotRequired[Sequence[GivenField]]
    does: NotRequired[Literal["decide", "lookup", "payment"]]  # automatically, as soon as it is opened
    table: NotRequired[str]  # the rule table that decides it
    register: NotRequired[str]  # in jurisdiction.yaml, in which it is looked up
    asks: NotRequired[Mapping[str, str]]  # what the register is asked: its name for it -> our answer
    pays: NotRequired[str]  # the task whose fee is paid


class GivenStage(TypedDict):
    """Tasks in parallel."""

    code: str
    name: Texts
    complete: NotRequired[Literal["all", "any", "ended"] | int]  # how many tasks must be done; default: all
    tasks: Sequence[GivenTask]


class GivenTargets(TypedDict):
    """Promised times, in working hours of the lead agency."""

    acknowledge_hours: NotRequired[int]
    first_action_hours: NotRequired[int]


class FormContact(TypedDict):
    """The answers of the form that are the applicant's contact details."""

    name: NotRequired[str]
    email: NotRequired[str]
    phone: NotRequired[str]
    street: NotRequired[str]
    postcode: NotRequired[str]
    city: NotRequired[str]
    organisation: NotRequired[str]


class ImportedService(TypedDict):
    """Data of an imported service for Open311 clients, if it differs from this file."""

    service_code: NotRequired[str]
    description: NotRequired[str]
    keywords: NotRequired[str]
    group: NotRequired[str]
    metadata: NotRequired[bool]


class GivenAgain(TypedDict):
    """The rule by which two needs of the service may be one, and what then (`domain.again`)."""

    metres: int
    days: int
    merge: Literal["surely", "propose", "never"]


class GivenAppeal(TypedDict):
    """The number of days in which somebody may object to a decision, and the plan of the case that the objection
    becomes."""

    days: int
    plan: Sequence[GivenStage]


class GivenRetention(TypedDict):
    """The number of years for which its cases, and parts of them, are kept after closing."""

    case_years: NotRequired[int]
    files_years: NotRequired[int]
    letters_years: NotRequired[int]


# kept as it is in the catalogue, as priorities are
Follows = Literal["reopen", "triage", "follow_up", "ask"]


class GivenLowScore(TypedDict):
    """The rule that an answer to the survey causes more work on the case: if the score is lower than `below`. The
    case starts where reopened cases do, or a person at the triage desk decides, or a supervisor of the people who
    did the work looks at it within two working days and answers the resident. Or only one more question is asked."""

    question: str
    below: int
    then: Follows


class GivenSurveyTarget(TypedDict):
    """The mean that answers to one question of the survey should reach."""

    question: str
    mean: float


class Service(TypedDict):
    """Something that can be asked for."""

    code: str
    group: str
    name: Texts
    description: Texts  # when to choose it
    keywords: Mapping[str, Sequence[str]]  # words by which a need is recognised as this service, by language
    priority: Priority
    place: Literal["required", "optional", "none"]  # whether the resident must say where it is
    life: NotRequired[bool]  # whether it is a life event, which opens other services
    popular: NotRequired[bool]  # whether most residents look for it
    season: NotRequired[Sequence[int]]  # the months in which it is needed most
    public: NotRequired[bool]  # whether its cases are in public lists; default: yes
    open311: NotRequired[ImportedService]
    examples: NotRequired[Mapping[str, Sequence[str]]]  # only in its file, not in a release
    questions: NotRequired[Sequence[GivenField]]
    again: NotRequired[GivenAgain]  # default: needs are not compared
    form: NotRequired[str]  # the form to ask for it, if a few questions are not enough
    form_contact: NotRequired[FormContact]
    form_place: NotRequired[str]  # the answer of the form that says where it is
    appeal: NotRequired[GivenAppeal]  # how somebody objects to a decision
    due_hours: NotRequired[int]  # for the whole case: either this or due_days
    due_days: NotRequired[int]
    targets: NotRequired[GivenTargets]
    next: Texts  # what happens next, as the resident reads it right after asking
    survey: str  # or none
    retention: NotRequired[GivenRetention]  # default: the jurisdiction's
    low_score: NotRequired[GivenLowScore]  # default: answers change nothing
    survey_target: NotRequired[GivenSurveyTarget]  # default: no mean is expected
    reopen_at: NotRequired[str]  # the stage at which a reopened case starts again; default: the first
    plan: Sequence[GivenStage]
