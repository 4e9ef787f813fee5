"""The form that takes an act back: filled in with the priority or the deadline before it, or for a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from casework.pages.acts.form_view import show_offer
from casework.pages.acts.offers import OfferedAct, TriedOn, try_form
from casework.pages.acts.table import FORMS
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from casework.pages.local_times import local_time
from casework.views.recorded_views import SeenCase
from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import Link
from onestop.domain.errors import OnestopError
from onestop.domain.staff.permissions import may

# event -> what it says was before -> the field for it
BEFORE: Mapping[str, tuple[str, str]] = {
    "case.reprioritised": ("before", "priority"),
    "case.extended": ("was_due_at", "due_at"),
}


def undo_of(visit: DeskVisit, events: Iterable[Recorded]) -> SentFields:
    """Returns the values before the latest change of each kind, by the name of the field."""
    found: dict[str, str] = {}
    for event in events:
        if event.type in BEFORE:
            said, field = BEFORE[event.type]
            value = str(event.data.get(said, ""))
            found[field] = local_time(datetime.fromisoformat(value), visit) if field == "due_at" else value
    return SentFields(tuple(found.items()))


def undo_of_link(visit: DeskVisit, seen: SeenCase, link: Link) -> dict[str, Any] | None:
    """Returns the form that removes a link; None if they may not remove it, or if the work itself made it."""
    form, file = FORMS["unlink"], seen.whole.file
    named = {"reference": link.reference}
    if not seen.sight.may_act or not may(visit.staff.roles, form.act):
        return None
    try:
        change = try_form(form, named, TriedOn(visit=visit, file=file, task=None))
    except OnestopError:
        return None
    return show_offer(visit, file, OfferedAct(form=form, task=None, change=change), SentFields(tuple(named.items())))
