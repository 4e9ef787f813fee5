"""Where what is said about us goes: never to those whom it is said of, and nothing of anybody's stands in it."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.surveys.feedback import NOBODY, FeedbackKind, goes_to, page_of

CODES = ("centre", "streets", "water", "parks", "paving")


def a_city(departments: tuple[str, ...], contractors: tuple[str, ...], triage: str) -> Catalogue:
    agencies = [{"code": code, "kind": "department"} for code in departments]
    agencies += [{"code": code, "kind": "contractor"} for code in contractors if code not in departments]
    release: Any = {"jurisdiction": {"triage_agency": triage}, "agencies": agencies, "services": [], "surveys": [],
                    "letters": []}  # fmt: skip
    return Catalogue("test", release)


cities = st.lists(st.sampled_from(CODES), min_size=1, unique=True).map(tuple).flatmap(
    lambda own: st.tuples(st.just(own), st.lists(st.sampled_from(CODES), unique=True).map(tuple), st.sampled_from(own))
)  # fmt: skip


@given(cities, st.sampled_from(CODES), st.none() | st.sampled_from(CODES))
def test_a_complaint_about_staff_goes_to_another_department_than_theirs_or_to_administrators(
    city: tuple[tuple[str, ...], tuple[str, ...], str], theirs: str, owner: str | None
) -> None:
    departments, contractors, triage = city
    reader = goes_to(FeedbackKind.STAFF, theirs, owner, a_city(departments, contractors, triage))
    assert reader != theirs
    assert reader in departments or (reader == NOBODY and set(departments) == {theirs})


def test_everything_else_goes_to_whom_it_is_about_then_to_who_keeps_the_page() -> None:
    city = a_city(("centre", "streets", "water"), (), "centre")
    assert goes_to(FeedbackKind.PRAISE, "streets", "water", city) == "streets"
    assert goes_to(FeedbackKind.PAGE, None, "water", city) == "water"
    assert goes_to(FeedbackKind.IDEA, None, None, city) == "centre"


def test_a_page_is_kept_without_whose_case_it_shows() -> None:
    assert page_of("/track/7KQ2-M4TX-9BWD-D?secret=x") == "/track/-"
    assert page_of("/answers/bulky-waste?q=my+name") == "/answers/bulky-waste"
    assert page_of("/apply/pothole/begin", {"pothole": {}}) == "/apply/pothole/begin"
    assert page_of("/apply/draft/7kq2-m4tx-9bwd-d/organiser", {"pothole": {}}) == "/apply/draft/-/-"
    assert page_of("/report/where") == "/report/where"
    assert page_of("/subscriptions/abc/def/confirm") == "/subscriptions/-/-/confirm"
    for other in ("", "https://elsewhere.example/", "/ana-rivas", "/track/a/b/c/d/e", "/Track/../x", "/a//b"):
        assert page_of(other) == "/"
