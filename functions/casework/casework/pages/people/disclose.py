"""Shows who the resident is on the page of the case, for a purpose that is kept for the auditor."""

from __future__ import annotations

from chalice.app import Response

from casework.oversight.routes import disclose_to
from casework.pages.case.page import Filled, show_case_page
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.staff_request import known_reference
from casework.views.recorded_views import look_at_case
from onestop.contracts.read_contract import read_fields
from onestop.contracts.staff import DisclosureBody
from onestop.domain.errors import NotValid
from onestop.domain.translation import N_, Phrase

WRONG: Phrase = N_("Say what you need it for, in 10 to 500 characters.")


@page("POST", "/desk/cases/{reference}/disclosure", "disclose")
def disclose(visit: DeskVisit, reference: str) -> Response:
    """Shows the case with its resident. There is no redirect, because each showing has to be asked for."""
    known, purpose = known_reference(reference), visit.form.text("purpose")
    try:
        body = read_fields({"purpose": purpose}, DisclosureBody)
    except NotValid:
        seen = look_at_case(visit.looker, known)
        errors = [("purpose", visit.say(WRONG))]
        return show_case_page(visit, seen, filled=Filled(), errors=errors, status=400, purpose=purpose)
    shown = disclose_to(visit.staff, known, body.purpose, visit.at)["contact"]
    nobody = {"name": None, "email": None, "phone": None}
    return show_case_page(visit, look_at_case(visit.looker, known), filled=Filled(), disclosed=shown or nobody)
