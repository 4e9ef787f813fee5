"""Whom a note names, and the list of where somebody is named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.staff.named_colleagues import MOST, NamedInNote, names_in, unlooked, with_look, with_named
from tests.builders import NOW, a_reference

KNOWN = ("bo", "ana.rivas", "Li-Wei", "bob")


@pytest.mark.parametrize(
    ("text", "found", "unknown"),
    [
        ("@bo mind the dog", ["bo"], []),
        ("Ask @Bo, @ana.rivas and @li-wei.", ["bo", "ana.rivas", "li-wei"], []),
        ("(@bob) or @bo... twice: @bo", ["bob", "bo"], []),
        ("请@bo看一下", ["bo"], []),
        ("Write to ana@resident.example or x_@bo.example", [], []),
        ("@bobby and @bo.smith and @bo_2", [], ["bobby", "bo.smith", "bo_2"]),
        ("@ alone, and @@", [], []),
        ("a price @ 3", [], []),
    ],
)
def test_a_name_is_found_whole_or_is_nobodys(text: str, found: list[str], unknown: list[str]) -> None:
    assert names_in(text, KNOWN) == (found, unknown)


@given(st.lists(st.sampled_from(KNOWN), max_size=4), st.sampled_from([" ", ", ", "\n", ". ", "，", "!"]))
def test_each_name_is_found_once_whatever_stands_between(names: list[str], between: str) -> None:
    text = between.join(f"@{name}" for name in names) + between
    assert names_in(text, KNOWN) == (list(dict.fromkeys(name.lower() for name in names)), [])


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    found, unknown = names_in(text, KNOWN)
    assert len(found) + len(unknown) <= text.count("@")


def named(number: int, minutes: int = 0) -> NamedInNote:
    return NamedInNote(reference=a_reference(number), by="staff:7", at=NOW + timedelta(minutes=minutes))


def test_a_case_stands_once_on_the_list_the_newest_first_until_it_was_looked_at() -> None:
    known = with_named(with_named(with_named((), named(1)), named(2)), named(1, 5))
    assert [(each.reference, each.at) for each in known] == [(a_reference(1), named(1, 5).at), (a_reference(2), NOW)]
    looked = with_look(known, a_reference(1), NOW + timedelta(hours=1))
    assert (unlooked(known), unlooked(looked)) == (2, 1)
    again = with_look(looked, a_reference(1), NOW + timedelta(hours=2))
    assert again == looked
    assert unlooked(with_named(looked, named(1, 90))) == 2


def test_the_list_does_not_grow_for_ever() -> None:
    known: tuple[NamedInNote, ...] = ()
    for number in range(MOST + 3):
        known = with_named(known, named(number))
    assert len(known) == MOST
    assert known[0].reference == a_reference(MOST + 2)
