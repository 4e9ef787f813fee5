"""What somebody agreed to: the last thing that they said about a purpose counts, however much they said since."""

from __future__ import annotations

from datetime import timedelta

from onestop.domain.people.consents import MOST, ONCE_ONLY, SUGGESTIONS, Consents, ConsentSaid, last_said, with_said
from tests.builders import NOW


def changing(said: Consents, purpose: str, times: int) -> Consents:
    """The statements after somebody has changed their mind about a purpose so many times."""
    for number in range(times):
        at = NOW + timedelta(minutes=number)
        said = with_said(said, ConsentSaid(purpose=purpose, given=number % 2 == 0, at=at, by="resident"))
    return said


def test_a_refusal_is_never_forgotten_because_much_was_said_about_another_purpose() -> None:
    refused = ConsentSaid(purpose=ONCE_ONLY, given=False, at=NOW, by="resident")
    said = changing(with_said((), refused), SUGGESTIONS, 3 * MOST)
    assert last_said(said, ONCE_ONLY) == refused
    assert len(said) == MOST + 1
    assert [each.at for each in said] == sorted((each.at for each in said), reverse=True)


def test_what_was_said_long_ago_about_one_purpose_is_forgotten() -> None:
    said = changing((), SUGGESTIONS, 3 * MOST)
    assert len(said) == MOST
    again = ConsentSaid(purpose=SUGGESTIONS, given=said[0].given, at=NOW + timedelta(days=1), by="resident")
    assert with_said(said, again) == said
