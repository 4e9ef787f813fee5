"""What others ask intake to do, because only intake may: the desk, for a member of staff, with what was held back and
with people who call or come; and applications, to have a case opened for one that was sent.

Each errand checks by itself whether they may; the desk shows the result, and has no right to do it on its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from intake.applications import payments
from intake.applications.earlier_case import tell_case
from intake.applications.open_appeal import open_appeal
from intake.applications.open_application import open_application
from intake.arrivals import dismiss_one, list_of, look_at, release_one
from intake.counter.entry_from_desk import open_entry_from_desk, show_entered
from intake.counter.feedback import keep_opinion
from intake.counter.survey_answer import keep_survey_answer, show_survey
from onestop.runtime.errands import DoErrand, Errand
from onestop.storage.incoming.arrivals import QUARANTINED

if TYPE_CHECKING:
    from onestop.contracts.answers.oversight import ArrivalLine, Arrivals, ArrivalShown

MOST = 50


def list_arrivals(errand: Errand) -> Arrivals:
    """A page of what became no case."""
    fields = errand.fields
    kind, month = fields["kind"] or QUARANTINED, fields["month"] or f"{errand.at:%Y-%m}"
    return list_of(errand.staff, kind, month, MOST, fields["cursor"] or None)


def show_arrival(errand: Errand) -> ArrivalShown:
    """One that was held back, in its own words."""
    return look_at(errand.staff, errand.fields["arrival"], errand.at)


def release(errand: Errand) -> ArrivalLine:
    """A held-back contact is a need after all."""
    return release_one(errand.staff, errand.fields["arrival"], errand.at)


def dismiss(errand: Errand) -> ArrivalLine:
    """A held-back contact is no need; or that is taken back."""
    return dismiss_one(errand.staff, errand.fields["arrival"], dismissed=errand.fields["dismissed"])


ERRANDS: Mapping[str, DoErrand] = {
    "list arrivals": list_arrivals,
    "show arrival": show_arrival,
    "release": release,
    "dismiss": dismiss,
    "enter": open_entry_from_desk,
    "show entered": show_entered,
    "show survey": show_survey,
    "rate": keep_survey_answer,
    "keep opinion": keep_opinion,
    "open application": open_application,
    "open appeal": open_appeal,
    "tell case": tell_case,
    "show due": payments.show_due,
    "settle payment": payments.note_payment,
}
