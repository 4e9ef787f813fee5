"""What a person agreed to, purpose by purpose, as the catalogue names them; given and withdrawn whenever they like.

A purpose is asked about where data would cross from one agency to another without a task that needs it. What somebody
said last counts; of a purpose that they said nothing about, the jurisdiction says what holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import Purpose

ONCE_ONLY = "once-only"  # what somebody told one agency is offered to them in a form of another
SUGGESTIONS = "suggestions"  # services are suggested to them by what they asked for before
CHECKED = (ONCE_ONLY, SUGGESTIONS)  # a purpose of another name would be promised and never looked at
MOST = 50  # of what somebody said that is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentSaid:
    """That somebody gave or withdrew their consent, when, and whether themselves or through a member of staff."""

    purpose: str
    given: bool
    at: datetime
    by: str


Consents = tuple[ConsentSaid, ...]  # the newest first


def purposes_of(catalogue: Catalogue) -> dict[str, Purpose]:
    """The purposes that the jurisdiction asks about, by code."""
    return {each["code"]: each for each in catalogue.jurisdiction.get("purposes") or () if each["code"] in CHECKED}


def last_said(consents: Consents, purpose: str) -> ConsentSaid | None:
    return next((each for each in consents if each.purpose == purpose), None)


def allows(consents: Consents, purpose: str, catalogue: Catalogue) -> bool:
    """Whether data of somebody who said this may be used for a purpose. One that the jurisdiction does not ask about is
    not bound to consent."""
    asked = purposes_of(catalogue).get(purpose)
    said = last_said(consents, purpose)
    if asked is None:
        return True
    return said.given if said else asked.get("unless_said") == "given"


def with_said(before: Consents, said: ConsentSaid) -> Consents:
    """What somebody said, with one thing more; what changes nothing is not kept."""
    last = last_said(before, said.purpose)
    return before if last and last.given == said.given else (said, *before)[:MOST]
