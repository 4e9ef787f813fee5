"""What a person consented to, purpose by purpose, as the catalogue names them; given and withdrawn at any time.

A purpose is asked about if data would pass from one agency to another without a task that needs it. The latest
statement counts; for a purpose that nothing was said about, the jurisdiction sets the default.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import Purpose

ONCE_ONLY = "once-only"  # what somebody told one agency is offered to them in a form of another
SUGGESTIONS = "suggestions"  # services are suggested to them because of what they asked for before
CHECKED = (ONCE_ONLY, SUGGESTIONS)  # a purpose with any other name would be promised and never checked
MOST = 50  # statements that are kept for one person, besides the last one about each purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentSaid:
    """A statement that somebody gave or withdrew their consent, when, and whether themselves or through a member of
    staff."""

    purpose: str
    given: bool
    at: datetime
    by: str


Consents = tuple[ConsentSaid, ...]  # newest first


def purposes_of(catalogue: Catalogue) -> dict[str, Purpose]:
    """Returns the purposes that the jurisdiction asks about, by code."""
    return {each["code"]: each for each in catalogue.jurisdiction.get("purposes") or () if each["code"] in CHECKED}


def last_said(consents: Consents, purpose: str) -> ConsentSaid | None:
    return next((each for each in consents if each.purpose == purpose), None)


def allows(consents: Consents, purpose: str, catalogue: Catalogue) -> bool:
    """Whether data of somebody with these consents may be used for a purpose. A purpose that the jurisdiction does not
    ask about needs no consent."""
    asked = purposes_of(catalogue).get(purpose)
    said = last_said(consents, purpose)
    if asked is None:
        return True
    return said.given if said else asked.get("unless_said") == "given"


def with_said(before: Consents, said: ConsentSaid) -> Consents:
    """Returns the statements with one more; one that changes nothing is not kept. The last one about each purpose
    stays however old it is: it counts, and without it a refusal would turn into the default."""
    last = last_said(before, said.purpose)
    if last and last.given == said.given:
        return before
    every = (said, *before)
    return (*every[:MOST], *(each for each in every[MOST:] if each is last_said(every, each.purpose)))
