"""Names and dates in one spelling, and comparers that agree with the libraries' own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, JaroWinkler

from onestop.domain.people.matching.agreement import AgreementLevel
from onestop.domain.people.matching.births import birth_of
from onestop.domain.people.matching.compare_fields import compare_records
from onestop.domain.people.matching.plain_comparers import PLAIN, alike, edits
from onestop.domain.people.matching.record import record_of

WORDS = st.text("abcdeñ李", max_size=9)


@given(WORDS, WORDS)
def test_our_own_comparers_say_what_the_libraries_say(one: str, other: str) -> None:
    assert edits(one, other) == OSA.distance(one, other)
    if one or other:
        assert alike(one, other) == pytest.approx(JaroWinkler.similarity(one, other))


@pytest.mark.parametrize(
    ("one", "other", "given", "surname"),
    [
        ("王小明", "Wang Xiaoming", AgreementLevel.SAME, AgreementLevel.SAME),
        ("欧阳明", "Ouyang Ming", AgreementLevel.SAME, AgreementLevel.SAME),
        ("曾伟", "Zeng Wei", AgreementLevel.SAME, AgreementLevel.SAME),
        ("García López, José", "Jose Garcia", AgreementLevel.SAME, AgreementLevel.PART),
        ("María del Carmen Núñez", "Maria Nunez", AgreementLevel.SAME, AgreementLevel.PART),
        ("Bob Smith", "Robert Smith", AgreementLevel.PART, AgreementLevel.SAME),
        ("Ana Vega", "Eva Vega", AgreementLevel.OTHER, AgreementLevel.SAME),
        ("王伟", "王炜", AgreementLevel.NEAR, AgreementLevel.SAME),  # they sound alike, and are two names
        ("Dr. Ann O'Brien", "Ann OBrien", AgreementLevel.SAME, AgreementLevel.SAME),
    ],
)
def test_names_of_several_peoples_are_compared_as_they_are_written(
    one: str, other: str, given: AgreementLevel, surname: AgreementLevel
) -> None:
    said = compare_records(record_of(1, {"full": [one]}), record_of(2, {"full": [other]}), PLAIN)
    assert (said.of("given"), said.of("surname")) == (given, surname)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("19560409", "19560409"),
        ("1956-4-9", "19560409"),
        ("09/04/1956", "19560409"),
        ("9.4.56", "19560409"),
        ("9 abr 1956", "19560409"),
        ("April 9, 1956", "19560409"),
        ("1956年4月9日", "19560409"),
        ("unknown", ""),
        ("1956", ""),
    ],
)
def test_a_birthday_is_read_as_people_write_it(text: str, born: str) -> None:
    assert birth_of(text) == born
