"""The telephone number of a caller or sender, as their cases are found by it."""

from __future__ import annotations

from collections.abc import Iterator

from onestop.contracts.phones import forms_of
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key


def identities_of(number: str, catalogue: Catalogue) -> Iterator[str]:
    """The keyed hashes of a number, one for each form that it may have been kept in."""
    return (identity_of(form, identity_key()) for form in forms_of(number, catalogue))
