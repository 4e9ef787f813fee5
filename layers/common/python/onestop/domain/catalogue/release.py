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
    """A shelf on which residents look for a service."""

    code: str
    name: Texts


class GivenCalendar(TypedDict):
    """The working hours of agencies. Public holidays of a country were written out by `onestop load`, day by day."""

    time_zone: NotRequired[str]  # that of the jurisdiction if nothing is said
    hours: Mapping[str, Sequence[str]]  # mon to sun -> periods such as 08:30-12:30
    holidays: Sequence[str]  # dates
    exceptions: NotRequired[Mapping[str, Sequence[str]]]  # date -> periods


class RuleCondition(TypedDict):
    """Which cases a rule is for: all that is named must fit."""

    service: NotRequired[Sequence[str]]
    district: NotRequired[Sequence[str]]
    zone: NotRequired[Mapping[str, Sequence[str]]]  # layer -> zones
    answer: NotRequired[Mapping[str, Sequence[str]]]  # question -> answers, of which one is enough


class Rule(TypedDict):
    """An exception to the plans of services. The first one that fits is used."""

    code: str
    when: RuleCondition
    agency: NotRequired[Mapping[str, str]]  # task -> the agency that does it instead of the one in the plan
    priority: NotRequired[Priority]
    because: Texts  # in words that a clerk can read to a resident


class Nearness(TypedDict):
    """Landmarks of which one is near enough."""

    kind: Sequence[str]
    metres: int


class UrgencyCondition(RuleCondition):
    """Which needs a row of urgency is for: all that is named must fit."""

    month: NotRequired[Sequence[int]]  # in which the need came
    near: NotRequired[Nearness]


class UrgencyRule(TypedDict):
    """A hazard that facts make: it can only raise a priority."""

    code: str
    when: UrgencyCondition
    priority: Literal["high", "urgent"]
    because: Texts


class Release(TypedDict):
    """All that a jurisdiction offers, at one time."""

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
    words: NotRequired[Mapping[str, OwnWords]]  # what the jurisdiction says instead of us, by language
    # what maps and addresses know beside the districts: streets, landmarks, water, parks, each as GeoJSON. They are
    # long: of a release in force only their digests are here; storage/catalogue/map_layers.py reads them when needed
    map_layers: NotRequired[Mapping[str, Any]]
    map_digests: NotRequired[Mapping[str, str]]
    # forms by code, as their files say. They are long too: of a release in force only their versions are here, and
    # storage/catalogue/forms.py reads one for who needs it
    forms: NotRequired[Mapping[str, Mapping[str, Any]]]
    form_versions: NotRequired[Mapping[str, str]]
    # rule tables by code, kept as forms are (storage/catalogue/rule_tables.py)
    decisions: NotRequired[Mapping[str, Mapping[str, Any]]]
    decision_versions: NotRequired[Mapping[str, str]]
    # articles by code. Of a release in force only the name of their index is here; see storage/catalogue/articles.py
    answers: NotRequired[Mapping[str, Mapping[str, Any]]]
    answer_index: NotRequired[str]
    classifier: NotRequired[str]  # which one was learned for it; it lies beside the release, for routing alone
    published: NotRequired[str]  # since when it is in force
