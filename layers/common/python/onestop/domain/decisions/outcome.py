"""The possible results of an application."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """The result of an application."""

    GRANT = "grant"
    REFUSE = "refuse"
    PERSON = "person"  # no rule decides, so a member of staff does
