"""A member of staff fills in an application for somebody, at the counter or on the telephone: that they did, for
whom, and how these consented, is kept with the application before anything is filled in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from onestop.domain.errors import Fault, NotValid

if TYPE_CHECKING:
    from onestop.domain.applications.application import Application

CHANNELS = ("counter", "phone")
CONSENTS = ("spoken", "signed")
LASTS = timedelta(hours=8)  # a working day; on the next day staff ask for the code again
ENTERING = timedelta(minutes=2)  # from the desk to the first page
LONGEST_NAME = 200
MOST = 50  # entries kept; of more, the latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Assisted:
    """A record that a member of staff filled in an application, or continued it."""

    at: datetime
    by: str  # the actor
    channel: str
    consent: str
    name: str = ""  # of the person it is for, if it was begun for them


def check_assistance(channel: str, consent: str, name: str) -> None:
    """Raises NotValid with everything that is wrong."""
    faults = []
    if channel not in CHANNELS:
        faults.append(Fault("channel", "this is no way to help somebody", " or ".join(CHANNELS)))
    if consent not in CONSENTS:
        faults.append(Fault("consent", "it is not said how they agreed", " or ".join(CONSENTS)))
    if len(name) > LONGEST_NAME:
        faults.append(Fault("name", "this name is too long", f"at most {LONGEST_NAME} letters"))
    if faults:
        raise NotValid(*faults)


def assisted(application: Application, note: Assisted) -> Application:
    """Returns the application with the record that staff help."""
    return replace(application, assisted=(*application.assisted, note)[-MOST:])
