"""Releases of the catalogue: how one differs from the one in force, and going back to it."""

from __future__ import annotations

import re

from chalice.app import Response

from casework.pages.catalogue.pages import ACT, HOME
from casework.pages.catalogue.texts import SECTIONS, TEXTS
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.differences import differences
from onestop.domain.errors import NotFound
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.storage.catalogue.releases import find_release, put_in_force
from onestop.storage.staff.deeds import deed_kept_first

VERSION = re.compile(r"[0-9a-f]{12}")
RELEASE = f"{HOME}/releases/{{version}}"


@page("GET", RELEASE, ACT)
def show_release(visit: DeskVisit, version: str) -> Response:
    """Shows what would change if this release were put in force: one Query."""
    return show_difference(visit, known_release(version))


@page("POST", RELEASE, ACT)
def go_back(visit: DeskVisit, version: str) -> Response:
    """Puts a release in force, once somebody has read what would change; recorded for the auditor."""
    release = known_release(version)
    if not visit.form.text("confirm"):
        return show_difference(visit, release, [("confirm", visit.say(TEXTS["confirm_wrong"]))])
    deed = Deed(
        at=visit.at,
        by=visit.staff.actor,
        kind=DeedKind.RELEASED,
        about=version,
        details=(f"-{visit.offer.version}",),
    )
    with deed_kept_first(deed):
        put_in_force(version, visit.at, visit.staff.actor)
    return go_to(HOME, done="yes")


def known_release(version: str) -> Catalogue:
    found = find_release(version) if VERSION.fullmatch(version) else None
    if found is None:
        raise NotFound("There is no such release.", "version")
    return found


def show_difference(visit: DeskVisit, release: Catalogue, errors: list[tuple[str, str]] | None = None) -> Response:
    found = differences(visit.offer.release, release.release)
    return show(
        visit,
        "catalogue/release.html",
        f"{visit.say(TEXTS['difference'])}: {release.version}",
        TEXTS,
        400 if errors else 200,
        errors=errors,
        version=release.version,
        current=release.version == visit.offer.version,
        differences=[(visit.say(SECTIONS[each.section]), each) for each in found],
    )
