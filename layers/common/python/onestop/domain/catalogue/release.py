"""A whole release of the catalogue, as `onestop load` publishes it. For the type checker (see
`catalogue.jurisdiction`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NotRequired, TypedDict

from onestop.domain.cases.lifecycle import Priority
from onestop.domain.catalogue.agency import Agency
from onestop.domain.catalogue.catalogue import Texts
from onestop.domain.catalogue.jurisdiction import Jurisdiction
from onestop.domain.catalogue.letter import LetterWords
from onestop.domain.catalogue.service import Service
from onestop.domain.catalogue.survey import Survey
from onestop.domain.translation import OwnWords


class Group(TypedDict):
    """A group under which residents find services."""

    code: str
    name: Texts


class GivenCalendar(TypedDict):
    """The working hours of agencies. `onestop load` has written out a country's public holidays, day by day."""

    time_zone: NotRequired[str]  # default: that of the jurisdiction
    hours: Mapping[str, Sequence[str]]  # mon to sun -> periods such as 08:30-12:30
    holidays: Sequence[str]  # dates
    exceptions: NotRequired[Mapping[str, Sequence[str]]]  # date -> periods


class RuleCondition(TypedDict):
    """The cases that a rule is for: all named conditions must match."""

    service: NotRequired[Sequence[str]]
    district: NotRequired[Sequence[str]]
    zone: NotRequired[Mapping[str, Sequence[str]]]  # layer -> zones
    answer: NotRequired[Mapping[str, Sequence[str]]]  # question -> answers, one of which is enough


class Rule(TypedDict):
    """An exception to the plans of services. The first that matches is used."""

    code: str
    when: RuleCondition
    agency: NotRequired[Mapping[str, str]]  # task -> the agency that does it instead of the one in the plan
    priority: NotRequired[Priority]
    because: Texts  # in words that a clerk can read to a resident


class Nearness(TypedDict):
    """Landmarks, one of which must be near enough."""

    kind: Sequence[str]
    metres: int


class UrgencyCondition(RuleCondition):
    """The needs that an urgency rule is for: all named conditions must match."""

    month: NotRequired[Sequence[int]]  # month in which the need came
    near: NotRequired[Nearness]


class UrgencyRule(TypedDict):
    """A danger that follows from facts: it can only raise a priority."""

    code: str
    when: UrgencyCondition
    priority: Literal["high", "urgent"]
    because: Texts


class Release(TypedDict):
    """All that a jurisdiction offers at one time."""

    jurisdiction: Jurisdiction
    groups: Sequence[Group]
    agencies: Sequence[Agency]
    calendars: Mapping[str, GivenCalendar]
    services: Sequence[Service]
    rules: Sequence[Rule]
    urgency: NotRequired[Sequence[UrgencyRule]]
    boundaries: Mapping[str, Any]  # GeoJSON: a FeatureCollection of districts, each with its code and name
    letters: Sequence[LetterWords]
    surveys: Sequence[Survey]
    words: NotRequired[Mapping[str, OwnWords]]  # the jurisdiction's words that replace ours, by language
    # other data of maps and addresses: streets, landmarks, water, parks, each as GeoJSON. They are large: a release in
    # force has only their digests here; storage/catalogue/map_layers.py reads them when needed
    map_layers: NotRequired[Mapping[str, Any]]
    map_digests: NotRequired[Mapping[str, str]]
    # forms by code, as in their files. They are large too: a release in force has only their versions here, and
    # storage/catalogue/forms.py reads one when needed
    forms: NotRequired[Mapping[str, Mapping[str, Any]]]
    form_versions: NotRequired[Mapping[str, str]]
    # rule tables by code, kept as forms are (storage/catalogue/rule_tables.py)
    decisions: NotRequired[Mapping[str, Mapping[str, Any]]]
    decision_versions: NotRequired[Mapping[str, str]]
    # articles by code. A release in force has only the name of their index here; see storage/catalogue/articles.py
    answers: NotRequired[Mapping[str, Mapping[str, Any]]]
    answer_index: NotRequired[str]
    classifier: NotRequired[str]  # the classifier trained for it, kept with the release, for routing alone
    published: NotRequired[str]  # when it came into force
