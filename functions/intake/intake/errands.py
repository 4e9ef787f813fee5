"""What others ask intake to do, because it alone may: the desk, for a member of staff, with what was held back and with
those who call or come; and who takes applications, to have a case opened for one that was sent.

Each checks for itself whether they may; the desk shows what comes of it, and has no right to do it on its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from intake import paying
from intake.appealed import open_appeal
from intake.applied import open_application
from intake.arrivals import dismiss_one, list_of, look_at, release_one
from intake.counter.entering import enter, show_entered
from intake.counter.opining import keep_opinion
from intake.counter.rating import rate, show_survey
from intake.giving_way import tell_case
from onestop.runtime.errands import Do, Errand
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
    """It is a need after all."""
    return release_one(errand.staff, errand.fields["arrival"], errand.at)


def dismiss(errand: Errand) -> ArrivalLine:
    """It is no need; or that is taken back."""
    return dismiss_one(errand.staff, errand.fields["arrival"], dismissed=errand.fields["dismissed"])


ERRANDS: Mapping[str, Do] = {
    "list arrivals": list_arrivals,
    "show arrival": show_arrival,
    "release": release,
    "dismiss": dismiss,
    "enter": enter,
    "show entered": show_entered,
    "show survey": show_survey,
    "rate": rate,
    "keep opinion": keep_opinion,
    "open application": open_application,
    "open appeal": open_appeal,
    "tell case": tell_case,
    "show due": paying.show_due,
    "settle payment": paying.settle,
}
