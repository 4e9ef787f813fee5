"""How somebody who applied is reached: as they said in the form, as far as it can be taken."""

from __future__ import annotations

from typing import Any

import pytest

from intake.applications.open_application import contact_of
from onestop.domain.catalogue.catalogue import Catalogue

SAID = {"name": "Ana Rivas", "email": "ana@", "street": "12 Elm Street", "postcode": "04210", "city": "Port Ellery"}


@pytest.mark.parametrize(
    ("changed", "post"),
    [
        ({}, ["12 Elm Street", "Port Ellery 04210"]),
        ({"street": ""}, None),
        ({"street": "x" * 61}, None),  # no envelope shows it: better none than half of one
    ],
)
def test_the_postal_address_of_a_form_is_that_of_the_case(
    release: dict[str, Any], changed: dict[str, str], post: list[str] | None
) -> None:
    contact = contact_of(SAID | changed, Catalogue("test", release))
    assert (contact.name, contact.email, contact.post) == ("Ana Rivas", None, post)
