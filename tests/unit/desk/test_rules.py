"""What the desk decides without asking anybody: which page an address is, whether a form is ours, where one goes on."""

from __future__ import annotations

import base64
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.pages.desk_addresses import own_path
from onestop.runtime.pages.find_route import find_route
from onestop.runtime.pages.form_marks import is_marked, mark_form

PATTERNS = (
    "/desk",
    "/desk/new",
    "/desk/cases/{reference}",
    "/desk/cases/{reference}/tasks/{task}/{act}",
    "/desk/{any}",
)


@pytest.mark.parametrize(
    ("path", "pattern", "parts"),
    [
        ("/desk", "/desk", {}),
        ("/desk/", "/desk", {}),
        ("/desk/new", "/desk/new", {}),
        ("/desk/new%20", "/desk/{any}", {"any": "new "}),
        ("/desk/cases/A", "/desk/cases/{reference}", {"reference": "A"}),
        ("/desk/cases/A/tasks/01/notes", PATTERNS[3], {"reference": "A", "task": "01", "act": "notes"}),
    ],
)
def test_an_address_leads_to_its_page(path: str, pattern: str, parts: dict[str, str]) -> None:
    assert find_route(path, PATTERNS) == (pattern, parts)


@pytest.mark.parametrize("path", ["", "/", "/desks", "/desk//new", "/desk/cases//x", "/desk/cases/a%2Fb/tasks", "desk"])
def test_an_address_that_is_none_leads_nowhere(path: str) -> None:
    assert find_route(path, PATTERNS) is None


@given(st.text(max_size=60))
def test_whatever_is_asked_for_a_part_holds_no_slash_and_is_never_empty(text: str) -> None:
    found = find_route(f"/desk/{text}", PATTERNS)
    assert found is None or all(part and "/" not in part for part in found[1].values())


@given(st.text(max_size=100) | st.from_regex(r"/desk[/?].{0,60}", fullmatch=True))
def test_whatever_a_link_says_one_goes_on_to_a_page_of_the_desk(wanted: str) -> None:
    there = own_path(wanted)
    split = urlsplit(there)
    assert (split.scheme, split.netloc) == ("", "")
    assert there == "/desk" or there.startswith(("/desk/", "/desk?"))
    assert there.isprintable()


DOTS = ["..", "%2e%2e", "%2E.", ".%2e"]


@given(st.lists(st.sampled_from([*DOTS, "cases", "%2f", "%5c", "x"]), min_size=1, max_size=5), st.data())
def test_two_dots_lead_nobody_out_of_the_desk_however_they_are_written(words: list[str], data: st.DataObject) -> None:
    words.insert(data.draw(st.integers(0, len(words))), data.draw(st.sampled_from(DOTS)))
    assert own_path("/desk/" + "/".join(words)) == "/desk"


@given(st.text(max_size=40), st.binary(min_size=32, max_size=32))
def test_a_form_is_known_by_its_session_whatever_the_mask(secret: str, mask: bytes) -> None:
    assert is_marked(secret, mark_form(secret, mask))
    assert not is_marked(f"{secret}x", mark_form(secret, mask))


@given(st.text(max_size=120) | st.binary(max_size=80).map(lambda data: base64.urlsafe_b64encode(data).decode()))
def test_whatever_a_form_carries_it_is_refused_and_nothing_breaks(sent: str) -> None:
    assert not is_marked("of this session", sent)
