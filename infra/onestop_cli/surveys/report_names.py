"""The reports that others have given columns to."""

from __future__ import annotations

from enum import StrEnum


class Report(StrEnum):
    """The quarterly report of OMB Circular A-11: its questions, its volumes, each answer to its second version."""

    A11 = "A11"
    A11_VOLUMES = "A11-volumes"
    A11_V2 = "A11-v2"
