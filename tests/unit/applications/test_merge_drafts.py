"""Two who fill in one application at once: whatever either of them typed stands in the answers, or as a rival."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onestop.domain.applications.merge_drafts import merge_answers, path_in, put_at, same
from onestop.domain.forms.form import Form
from onestop.domain.forms.paths import FormAnswers, Path, copy_of, get
from tests.depth import tries
from tests.unit.forms.building import event_form

FORM: Form = event_form()
FIELDS = tuple(FORM.fields.values())
WORDS = st.sampled_from(["a", "b", "c", "", None])
ENTRY = st.fixed_dictionaries(
    {}, optional={"sells": st.sampled_from(["food", "books"]), "licence": st.text("xyz", min_size=1)}
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(["party", "market"]),
        "day": st.sampled_from(["2027-01-01", "soon"]),
        "guests": st.integers(1, 3),
        "where": st.fixed_dictionaries({"street": st.sampled_from(["Elm", "Oak"])}, optional={"closed": st.booleans()}),
        "stalls": st.lists(ENTRY, min_size=1, max_size=3),
    },
)


@st.composite
def two_editors(draw: st.DrawFn) -> tuple[FormAnswers, FormAnswers, FormAnswers]:
    """What both saw, and what each of them sent: some answers changed, entries added."""
    seen = draw(ANSWERS)
    return seen, edited(draw, seen), edited(draw, seen)


def edited(draw: st.DrawFn, seen: FormAnswers) -> FormAnswers:
    sent: FormAnswers = copy_of(seen)
    for name, value in draw(ANSWERS).items():
        if draw(st.booleans()):
            if name == "stalls" and draw(st.booleans()):
                value = [*copy_of(seen.get("stalls", [])), *value]
            sent[name] = value
    for name in list(sent):
        if draw(st.integers(0, 9)) == 0:
            del sent[name]
    return sent


def leaves(value: Any, around: Path = ()) -> list[tuple[Path, Any]]:
    if isinstance(value, dict):
        return [leaf for name, inner in value.items() for leaf in leaves(inner, (*around, name))]
    if isinstance(value, list):
        return [leaf for at, inner in enumerate(value) for leaf in leaves(inner, (*around, at))]
    return [(around, value)]


def plain(path: Path) -> Path:
    """A path without positions: entries that were added move behind those of others."""
    return tuple(step for step in path if isinstance(step, str))


@settings(max_examples=tries(300))
@given(two_editors())
def test_of_two_concurrent_editors_no_answer_is_lost(editors: tuple[FormAnswers, FormAnswers, FormAnswers]) -> None:
    seen, first, second = editors
    kept, none = merge_answers(FIELDS, seen, first, seen)
    assert (same(kept, first), none) == (True, [])  # alone, whoever sends gets what they sent
    merged, rivals = merge_answers(FIELDS, seen, second, kept)
    there = [(plain(path), value) for path, value in leaves(merged)]
    there += [(plain((*rival.path, *path)), value) for rival in rivals for path, value in leaves(rival.value)]
    before = [(plain(path), value) for path, value in leaves(seen)]
    for sent in (first, second):
        for path, value in leaves(sent):
            if (plain(path), value) not in before:  # they typed it
                assert (plain(path), value) in there
    for rival in rivals:  # both changed it, to something else
        assert not same(get(seen, rival.path), get(second, rival.path))
        assert not same(rival.value, get(merged, rival.path))


@settings(max_examples=tries(100))
@given(two_editors())
def test_a_page_that_is_sent_again_changes_nothing_more(editors: tuple[FormAnswers, FormAnswers, FormAnswers]) -> None:
    seen, first, _ = editors
    once, _ = merge_answers(FIELDS, seen, first, seen)
    again, rivals = merge_answers(FIELDS, seen, first, once)
    assert (same(once, again), rivals) == (True, [])


def test_what_one_changed_and_the_other_added_in_one_group_stands_side_by_side() -> None:
    seen = {"stalls": [{"sells": "food"}]}
    first = {"stalls": [{"sells": "food", "licence": "F1234"}, {"sells": "books"}]}
    second = {"stalls": [{"sells": "books"}, {"sells": "food"}]}
    merged, rivals = merge_answers(FIELDS, seen, second, first)
    assert merged["stalls"] == [{"sells": "books", "licence": "F1234"}, {"sells": "books"}, {"sells": "food"}]
    assert rivals == []


def test_of_what_both_changed_the_first_stands_and_the_other_is_its_rival() -> None:
    merged, rivals = merge_answers(
        FIELDS, {"day": "2027-01-01"}, {"day": "2027-03-03"}, {"day": "2027-02-02", "guests": 5}
    )
    assert merged == {"day": "2027-02-02", "guests": 5}
    assert [(rival.path, rival.value) for rival in rivals] == [(("day",), "2027-03-03")]


def test_an_answer_is_put_into_an_entry_that_is_still_there_and_into_no_other() -> None:
    answers: FormAnswers = {"stalls": [{"sells": "food"}]}
    assert put_at(answers, path_in("stalls.0.licence"), "F1")
    assert not put_at(answers, path_in("stalls.7.licence"), "F2")
    assert answers == {"stalls": [{"sells": "food", "licence": "F1"}]}
