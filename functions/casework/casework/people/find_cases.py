"""Finds the cases of a person, by their contact details."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casework.views.case_story import iso
from onestop.domain.cases.case import Case
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.storage.cases.read_case import load_cases
from onestop.storage.people.contact_details import cases_of_forms

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_work import FoundCase, FoundCases

MOST_CASES = 50


def cases_with(identities: Sequence[str], catalogue: Catalogue, language: str) -> FoundCases:
    """Returns the newest cases that somebody with an e-mail address or number brought, and whether there are more: two
    calls, one more for a number. `identities` are its keyed hashes, in each form that it may have been kept in.

    Staff who answer the telephone may know that a case exists and its status; the rest needs a task on it.
    """
    found = cases_of_forms(identities, MOST_CASES + 1)
    listed = sorted(load_cases(found[:MOST_CASES]), key=lambda case: case.opened_at, reverse=True)
    return {
        "cases": [case_line(case, catalogue, language) for case in listed],
        "more": len(found) > MOST_CASES,
    }


def case_line(case: Case, catalogue: Catalogue, language: str) -> FoundCase:
    return {
        "reference": case.reference,
        "status": case.status,
        "service_code": case.service,
        "service_name": catalogue.name_of("service", case.service, language),
        "agency": case.agency,
        "opened_at": case.opened_at.isoformat(),
        "due_at": iso(case.due_at),
    }
