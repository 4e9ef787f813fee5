"""What the page shows its resident of their own case: their words, a map of the place, the progress of the
departments."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.tasks.department_progress import PartStanding, standings
from onestop.domain.places.sketch import draw_place
from onestop.domain.time.dates import say_date
from onestop.domain.time.promise_kept import days_late
from onestop.runtime import links
from portal.case.resident_texts import IS_LATE, KEPT, PROMISED, STANDING, WAS_LATE
from portal.near_lines import lines_near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onestop.contracts.answers.residents import PartShown
    from onestop.domain.cases.case import CaseFile, Place
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.storage.cases.read_case import WholeFile

ENDED = (Status.RESOLVED, Status.CLOSED)


def place_drawn(place: Place | None, catalogue: Catalogue, language: str) -> dict[str, str] | None:
    """The place: the address as it was written, and a small map with its words if the place is known to the metre."""
    if place is None or (place.lat is None and not place.address):
        return None
    drawn = {"address": place.address or "", "svg": "", "words": ""}
    if place.lat is None or place.long is None:
        return drawn
    near = lines_near(place.lat, place.long, catalogue)
    sketch = draw_place(place.lat, place.long, catalogue, near, language)
    return drawn | {"svg": sketch.svg, "words": sketch.words}


def work_drawn(file: CaseFile, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """The departments with the progress of each, and how many have finished."""
    found = standings(file)
    steps = [
        (catalogue.name_of("agency", agency, language), standing.value, catalogue.say(STANDING[standing], language))
        for agency, standing in found.items()
    ]
    return {"steps": steps, "done": list(found.values()).count(PartStanding.FINISHED), "all": len(steps)}


def parts_drawn(parts: Sequence[PartShown], language: str, *, acting: bool = False) -> dict[str, Any]:
    """The parts of what was asked for, each with its own page, and how many have ended. Somebody who acts for the
    resident gets no link to another case, because it would outlive their mandate."""
    pages = ["" if acting else links.link_to(links.TRACK, part["reference"], language) for part in parts]
    lines = [(part, there, part["status"] in ENDED) for part, there in zip(parts, pages, strict=True)]
    return {"lines": lines, "done": sum(ended for _, _, ended in lines), "all": len(lines)}


def promise_kept(whole: WholeFile, catalogue: Catalogue, language: str, at: datetime) -> str | None:
    """Says whether our promise was kept, once that is known: None while there is still time, if nothing was promised,
    while we wait for the resident, and for a case that ended without the work."""
    case, zone = whole.file.case, catalogue.jurisdiction["time_zone"]
    if case.due_at is None:
        return None
    ended = resolved_at(whole) if case.status in ENDED else None
    if (case.status in ENDED and ended is None) or (case.waiting_since and not ended):
        return None
    late, day = days_late(case.due_at, ended or at, zone), say_date(case.due_at, zone, language)
    if not late:
        return catalogue.say(KEPT, language).format(day=day) if ended else None
    promised = catalogue.say(PROMISED, language).format(day=day)
    # Chinese has no space between sentences
    between = "" if promised.endswith("。") else " "
    return f"{promised}{between}{catalogue.say_count(WAS_LATE if ended else IS_LATE, late, language)}"


def resolved_at(whole: WholeFile) -> datetime | None:
    """When the work was done; None if it was not, or if the case was reopened."""
    ends = [each for each in whole.events if each.type in ("case.resolved", "case.reopened")]
    return ends[-1].at if ends and ends[-1].type == "case.resolved" else None
