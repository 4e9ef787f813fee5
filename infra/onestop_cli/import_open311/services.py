"""One imported service as a file of the catalogue, with what it said of itself where our catalogue would differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.domain.cases.event_words import NEXT_WORDS
from onestop.domain.translation import translate
from onestop_cli.import_open311.files import Open311Entry
from onestop_cli.import_open311.names import OurNames

DESK = "contact-centre"
HOURS = 40  # a working week
KEYWORD_LENGTH = 60
OTHERS = "services"  # the group of services that name none


def service(
    entry: Open311Entry, names: OurNames, workers: Mapping[str, str], language: str, taken: set[str]
) -> dict[str, Any]:
    """Returns one service. `open311` has what it said about itself where our catalogue would say something else."""
    old = entry["service_code"]
    name = entry.get("service_name", old)
    group = entry.get("group", OTHERS)
    words = keywords(entry, name, names.services[old], taken)
    description = entry.get("description", name)
    agency = workers.get(old, DESK)
    task = {"code": "work", "agency": agency, "name": {language: name}, "due_hours": HOURS}
    made: dict[str, Any] = {
        "code": names.services[old],
        "group": names.groups[group],
        "name": {language: name},
        "description": {language: description},
        "keywords": {language: words},
        "priority": "normal",
        "place": "optional",
        "due_hours": HOURS,
        "next": {language: translate(NEXT_WORDS, language)},
        "survey": "standard",
        "plan": [{"code": "work", "name": {language: name}, "tasks": [task]}],
    }
    ours = {
        "service_code": made["code"],
        "description": description,
        "keywords": ", ".join(words),
        "group": group,
        "metadata": "false",
    }
    said = {field: entry.get(field, "false" if field == "metadata" else "") for field in ours}
    other = {field: text for field, text in said.items() if text != ours[field]}
    if "metadata" in other:
        other["metadata"] = other["metadata"].lower() == "true"  # type: ignore[assignment]
    return made | ({"open311": other} if other else {})


def keywords(entry: Open311Entry, name: str, code: str, taken: set[str]) -> list[str]:
    """Words by which the service is recognised, each the word of one service only: the first that has it."""
    offered = [name, *(word.strip() for word in entry.get("keywords", "").split(","))]
    fresh = [word for word in dict.fromkeys(offered) if word and len(word) <= KEYWORD_LENGTH]
    kept = [word for word in fresh if " ".join(word.casefold().split()) not in taken] or [code]
    once = list({" ".join(word.casefold().split()): word for word in kept}.values())
    taken.update(" ".join(word.casefold().split()) for word in once)
    return once
