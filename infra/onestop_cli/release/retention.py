"""How long a jurisdiction keeps incoming mail, as parameters of the stack: the buckets expire objects by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# field of `retention` -> the parameter of the template, and the days where the jurisdiction says nothing
RETENTION: Mapping[str, tuple[str, int]] = {
    "raw_mail_days": ("MailKeptDays", 365),
    "held_back_days": ("HeldBackKeptDays", 30),
    "corrections_days": ("CorrectionsKeptDays", 730),
}


def retention_parameters(release: Mapping[str, Any]) -> dict[str, str]:
    """The parameters of the stack that say how long e-mails, scans and what was held back are kept."""
    said = release["jurisdiction"].get("retention", {})
    return {parameter: str(said.get(field, usual)) for field, (parameter, usual) in RETENTION.items()}
