"""The steps of a report: nothing that was typed is lost between them, and each way leads on and back."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from intake.web.report.hidden_fields import CARRIED, unseen, with_chosen_service
from intake.web.report.places import is_outside, number_in, point_of
from intake.web.report.questions import names_of_answers
from intake.web.report.steps import CHECK, CROSSINGS, STEPS, WHAT, YES, ReportStep, following, looked_near, step_before
from tests.builders import a_catalogue

CATALOGUE = a_catalogue()
SERVICES = sorted(CATALOGUE.services)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=20)
COORDINATES = st.sampled_from(["44.63", "-63.57", "44,6", "north", "1e999", "nan", "999", "0"])


@st.composite
def forms(draw: Any) -> dict[str, str]:
    """What may have been typed so far, in whatever order somebody came here."""
    service = draw(st.sampled_from(["", *SERVICES]))
    own = dict.fromkeys(names_of_answers(service, CATALOGUE), WORDS)
    free = {name: WORDS for name in CARRIED if name not in ("service", "lat", "long", "script", "kiosk", "unsure")}
    chosen = {"lat": COORDINATES, "long": COORDINATES, **dict.fromkeys(("script", "kiosk", "unsure"), st.just(YES))}
    form = draw(st.fixed_dictionaries({}, optional={**own, **free, **chosen}))
    form |= {"service": service} if service else {}
    near = {name: form.pop(name, "") for name in ("near", "near_at")}  # what was found holds for its place and service
    found = looked_near(form)
    return form | ({"near": near["near"], "near_at": found} if found and near["near"] else {})


@given(form=forms(), step=st.sampled_from(STEPS))
def test_what_a_page_carries_and_what_it_shows_are_together_all_that_was_typed(
    form: dict[str, str], step: ReportStep
) -> None:
    shown = {name: value for name, value in form.items() if step.asks(name)}
    assert with_chosen_service({**dict(unseen(form, step, CATALOGUE)), **shown}, CATALOGUE) == form


@given(form=forms(), step=st.sampled_from([step for step in STEPS if step is not CHECK]))
def test_every_way_on_ends_with_the_answers_to_check(form: dict[str, str], step: ReportStep) -> None:
    ahead = list(following(step, form, CATALOGUE))
    assert ahead[-1] is CHECK
    assert [STEPS.index(each) for each in ahead] == sorted(STEPS.index(each) for each in ahead)
    if form.get("back") == CHECK.name:
        assert {*ahead} <= {*CROSSINGS, CHECK}


@given(form=forms(), step=st.sampled_from(STEPS))
def test_every_way_back_ends_with_the_first_page(form: dict[str, str], step: ReportStep) -> None:
    here: ReportStep | None = step
    for _ in STEPS:
        if here is WHAT:
            break
        assert here is not None
        here = step_before(here, form, CATALOGUE)
    assert here is WHAT
    assert step_before(WHAT, form, CATALOGUE) is None


@given(lat=COORDINATES, long=COORDINATES)
def test_a_point_is_two_numbers_on_earth_or_none(lat: str, long: str) -> None:
    point = point_of({"lat": lat, "long": long})
    if point:
        assert -90 <= point[0] <= 90
        assert -180 <= point[1] <= 180
    else:
        assert not is_outside({"lat": lat, "long": long}, CATALOGUE)


def test_coordinates_are_read_as_people_write_them() -> None:
    assert number_in("44,63") == 44.63
    assert number_in("−63.5") == -63.5
    assert number_in("here") is None
