"""Staff who have looked at the papers record who may act for whom, and end it; recorded for the auditor before it is
done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from casework.oversight.look_records import is_address, spellings_of
from casework.people.whole_person import WholePerson
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotFound, NotValid
from onestop.domain.people.mandates import (
    MOST,
    Mandate,
    MandateKind,
    MandateMay,
    in_force,
    last_day_allowed,
    over_since_yesterday,
)
from onestop.domain.people.person import identity_of
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.domain.time.days_asked import read_day
from onestop.domain.visible_words import shows_something
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.storage.people.mandates import keep_mandate, mandates_for
from onestop.storage.staff.deeds import deed_kept_first

NAME = 200  # characters of a name, as everywhere


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedMandate:
    """The mandate that was filled in at the desk: who is represented (one of those found), by whom, for what, until
    which day."""

    who: str
    holder: str
    holder_name: str
    kind: str
    may: str
    last: str


def keep_asked(
    found: WholePerson,
    identities: Sequence[str],
    asked: AskedMandate,
    staff: Staff,
    at: datetime,
    today: date,
    catalogue: Catalogue,
) -> Mandate:
    """Records that somebody may act for one of the people found. Raises NotValid."""
    name = next((each.name for each in found.people if each.id == asked.who and each.name), None)
    holder = identity_of(spellings_of(asked.holder, catalogue)[0], identity_key()) if asked.holder else ""
    last, faults = read_day(asked.last), []
    kind = MandateKind(asked.kind) if asked.kind in list(MandateKind) else None
    if name is None:
        faults.append(Fault("who", "this is nobody of those found", "somebody whom the page shows"))
    if not is_address(asked.holder) or holder in identities:
        faults.append(Fault("holder", "this is no address of another person", "an e-mail address or number, whole"))
    if not shows_something(asked.holder_name) or len(asked.holder_name) > NAME:
        faults.append(Fault("holder_name", "say who it is", f"a name of at most {NAME} letters"))
    if kind is None:
        faults.append(Fault("kind", "there is no such kind", ", ".join(MandateKind)))
    if asked.may not in list(MandateMay):
        faults.append(Fault("may", "say what they may do", ", ".join(MandateMay)))
    if last is None or last < today or (kind and last > last_day_allowed(kind, today)):
        faults.append(Fault("last", "it ends on no such day", "a day to come, within what the kind allows"))
    others = [each for each in in_force(mandates_for(identities[0]), today) if each.holder != holder]
    if len(others) >= MOST:
        faults.append(Fault("holder", f"{MOST} people act for them already", "end one first"))
    if faults or kind is None or last is None or name is None:
        raise NotValid(*faults)
    mandate = Mandate(
        holder=holder,
        represented=tuple(identities),
        holder_name=asked.holder_name.strip(),
        represented_name=name,
        kind=kind,
        may=MandateMay(asked.may),
        last=last,
        since=at,
        by=staff.actor,
    )
    with deed_kept_first(deed_about(DeedKind.MANDATED, mandate, staff, at)):
        keep_mandate(mandate)
    return mandate


def end_mandate(
    identities: Sequence[str], holder: str, represented: str, staff: Staff, at: datetime, today: date
) -> None:
    """Ends a mandate at once: of this holder, for the person of this name among those found; without a name, the only
    one of this holder. Raises NotFound."""
    acting = [each for each in in_force(mandates_for(identities[0]), today) if each.holder == holder]
    chosen = [each for each in acting if not represented or each.is_for(represented)]
    if len(chosen) != 1:
        raise NotFound("Nobody acts for them who was chosen, or not any more.", "holder")
    [found] = chosen
    with deed_kept_first(deed_about(DeedKind.MANDATE_ENDED, found, staff, at)):
        keep_mandate(over_since_yesterday(found, today))


def deed_about(kind: DeedKind, mandate: Mandate, staff: Staff, at: datetime) -> Deed:
    """Makes the deed, which names both people only by keyed hashes."""
    details = (f"person:{mandate.holder}", mandate.kind.value, mandate.may.value, mandate.last.isoformat())
    return Deed(at=at, by=staff.actor, kind=kind, about=f"person:{mandate.represented[0]}", details=details)
