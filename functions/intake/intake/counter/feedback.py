"""Somebody says at the counter or on the telephone what they think of us, and a member of staff writes it down."""

from __future__ import annotations

from typing import Any

from onestop.domain.errors import Fault, NotValid
from onestop.domain.surveys.feedback import read_feedback
from onestop.runtime.errands import Errand
from onestop.runtime.identity import check_may
from onestop.storage.catalogue.releases import current
from onestop.storage.surveys.feedback import keep_feedback

ACT = "entries"
ASSISTED = ("counter", "phone", "letter", "fax", "email")


def keep_opinion(errand: Errand) -> dict[str, Any]:
    """Keeps what somebody said, for the agency that reads it."""
    check_may(errand.staff, ACT)
    fields, catalogue = errand.fields, current()
    if fields["channel"] not in ASSISTED:
        raise NotValid(Fault("channel", "nobody says it this way", f"one of: {', '.join(ASSISTED)}"))
    feedback = read_feedback(
        {name: fields[name] for name in ("kind", "words", "agency")},
        lambda _: None,
        catalogue,
        errand.at,
        channel=fields["channel"],
        language=catalogue.language(fields["language"]),
        name=fields["key"],
    )
    keep_feedback(feedback)
    return {"goes_to": feedback.goes_to}
