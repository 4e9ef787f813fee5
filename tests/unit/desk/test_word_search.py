"""Words are found where words begin, in every script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.views.word_search import fold_searched, has_all

LETTERS = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=30)


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("tree", "A street is dark", False),
        ("tree", "Two trees fell over the street", True),
        ("tree", "a street-tree", True),
        ("tree lamp", "The lamp below the tree", True),
        ("tree bench", "The lamp below the tree", False),
        ("ARBOL", "Un árbol caído", True),
        ("caído", "un arbol caido", True),
        ("路", "主街道路上有坑", True),
        ("道路", "主街道路上有坑", True),
        ("坑洞", "主街道路上有坑", False),
        ("pothole", "主街pothole很深", True),
        ("hole", "主街pothole很深", False),
        ("ｔｒｅｅ", "the tree", True),
        ("12", "Elm Lane 12", True),
        ("2", "Elm Lane 12", False),
    ],
)
def test_a_word_is_found_where_a_word_begins(typed: str, text: str, found: bool) -> None:
    assert has_all(fold_searched(typed).split(), fold_searched(text)) is found


@given(LETTERS, LETTERS)
def test_every_word_of_a_text_is_found_in_it_whatever_stands_around(text: str, before: str) -> None:
    for word in fold_searched(text).split():
        assert has_all([word], fold_searched(f"{before} {text}"))


@given(LETTERS, LETTERS)
def test_what_is_found_occurs(typed: str, text: str) -> None:
    words = fold_searched(typed).split()
    if has_all(words, fold_searched(text)):
        assert all(word in fold_searched(text) for word in words)
