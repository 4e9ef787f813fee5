"""What the page of a case shows of an application: what was sent, what was decided and why, and how to object."""

from __future__ import annotations

from typing import Any

from onestop.domain.applications.begun_elsewhere import form_wanted
from onestop.domain.cases.case import CaseFile
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.decisions.appeals import appeal_by, appeal_of, check_appeal, decided_task
from onestop.domain.errors import NotPossible
from onestop.domain.time.dates import say_date
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.pages.frame import address


def applied_values(file: CaseFile, catalogue: Catalogue, language: str, *, acting: bool = False) -> dict[str, Any]:
    """The values of the page; empty for a case without an application. Somebody who acts for the resident gets no link
    to what was sent or to a form begun with it, and reaches the objection through "Those for whom I act", because
    links would outlive their mandate."""
    application, task = None if acting else file.request.application, decided_task(file)
    sent = f"/apply/sent/{application}" if application else ""
    values: dict[str, Any] = {
        "sent": sent,
        "sent_secret": links.secret_of(links.APPLY, application) if application else "",
        "decision": [],
        "appeal_until": "",
        "appealed": "",
        "form_wanted": not acting and form_wanted(file, catalogue),
    }
    if task is None or task.decision is None or task.ended_at is None:
        return values
    from onestop.domain.decisions.decision_words import say_decision
    from onestop.storage.catalogue.rule_tables import find_table  # late: few cases are decided by rules

    table = find_table(task.decision.rule.table, task.decision.rule.version)
    values["decision"] = say_decision(task.decision, table, catalogue, language).splitlines()
    values["outcome"] = task.decision.outcome.value
    if appeal := appeal_of(file):
        own = links.link_to(links.TRACK, appeal.reference, language) if not acting else ""
        values["appealed"] = own or address(f"/my/others/{appeal.reference}", language)
    try:
        check_appeal(file, catalogue, now())
    except NotPossible:
        return values
    until = appeal_by(file.case.service, task.ended_at, catalogue)
    values["appeal_until"] = say_date(until, catalogue.jurisdiction["time_zone"], language)
    return values
