"""The words that give away a trait by which nobody may be sorted, and those that do not."""

from __future__ import annotations

import pytest

from onestop.domain.people.protected_traits import protected_trait


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("I use a wheelchair", "disability"),
        ("Tengo una discapacidad", "disability"),
        ("我是残疾人", "disability"),
        ("musulmanes", "belief"),
        ("Nací en otro país; soy INMIGRANTE", "origin"),
        ("old-people", "age"),
        ("embarazada", "health"),
        ("trade-union", "opinion"),
        ("同性恋者", "sexuality"),
    ],
)
def test_a_trait_is_seen_in_each_language_and_spelling(text: str, trait: str) -> None:
    assert protected_trait(text) == trait


@pytest.mark.parametrize(
    "text",
    ["I run a business", "Tengo un negocio", "我经营企业", "I own a garage", "gold-panning", "racing"],
)
def test_a_harmless_word_that_only_looks_alike_is_let_through(text: str) -> None:
    assert protected_trait(text) is None
