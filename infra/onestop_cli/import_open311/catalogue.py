"""The services of an Open311 server as the files of a jurisdiction: a folder that `onestop load` takes, to be worked
on from there. Each service has a plan of one task, for Open311 says nothing of how the work is done."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from onestop_cli.import_open311.files import Open311Entry
from onestop_cli.import_open311.names import OurNames, short_names
from onestop_cli.import_open311.services import DESK, OTHERS, service
from onestop_cli.project import find_project

OFFICE = ["08:30-16:30"]
NAMED = ("service_code", "service_name")  # what a request says of its service
WHOLE_WORLD = (-179.9, -84.9, 179.9, 84.9)
MARGIN = 0.05  # of a degree around what is known


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedJurisdiction:
    """The owner of the services: what a catalogue must say about a government and Open311 does not."""

    code: str
    name: str
    time_zone: str
    language: str
    email: str
    phone: str


def known_services(services: Iterable[Open311Entry], requests: Iterable[Open311Entry]) -> list[Open311Entry]:
    """Every service once, the first of its code: those listed, then those that only requests speak of."""
    found: dict[str, Open311Entry] = {}
    for entry in services:
        if code := entry.get("service_code"):
            found.setdefault(code, entry)
    for request in requests:
        if code := request.get("service_code"):
            found.setdefault(code, {name: request[name] for name in NAMED if name in request})
    return list(found.values())


def name_all(services: list[Open311Entry], requests: list[Open311Entry]) -> OurNames:
    """Gives everything its short name."""
    agencies = (request["agency_responsible"] for request in requests if "agency_responsible" in request)
    return OurNames(
        services=short_names((entry["service_code"] for entry in services), "service"),
        agencies=short_names(agencies, "agency"),
        groups=short_names((entry.get("group", OTHERS) for entry in services), "group"),
    )


def documents(
    ours: ImportedJurisdiction, services: list[Open311Entry], requests: list[Open311Entry], names: OurNames
) -> dict[str, Any]:
    """The files of the jurisdiction, by their names."""
    language = ours.language
    described: dict[str, Any] = {
        "jurisdiction.yaml": {
            "code": ours.code,
            "name": {language: ours.name},
            "time_zone": ours.time_zone,
            "languages": [language],
            "default_language": language,
            "triage_agency": DESK,
            "email_from": ours.email,
            "phone": ours.phone,
            "survey": "standard",
        },
        "groups.yaml": [{"code": code, "name": {language: name}} for name, code in names.groups.items()],
        "agencies.yaml": [*agencies(ours, names)],
        "calendar.yaml": {"calendars": {"office": {"hours": hours()}}},
        "routing.yaml": {"rules": []},
        "boundaries.geojson": outline(ours, requests),
    }
    workers = workers_of(requests, names)
    taken: set[str] = set()
    for entry in services:
        made = service(entry, names, workers, language, taken)
        described[f"services/{made['code']}.yaml"] = made
    return described | sample_texts(language)


def hours() -> dict[str, list[str]]:
    days = ("mon", "tue", "wed", "thu", "fri")
    return {day: list(OFFICE) for day in days} | {"sat": [], "sun": []}


def agencies(ours: ImportedJurisdiction, names: OurNames) -> Iterable[dict[str, Any]]:
    known = {"The contact centre": DESK} | {name: code for name, code in names.agencies.items() if code != DESK}
    for name, code in known.items():
        fields = {"code": code, "name": {ours.language: name}, "kind": "department"}
        yield {**fields, "email": ours.email, "calendar": "office"}


def workers_of(requests: Iterable[Open311Entry], names: OurNames) -> dict[str, str]:
    """Which agency does the work of a service: the one that was responsible most often."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for request in requests:
        if "service_code" in request and "agency_responsible" in request:
            counted[request["service_code"]][names.agencies[request["agency_responsible"]]] += 1
    return {code: counts.most_common(1)[0][0] for code, counts in counted.items()}


def outline(ours: ImportedJurisdiction, requests: Iterable[Open311Entry]) -> dict[str, Any]:
    """One district around all places that are known; to be drawn better by somebody who knows the city."""
    west, south, east, north = WHOLE_WORLD
    places = [place for request in requests if (place := place_of(request))]
    if places:
        lats, longs = zip(*places, strict=True)
        west, south, east, north = min(longs) - MARGIN, min(lats) - MARGIN, max(longs) + MARGIN, max(lats) + MARGIN
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    properties = {"code": "all", "name": {ours.language: ours.name}}
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature]}


def place_of(request: Open311Entry) -> tuple[float, float] | None:
    """The coordinates of a request: none where one is missing, no number, beyond the globe, or both are 0."""
    try:
        lat, long = float(request["lat"]), float(request["long"])
    except (KeyError, ValueError):
        return None
    return (lat, long) if (lat or long) and abs(lat) <= 90 and abs(long) <= 180 else None


def sample_texts(language: str) -> dict[str, Any]:
    """The letters and the survey of the sample jurisdiction, in one language."""
    sample = find_project().sample_jurisdiction
    paths = (path for folder in ("letters", "surveys") for path in sorted((sample / folder).glob("*.yaml")))
    return {
        path.relative_to(sample).as_posix(): in_one(yaml.safe_load(path.read_text(encoding="utf-8")), language)
        for path in paths
    }


def in_one(said: Any, language: str) -> Any:
    if isinstance(said, dict):
        return {language: said[language]} if language in said else {k: in_one(v, language) for k, v in said.items()}
    return [in_one(each, language) for each in said] if isinstance(said, list) else said


def write_documents(folder: Path, described: Mapping[str, Any]) -> None:
    """Writes the files of a jurisdiction."""
    for file, document in described.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if file.endswith(".geojson"):
            path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        else:
            path.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")
