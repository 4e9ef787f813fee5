"""Who sees which page of the desk, of whose case: every role, every page and form, every owner, made from the routes.

A new page is walked by itself. What it shows of a case that is not theirs is nothing, whatever is filled in.
"""

from __future__ import annotations

import re

import pytest

from casework.pages.declare_page import ACTS
from casework.pages.desk_request import app
from casework.pages.page_modules import load_all_pages
from onestop.domain.staff.permissions import ALLOWED, Role, may
from onestop.runtime.pages.form_marks import mark_form
from onestop.runtime.web import CALLERS, Caller
from tests.aws_in_memory import Aws
from tests.builders import a_reference
from tests.depth import in_turn
from tests.functional.casework.test_matrix import SECRETS, a_secret_case
from tests.functional.desk.desking import STAFF, Browser, nobody, signed_in
from tests.functional.schedules.world import remember_tables
from tests.functional.stories import history

OWNERS = {"own": "streets", "other": "water", "stranger": "parks"}
READS_ALL = (Role.ADMINISTRATOR, Role.AUDITOR)
PARTS = {
    "task": "01",
    "agency": "evergreen-paving",
    "attachment": "none",
    "arrival": "none",
    "staff": "clerk-9",
    "name": "dead-letters",
}
load_all_pages()
PAGES = sorted(
    (method, path) for path, methods in app.routes.items() for method in methods if CALLERS[method, path] is Caller.DESK
)
TRIAGE_ONLY = ("/desk/triage", "/desk/held-back")  # pages of the desk that looks at what nobody has decided about
CHOICES = re.compile(r"<option.*?</option>", re.S)  # what the catalogue offers anybody, such as the names of services
ENDS = ("/desk/sign-out",)  # walked by itself, or nobody would be signed in any more


def walk(browser: Browser, mark: str, method: str, path: str, reference: str) -> dict[str, object]:
    """Asks for a page, or sends its form empty but for what every form carries."""
    parts = {name: PARTS.get(name, "none") for name in part_names(path)} | {"reference": reference}
    address = path.format(**{name: parts[name] for name in part_names(path)})
    return browser.get(address) if method == "GET" else browser.post(address, [("form", mark)])


def part_names(path: str) -> list[str]:
    return [word[1:-1] for word in path.split("/") if word.startswith("{")]


def test_every_page_of_the_desk_names_an_act_of_the_table_and_every_module_declared_some() -> None:
    assert {act for act in ACTS.values() if act is not None} <= set(ALLOWED)
    assert set(ACTS) == set(PAGES)


def test_nobody_sees_a_page_without_signing_in(aws: Aws) -> None:
    reference = a_secret_case()
    for method, path in PAGES:
        address = path.format(**{name: PARTS.get(name, "none") for name in part_names(path)} | {"reference": reference})
        answer = nobody().get(address) if method == "GET" else nobody().post(address)
        assert answer["statusCode"] == (303 if method == "GET" else 401), (method, path)
        assert not [word for word in SECRETS if word in answer["body"]], (method, path)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("owner", OWNERS)
def test_who_may_not_come_to_a_page_is_refused_and_learns_nothing(aws: Aws, role: Role, owner: str) -> None:
    secret, another = a_secret_case(), a_secret_case()
    before = len(history(secret))
    browser = signed_in(agency=OWNERS[owner], role=role)
    mark = mark_form(f"forms of {STAFF}", bytes(32))  # what every form of their session carries
    put_back = remember_tables()
    number = list(Role).index(role) + list(OWNERS).index(owner)
    for method, path in in_turn(PAGES, number):
        if path in ENDS:
            continue
        cell, act = f"{role} of the {owner} agency, {method} {path}", ACTS[method, path]
        sees = (owner == "own" and not path.startswith(TRIAGE_ONLY)) or role in READS_ALL
        if act is not None and not may(frozenset({role}), act):
            answer = walk(browser, mark, method, path, secret)
            assert answer["statusCode"] == 403, cell
        elif "{reference}" in path and not sees:
            answer, missing = (walk(browser, mark, method, path, one) for one in (secret, a_reference(77)))
            assert answer["statusCode"] == missing["statusCode"], cell
            assert answer["statusCode"] in ((403,) if path.startswith(TRIAGE_ONLY) else (400, 404)), cell
        elif sees:
            assert len(history(secret)) == before, f"before {cell}"
            answer = walk(browser, mark, method, path, another)
            assert answer["statusCode"] in (200, 303, 400, 404, 409), (cell, answer["body"])
            assert "/sign-in" not in str(answer["headers"].get("Location", "")), cell
            if method == "POST":
                put_back()  # each form is sent about the case as it was
            continue
        else:
            answer = walk(browser, mark, method, path, secret)
            assert answer["statusCode"] in (200, 303, 400, 403, 404), (cell, answer["body"])
        shown = CHOICES.sub("", str(answer["body"]))
        assert not [word for word in SECRETS if word in shown], cell
    assert len(history(secret)) == before
