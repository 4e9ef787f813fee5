"""Who may answer: whoever holds the survey link of the case."""

from __future__ import annotations

from onestop.domain.cases.references import read_reference
from onestop.domain.errors import NotFound
from onestop.runtime import links
from onestop.runtime.log import logger


def opened_by(reference: str, secret: str | None) -> str:
    """The case that a survey link opens; a wrong secret and an unknown reference get the same answer."""
    known = read_reference(reference)
    if not known or not links.opens(links.SURVEY, known, secret):
        raise NotFound("There is no survey at this link. Use the link that we sent you, whole.", "reference")
    logger.append_keys(case=known)
    return known
