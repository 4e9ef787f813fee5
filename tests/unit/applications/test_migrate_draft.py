"""A draft goes on in another version of its form: every answer is still there, or kept aside with why."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onestop.domain.applications.application import Application, Disputed
from onestop.domain.applications.draft_changes import new_draft
from onestop.domain.applications.fit_answer import BLOCKED, CHOICE, GONE, KIND, WHY
from onestop.domain.applications.migrate_draft import bring_to, leaves_of
from onestop.domain.forms.form import Form, read_form
from onestop.domain.translation import translate
from tests.depth import tries
from tests.unit.forms.building import a_field, choices, words

AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
NAMES = ("a", "b", "c", "d.e", "d.f")
KINDS = ("text", "number", "yesno", "choice", "choices", "lines", "date", "group", "data")


def form_of(fields: list[dict[str, Any]], moved: dict[str, str] | None = None) -> Form:
    pages = [{"code": "all", "title": words("All"), "fields": fields or [a_field("z", "text")]}]
    data = {"code": "f", "title": words("F"), "schema": {"type": "object"}, "pages": pages}
    return read_form(data | ({"moved": moved} if moved else {}))


def draft_of(form: Form, answers: dict[str, Any]) -> Application:
    return Application(**{**as_dict(new_draft("R", "s", form, "en", "web", AT)), "answers": answers})


def as_dict(application: Application) -> dict[str, Any]:
    return {name: getattr(application, name) for name in application.__slots__}


VALUES = st.one_of(
    st.sampled_from(["x", "12", "party", "soon"]),
    st.integers(0, 9),
    st.booleans(),
    st.lists(st.sampled_from(["party", "market", "x"]), min_size=1, max_size=3),
    st.lists(
        st.dictionaries(st.sampled_from(["p", "q"]), st.sampled_from(["x", "7"]), min_size=1), min_size=1, max_size=2
    ),
)


@st.composite
def a_form(draw: st.DrawFn) -> Form:
    fields = []
    for name in NAMES:
        kind = draw(st.sampled_from((*KINDS, None)))
        if kind is None:
            continue
        more: dict[str, Any] = {}
        if kind in ("choice", "choices"):
            more = {"choices": choices(*draw(st.sampled_from([("party", "market"), ("party",), ("x", "y")])))}
        if kind == "group":
            more = {"fields": [a_field(inner, "text") for inner in draw(st.sampled_from([("p", "q"), ("p",), ("r",)]))]}
        fields.append(a_field(name, kind, **more))
    names = draw(st.permutations(NAMES))
    moved = dict(zip(names[:2], names[2:4], strict=True)) if draw(st.booleans()) else {}
    return form_of(fields, moved)


ANSWERS = st.builds(
    lambda flat, d: flat | ({"d": d} if d else {}),
    st.dictionaries(st.sampled_from(["a", "b", "c", "extra"]), VALUES),
    st.dictionaries(st.sampled_from(["e", "f"]), VALUES),
)


def said(application: Application) -> Counter[str]:
    """Every single answer, wherever it is: as text, for a number may become the words that it was typed as."""
    kept = [value for _, value in leaves_of(application.answers)] + [each.value for each in application.set_aside]
    return Counter(text for value in kept for text in texts(value))


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    return [value if isinstance(value, str) else json.dumps(value)]


@settings(max_examples=tries(150))
@given(a_form(), a_form(), a_form(), ANSWERS)
def test_drafts_through_three_versions_of_a_form_lose_no_answer(
    one: Form, two: Form, three: Form, answers: dict[str, Any]
) -> None:
    first = draft_of(one, answers)
    second = bring_to(first, one, two, AT, translate)
    third = bring_to(second, two, three, AT + timedelta(days=1), translate)
    assert said(first) == said(second) == said(third)
    assert {each.why for each in third.set_aside} <= WHY.keys()


def test_an_answer_moves_where_the_form_says_also_over_two_versions_and_within_entries() -> None:
    old = form_of([a_field("street", "text"), a_field("stalls", "group", fields=[a_field("sells", "text")])])
    new = form_of(
        [a_field("place.street", "text"), a_field("stands", "group", fields=[a_field("offers", "text")])],
        {"street": "road", "road": "place.street", "stalls": "stands", "stalls.sells": "stands.offers"},
    )
    draft = bring_to(draft_of(old, {"street": "Elm", "stalls": [{"sells": "food"}]}), old, new, AT, translate)
    assert draft.answers == {"place": {"street": "Elm"}, "stands": [{"offers": "food"}]}
    assert draft.set_aside == ()
    assert draft.renewed is not None
    assert draft.renewed.asked == ()


def test_what_no_longer_fits_is_kept_aside_with_why_and_comes_back_where_it_fits_again() -> None:
    kinds = a_field("kind", "choice", choices=choices("party", "market"))
    old = form_of([kinds, a_field("name", "text"), a_field("many", "lines")])
    new = form_of([a_field("kind", "choice", choices=choices("market")), a_field("many", "yesno")])
    answers = {"kind": "party", "name": "Ana", "many": ["one", "two"]}
    draft = bring_to(draft_of(old, answers), old, new, AT, translate)
    assert draft.answers == {}
    assert {each.path: (each.value, each.why) for each in draft.set_aside} == {
        "kind": ("party", CHOICE),
        "many": (["one", "two"], KIND),
        "name": ("Ana", GONE),
    }
    assert {each.path: each.label["es"] for each in draft.set_aside}["name"] == "name (es)"
    again = bring_to(draft, new, old, AT, translate)
    assert (again.answers, again.set_aside) == (answers, ())


def test_an_answer_whose_place_another_has_taken_is_kept_aside() -> None:
    old, new = form_of([a_field("b", "text")]), form_of([a_field("a", "text")], {"b": "a"})
    draft = bring_to(draft_of(old, {"a": "nobody asked", "b": "moves"}), old, new, AT, translate)
    assert draft.answers == {"a": "moves"}
    assert [(each.value, each.why) for each in draft.set_aside] == [("nobody asked", BLOCKED)]


def test_what_is_asked_anew_and_otherwise_is_said() -> None:
    old = form_of([a_field("a", "text"), a_field("b", "text")])
    new = form_of([a_field("a", "number"), a_field("b", "text"), a_field("c", "date")])
    renewed = bring_to(draft_of(old, {"a": "12"}), old, new, AT, translate).renewed
    assert renewed is not None
    assert (renewed.asked, renewed.changed) == (("c",), ("a",))


def test_an_answer_between_which_somebody_must_choose_is_kept_too() -> None:
    old, new = form_of([a_field("a", "text")]), form_of([a_field("b", "text")])
    draft = draft_of(old, {"a": "x"})
    disputed = Application(**{**as_dict(draft), "disputed": (Disputed(path="a", value="y", at=AT, by="applicant"),)})
    aside = bring_to(disputed, old, new, AT, translate).set_aside
    assert [(each.value, each.why) for each in aside] == [("x", GONE), ("y", GONE)]
