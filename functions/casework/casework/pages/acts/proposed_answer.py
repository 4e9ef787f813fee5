"""Proposes the help article that may answer what a resident asked, ready to be read and sent with one key: like a macro
whose first step writes to the resident and whose second ends the task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from casework.pages.acts.macros import Prepared, show_sequence
from casework.pages.acts.offers import OfferedAct
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from casework.views.recorded_views import SeenCase
from onestop.domain.answers.only_questions import is_for_questions
from onestop.domain.translation import N_
from onestop.storage.catalogue.articles import find_answers, told_in_force

if TYPE_CHECKING:
    from onestop.domain.answers.index import FoundArticle
    from onestop.domain.catalogue.agency import GivenStep

PROPOSED = N_("Proposed answer: {title}")
OTHER = N_("Other answers")
OF_MACRO = "answer:"  # prefix of the code of such a macro; no agency's macro has it
LEAST_SHARE, LEAST_POINTS = 0.3, 8.0  # the least share of the question's words, and the least score, for a proposal


def propose_answer(
    visit: DeskVisit, seen: SeenCase, offers: Sequence[OfferedAct], macro: str, typed: SentFields
) -> dict[str, Any] | None:
    """Returns the proposal as a form, with other articles that may fit. None if no article answers the question, or if
    they may not write to the resident. `macro` and `typed`: what somebody chose, or has to correct."""
    file = seen.whole.file
    task = next((offer.task for offer in offers if offer.task and offer.form.name == "done"), None)
    may_write = any(offer.form.name == "message" for offer in offers)
    asked = file.request.description or ""
    if (
        task is None
        or not may_write
        or "description" not in seen.sight.fields
        or not is_for_questions(task.service, visit.offer)
    ):
        return None
    found = [each.code for each in find_answers(asked, visit.offer) if is_worth_reading(each)]
    chosen = next((code for code in found if macro == f"{OF_MACRO}{code}"), found[0] if found else None)
    if chosen is None:
        return None
    language = visit.offer.language(file.case.language)
    told = told_in_force(chosen, visit.offer, language, visit.at)
    if any(each.text == told.letter for each in seen.whole.contacts):
        return None  # the resident was told already, automatically or by a colleague
    steps: list[GivenStep] = [
        {"act": "message", "text": {visit.offer.jurisdiction["default_language"]: told.letter}},
        {"act": "done"},
    ]
    code = f"{OF_MACRO}{chosen}"
    title = {visit.offer.jurisdiction["default_language"]: visit.say(PROPOSED).format(title=told.title)}
    prepared = Prepared({"code": code, "name": title, "steps": steps}, task)
    shown = show_sequence(visit, file, seen.sight, prepared, typed if macro == code else SentFields())
    return {
        **shown,
        "version": told.version,
        "others_title": visit.say(OTHER),
        "others": [
            (f"{OF_MACRO}{each}", told_in_force(each, visit.offer, visit.language, visit.at).title)
            for each in found
            if each != chosen
        ],
    }


def is_worth_reading(found: FoundArticle) -> bool:
    return found.share >= LEAST_SHARE and found.points >= LEAST_POINTS
