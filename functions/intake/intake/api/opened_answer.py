"""The answer to somebody who has just opened a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake.applications.form_links import address_of_form
from intake.danger import danger_answer
from intake.open311.texts import APPLIED_FOR
from intake.opening import OpenedCase
from onestop.domain.cases.event_words import NEXT_WORDS
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime import links
from onestop.runtime.answer_of import AnswerOf, answer_with

if TYPE_CHECKING:
    from onestop.contracts.answers.common import Named
    from onestop.contracts.answers.residents import CaseOpened


def opened_answer(opened: OpenedCase, catalogue: Catalogue) -> AnswerOf[CaseOpened]:
    """The reference, the secret that opens it, and what happens next, in the resident's language."""
    service = catalogue.services.get(opened.service or "")
    named: Named | None = None
    if service:
        named = {"code": service["code"], "name": catalogue.say(service["name"], opened.language)}
    after = catalogue.say(service["next"] if service else NEXT_WORDS, opened.language)
    if service and (there := address_of_form(service, opened.language)):
        after = f"{after} {catalogue.say(APPLIED_FOR, opened.language).format(address=there)}"
    answer: CaseOpened = {
        "reference": opened.reference,
        "secret": links.secret_of(links.TRACK, opened.reference),
        "link": links.link_to(links.TRACK, opened.reference, opened.language),
        "status": Status.OPEN,
        "service": named,
        "next": after,
        "opened_at": opened.opened_at.isoformat(),
        "language": opened.language,
        "danger": danger_answer(opened.hazard, opened.language, catalogue, opened.reference),
    }
    return answer_with(answer, 201, {"Location": f"/api/cases/{opened.reference}"})
