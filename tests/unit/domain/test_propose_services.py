"""What residents are proposed while they write: only services for which something speaks, each with what that is."""

from __future__ import annotations

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.understanding.propose_services import MOST, propose_services


@pytest.mark.parametrize(
    ("text", "first", "because"),
    [
        ("There is a deep hole in the road", "pothole", ("hole in the road",)),
        ("Hay un bache muy hondo", "pothole", ("bache",)),
        ("小区门口的路灯坏了", "street-light", ("路灯",)),
    ],
)
def test_words_are_answered_with_a_service_and_what_speaks_for_it(
    catalogue: Catalogue, text: str, first: str, because: tuple[str, ...]
) -> None:
    proposed = propose_services(text, catalogue)[0]
    assert proposed.service == first
    assert set(because) <= set(proposed.because)


@pytest.mark.parametrize("text", ["", "Zzzz", "Something is wrong here, please come and look"])
def test_what_nothing_speaks_for_is_not_proposed(catalogue: Catalogue, text: str) -> None:
    assert propose_services(text, catalogue) == ()


def test_no_more_are_proposed_than_one_takes_in_at_a_glance(catalogue: Catalogue) -> None:
    text = "graffiti, rats, a pothole, a street light, a fallen tree and loud music"
    assert len(propose_services(text, catalogue)) == MOST
