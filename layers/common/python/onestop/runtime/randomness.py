"""Randomness, in one place, so that everything else takes it as an argument."""

from __future__ import annotations

import secrets

from onestop.domain.cases.references import make_reference


def new_reference() -> str:
    """Returns a reference that nobody can guess."""
    return make_reference(secrets.randbits)
