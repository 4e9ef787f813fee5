"""The filters of the inbox, as the fields of a form; those that are set stay in the URL."""

from __future__ import annotations

from typing import Any

from casework.pages.channel_words import CHANNEL_NAMES
from casework.pages.desk_request import DeskVisit
from casework.pages.inbox.list_address import AskedList
from casework.pages.inbox.rows import task_name
from casework.pages.inbox.texts import FILTERS, PRIORITY_NAMES
from onestop.domain.catalogue.catalogue import Catalogue

Choices = list[tuple[str, str]]


def filters_for(asked: AskedList, visit: DeskVisit) -> list[dict[str, Any]]:
    """Returns each filter with its choices, if the jurisdiction has any."""
    catalogue, language = visit.offer, visit.language
    choices: dict[str, Choices] = {
        "service": by_name([(code, catalogue.name_of("service", code, language)) for code in catalogue.services]),
        "district": by_name(districts_of(catalogue, language)),
        "priority": [(code, visit.say(name)) for code, name in PRIORITY_NAMES.items()],
        "channel": [(code, visit.say(name)) for code, name in CHANNEL_NAMES.items()],
        "code": by_name(tasks_of(asked.agency, catalogue, language)),
        "contractor": by_name(
            [
                (code, catalogue.name_of("agency", code, language))
                for code, agency in catalogue.agencies.items()
                if agency["kind"] == "contractor"
            ]
        ),
    }
    return [
        {"name": name, "label": visit.say(FILTERS[name]), "choices": listed, "value": asked.only.get(name, "")}
        for name, listed in choices.items()
        if listed
    ]


def districts_of(catalogue: Catalogue, language: str) -> Choices:
    features = catalogue.release["boundaries"]["features"]
    return [(str(each["properties"]["code"]), catalogue.say(each["properties"]["name"], language)) for each in features]


def tasks_of(agency: str, catalogue: Catalogue, language: str) -> Choices:
    """Returns the kinds of tasks of an agency, over all plans: each code once, by its first name."""
    named: dict[str, str] = {}
    for service in catalogue.services.values():
        for stage in service["plan"]:
            for task in stage["tasks"]:
                if task["agency"] == agency:
                    named.setdefault(task["code"], task_name(service["code"], task["code"], catalogue, language))
    return list(named.items())


def by_name(choices: Choices) -> Choices:
    return sorted(choices, key=lambda each: each[1].casefold())
