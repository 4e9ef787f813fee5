"""Danger in what a resident says: which one, what they are told first, and the alarm for the staff on duty."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onestop.contracts.api import CaseBody
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.hazards.find_danger import FoundHazard
from onestop.domain.hazards.first_words import first_words
from onestop.runtime.log import logger
from onestop.runtime.metrics import count

if TYPE_CHECKING:
    from onestop.contracts.answers.residents import Danger


def danger_in(body: CaseBody, catalogue: Catalogue) -> FoundHazard | None:
    """The danger that a need names, in its description or in free answers."""
    said = body.description or ""
    answered = (value for value in (body.answers or {}).values() if isinstance(value, str))
    return catalogue.hazards.find_cry(said) or catalogue.hazards.find("\n".join((said, *answered)))


def danger_in_words(words: Iterable[str], catalogue: Catalogue) -> FoundHazard | None:
    """The danger that words name."""
    return catalogue.hazards.find("\n".join(words))


def danger_in_message(words: Iterable[str], catalogue: Catalogue) -> FoundHazard | None:
    """The danger that a message names; it may be nothing but the emergency number."""
    said = "\n".join(words)
    return catalogue.hazards.find_cry(said) or catalogue.hazards.find(said)


def say_first(hazard: str, language: str, catalogue: Catalogue, reference: str | None = None) -> str:
    """What is said before anything else to somebody who named a danger."""
    return first_words(catalogue.hazards.number_of(hazard), language, catalogue.say, reference)


def danger_answer(hazard: str | None, language: str, catalogue: Catalogue, reference: str) -> Danger | None:
    """What a program shows above all else to somebody who named a danger; None if they named none."""
    if hazard is None:
        return None
    number = catalogue.hazards.number_of(hazard)
    return {"hazard": hazard, "number": number, "say": first_words(number, language, catalogue.say, reference)}


def danger_shown(words: str, language: str, catalogue: Catalogue) -> dict[str, str] | None:
    """What a form shows above all else before it is sent, if its words name a danger."""
    found = danger_in_words((words,), catalogue) if words else None
    if found is None:
        return None
    number = catalogue.hazards.number_of(found.code)
    return {"hazard": found.code, "number": number, "say": say_first(found.code, language, catalogue)}


def raise_alarm(hazard: str, channel: str, reference: str | None) -> None:
    """Alerts the staff on duty, by a metric with an alarm: docs/runbooks/danger.md."""
    logger.warning("danger named", case=reference, hazard=hazard, channel=channel)
    count("DangerNamed")
