"""Answers a question that came by e-mail at once, if an article surely answers it and the article's owner allows that.
The case stays open: a person sees what was answered, and a resident whom it did not help can write back. On pages
people saw the answers before they wrote, so for needs from there the article is only proposed to a clerk."""

from __future__ import annotations

from onestop.domain.answers.only_questions import is_for_questions
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.conversation import tell_resident
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.clock import time_of
from onestop.runtime.log import logger
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.catalogue.articles import sure_answer, told_in_force
from onestop.storage.once import Once

CHANNELS = frozenset({"email"})


def answer_at_once(file: CaseFile, catalogue: Catalogue) -> CaseFile:
    """Returns the case with the automatic answer, if there is one. Answers a case once, however often it is routed."""
    asked = file.request.description
    if file.case.channel not in CHANNELS or not asked or file.case.hazard or not file.open_tasks():
        return file
    if not is_for_questions(file.case.service, catalogue):
        return file
    code = sure_answer(asked, catalogue)
    if code is None:
        return file
    act = Act(catalogue, time_of(file.case.updated_at))
    text = told_in_force(code, catalogue, catalogue.language(file.case.language), act.at).letter

    def tell(found: CaseFile) -> Change | None:
        return tell_resident(found, act, text) if found.open_tasks() else None

    logger.info("answered at once", case=file.case.reference, article=code)
    return change_case(file.case.reference, tell, lambda _: Once(key=f"answer-at-once:{file.case.reference}"))
