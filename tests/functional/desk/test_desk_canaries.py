"""What comes out of every page of the desk, for every role, agency and `sees`: allowed canaries only.

The pages are those that are declared, so one that is added later is walked too; lists as list, board, map and table. A
form is sent as if it were the first version of the case that somebody had before them: most answers show both sides.
"""

from __future__ import annotations

from itertools import count

import pytest

from casework.pages.declare_page import ACTS
from onestop.domain.staff.permissions import Role
from tests.aws_in_memory import Aws
from tests.depth import in_turn, some
from tests.functional.casework.canaries import (
    CELLS,
    CONTRACTOR,
    DEPARTMENT,
    FIELDS,
    LATER,
    LOOKERS,
    MACHINE,
    PURPOSE,
    READERS,
    VIEWER,
    a_case_of_canaries,
    allowed,
    given_to_viewer,
    heard_in,
    is_outside,
)
from tests.functional.casework.test_matrix import BODIES
from tests.functional.desk.desking import Browser, hidden_in, signed_in
from tests.functional.desk.test_desk_matrix import part_names
from tests.functional.schedules.world import empty_tables, remember_tables

LISTS = {
    "/desk": [{"shape": shape, "view": view} for shape in ("list", "board", "map") for view in ("all", "mine")],
    "/desk/export": [{"view": "all"}, {"view": "mine"}],
}
WHO_IT_IS = {"canary-name", "canary.email@resident.example", "5550173"}
SEES = (None, (), ("place",), ("description",), ("notes", "attachments"), FIELDS)
GETS = sorted(path for method, path in ACTS if method == "GET")
POSTS = sorted(path for method, path in ACTS if method == "POST" and path != "/desk/sign-out")
NUMBERS = count(300)


def at_desk(role: Role, agency: str) -> Browser:
    return signed_in(agency=agency, role=role, sub=VIEWER, at=LATER)


def address_of(path: str, reference: str) -> str:
    parts = {"reference": reference, "task": "01", "agency": CONTRACTOR, "attachment": "0123456789abcdef"}
    return path.format(**{name: parts.get(name, "none") for name in part_names(path)})


def shown_by(browser: Browser, path: str, reference: str) -> str:
    """All that a page says about a case, however it is drawn."""
    queries = LISTS.get(path, [{}])
    answers = [browser.get(address_of(path, reference), **query) for query in queries]
    assert all(answer["statusCode"] < 500 for answer in answers), path
    return " ".join(f"{answer['body']} {answer['headers'].get('Location', '')}" for answer in answers)


@pytest.mark.parametrize("agency", [DEPARTMENT, CONTRACTOR, MACHINE])
def test_every_page_says_to_whoever_reads_it_what_they_may_hear(aws: Aws, agency: str) -> None:
    heard = set()
    for sees in some(SEES):
        empty_tables()
        reference, file = a_case_of_canaries(next(NUMBERS), agency, sees)
        given_to_viewer(file)
        lookers = (role for role in LOOKERS if agency == DEPARTMENT or role not in READERS)
        for number, role in enumerate(lookers):
            browser, may = at_desk(role, agency), allowed(role, agency, sees)
            for path in in_turn(GETS, number, 2):
                text = shown_by(browser, path, reference)
                assert heard_in(text) <= may, (role, agency, sees, path, heard_in(text) - may)
                assert PURPOSE not in text or path.startswith("/desk/audit"), (role, path)
                heard |= heard_in(text)
    assert {"canary-description", "canary-address"} <= heard  # else nothing was proved


@pytest.mark.parametrize("sees", [(), ("place",), FIELDS], ids=["nothing", "the place", "all"])
@pytest.mark.parametrize("agency", [DEPARTMENT, CONTRACTOR])
def test_no_form_answers_with_more_than_whoever_sends_it_may_hear(aws: Aws, agency: str, sees: tuple[str, ...]) -> None:
    reference, _ = a_case_of_canaries(next(NUMBERS), agency, sees)
    as_before = remember_tables()
    for number, role in enumerate(role for role, of in CELLS if of == agency and role in LOOKERS):
        as_before()
        browser, may = at_desk(role, agency), allowed(role, agency, sees)
        mark = hidden_in(browser.get("/desk")["body"])["form"]
        for path in in_turn(POSTS, number + len(sees), 3):
            filled = BODIES.get(path.rpartition("/")[2], {}) | {"purpose": "The crew stands before a locked gate."}
            fields = [("form", mark), ("seen", "1"), ("item", f"{reference}/01"), ("act", "notes"), *filled.items()]
            answer = browser.post(address_of(path, reference), fields)
            known = WHO_IT_IS if path.endswith("/disclosure") and not is_outside(role, agency) else set()
            assert heard_in(answer["body"]) <= may | known, (role, path, heard_in(answer["body"]) - may)
