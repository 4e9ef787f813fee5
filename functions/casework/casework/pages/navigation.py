"""The menu at the top of every page of the desk: each page with who may see it, if it exists."""

from __future__ import annotations

from dataclasses import dataclass

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.staff.permissions import may
from onestop.domain.translation import NC_, Phrase
from onestop.runtime.identity import Staff


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A page, the act that its visitors must be allowed to do, its name, and the key after `g` that opens it. Some
    are for the triage desk alone."""

    path: str
    act: str
    name: Phrase
    key: str
    triage_only: bool = False


ENTRIES = (
    MenuEntry("/desk", "list", NC_("desk", "Inbox"), "i"),
    MenuEntry("/desk/people", "find", NC_("desk", "Find a person"), "p"),
    MenuEntry("/desk/new", "entries", NC_("desk", "New case"), "n"),
    MenuEntry("/desk/applications", "entries", NC_("desk", "Applications"), "b"),
    MenuEntry("/desk/triage", "triage", NC_("desk", "Triage"), "t", triage_only=True),
    MenuEntry("/desk/held-back", "arrivals", NC_("desk", "Held back"), "h", triage_only=True),
    MenuEntry("/desk/notices", "notices", NC_("desk", "Notices"), "m"),
    MenuEntry("/desk/supervisor", "assign_others", NC_("desk", "Supervisor"), "s"),
    MenuEntry("/desk/insights", "report", NC_("desk", "Insights"), "e"),
    MenuEntry("/desk/audit", "looks", NC_("desk", "Audit"), "a"),
    MenuEntry("/desk/administration", "administer", NC_("desk", "Administration"), "d"),
    MenuEntry("/desk/operations", "operate", NC_("desk", "Operations"), "o"),
)


def entries_for(staff: Staff, catalogue: Catalogue) -> list[MenuEntry]:
    """Returns the pages that somebody may see, in the order of the menu."""
    at_triage = staff.reads_all or catalogue.jurisdiction["triage_agency"] in staff.agencies
    return [entry for entry in ENTRIES if may(staff.roles, entry.act) and (at_triage or not entry.triage_only)]


def home_of(staff: Staff, catalogue: Catalogue) -> str:
    """Returns the page where somebody begins: the inbox, or the first page that they may see if they have none."""
    return next((entry.path for entry in entries_for(staff, catalogue)), "/desk")
