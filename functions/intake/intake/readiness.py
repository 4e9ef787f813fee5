"""Checks, before a case is opened, that its answer can contain its link."""

from __future__ import annotations

from intake.danger import danger_in, raise_alarm, say_first
from onestop.contracts.api import CaseBody
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Unavailable
from onestop.runtime import links
from onestop.runtime.web import RETRY_AFTER, UNREACHABLE


def check_ready(body: CaseBody, catalogue: Catalogue, languages: tuple[str, ...]) -> None:
    """Raises the error that would prevent a link. Nothing is kept then; but somebody who names a danger still reads the
    emergency number, and the staff on duty are alerted."""
    try:
        links.be_ready()
    except UNREACHABLE as error:
        danger = danger_in(body, catalogue)
        if danger is None:
            raise
        raise_alarm(danger.code, body.channel, None)
        language = catalogue.language(body.language, danger.language, *languages)
        first = say_first(danger.code, language, catalogue)
        raise Unavailable(f"{first} Nothing was kept. Please try again shortly.", RETRY_AFTER) from error
