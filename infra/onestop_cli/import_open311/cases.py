"""The requests of an Open311 server as cases, under their old ids and with their old times.

An open one is worked on here from now on; a closed one was worked on there. Both are kept like any case, so agencies
and subscribers hear about them. Open311 does not say who brought them, so no letters are sent.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import Case, CaseFile, Place, Request
from onestop.domain.cases.case_end import close_case
from onestop.domain.cases.change import Change, changed
from onestop.domain.cases.events import CaseOpened
from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.domain.cases.links.imported_references import reference_from
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Conflict
from onestop.domain.people.actor import Actor
from onestop.domain.places.spots import spot_of
from onestop.storage.cases import open_and_change
from onestop.storage.once import AlreadyDone, Once
from onestop_cli.import_open311.catalogue import place_of
from onestop_cli.import_open311.files import Open311Entry
from onestop_cli.import_open311.names import OurNames

DESCRIPTION_LENGTH, ADDRESS_LENGTH = 4000, 200  # contracts/api.py


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """One case as it will be kept; `closed_at` is None for one that is still open."""

    change: Change
    request: Request
    closed_at: datetime | None


def import_requests(
    requests: Iterable[Open311Entry], names: OurNames, catalogue: Catalogue, at: datetime
) -> Counter[str]:
    """Keeps requests as cases, each once however often it is imported; returns how many were what."""
    counts: Counter[str] = Counter()
    by_name = {each["name"][catalogue.language()]: code for code, each in catalogue.services.items()}
    seen: set[str] = set()
    for entry in requests:
        made = imported(entry, names, by_name, catalogue, at)
        reference = made.change.case.reference
        if reference in seen:
            counts["double"] += 1
            continue
        seen.add(reference)
        counts[keep_case(made, catalogue)] += 1
        counts["without service"] += made.request.service is None
    return counts


def keep_case(made: Imported, catalogue: Catalogue) -> str:
    """Keeps one case, and that it was closed."""
    reference = made.change.case.reference
    once = Once(key=f"import:{reference}")
    said = "open"
    try:
        open_and_change.open_case(made.change, made.request, None, once)
    except (AlreadyDone, Conflict):  # the case is here already, whatever became of it since
        said = "here already"
    if made.closed_at is None:
        return said
    act = Act(catalogue, made.closed_at, Actor.SYSTEM)

    def close_once(file: CaseFile) -> Change | None:
        if said != "open" and file.case.status is Status.CLOSED:
            return None
        change = close_case(file, act, CloseReason.NO_SURVEY)
        return replace(change, case=replace(change.case, agency=made.change.case.agency))  # who it was there

    open_and_change.change_case(reference, close_once, lambda _: Once(key=f"import-end:{reference}"))
    return "closed" if said == "open" else said


def imported(
    entry: Open311Entry, names: OurNames, by_name: Mapping[str, str], catalogue: Catalogue, at: datetime
) -> Imported:
    """Returns one request as a case. `at` is used for times that it does not have."""
    opened, updated = moment(entry, "requested_datetime"), moment(entry, "updated_datetime")
    opened = opened or updated or at
    updated = updated or opened  # as it was told, even where that was before the request came
    service = names.services.get(entry.get("service_code", "")) or by_name.get(entry.get("service_name", ""))
    agency = names.agencies.get(entry.get("agency_responsible", ""))
    request = request_of(entry, service)
    begun = Case(
        reference=reference_from(id_of(entry)),
        version=0,
        status=Status.OPEN,
        channel="open311",
        language=catalogue.language(),
        priority="normal",
        opened_at=opened,
        updated_at=opened,
        catalogue=catalogue.version,
        service=service,
        agency=agency,
        due_at=moment(entry, "expected_datetime"),
        spot=spot_of(request.place, catalogue.area, exact=True),  # it was public where it comes from
    )
    change = changed(CaseFile(case=begun, request=Request()), CaseOpened(service=service), at=opened, by=Actor.SYSTEM)
    closed = entry.get("status", "").lower() == "closed"
    if not closed:
        change = replace(change, case=replace(change.case, updated_at=updated))
    return Imported(change=change, request=request, closed_at=updated if closed else None)


def request_of(entry: Open311Entry, service: str | None) -> Request:
    place, address = place_of(entry), entry.get("address", "")[:ADDRESS_LENGTH] or None
    lat, long = place or (None, None)
    link = entry.get("media_url", "")
    return Request(
        service=service,
        description=entry.get("description", "")[:DESCRIPTION_LENGTH],
        place=Place(lat=lat, long=long, address=address) if place or address else None,
        external_id=entry.get("service_request_id"),
        media_url=link if link.startswith(("http://", "https://")) else None,
    )


def id_of(entry: Open311Entry) -> str:
    """Returns what identifies a request: its id or, without one, all of its content."""
    known = entry.get("service_request_id")
    return known or hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()


def moment(entry: Open311Entry, name: str) -> datetime | None:
    """Reads a time of an entry; without a time zone it is taken as UTC; None for anything that is not a time."""
    try:
        told = datetime.fromisoformat(entry.get(name, ""))
    except ValueError:
        return None
    try:
        return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)
    except OverflowError:
        return None
