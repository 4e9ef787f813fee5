"""A need told by telephone, in a letter or a chat, for a service that has an application form: what was told fills
in the draft, so that nobody has to repeat it. Names and addresses are asked again, because the link of a case may
be passed on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onestop.domain.applications.fit_answer import fit_answer
from onestop.domain.cases.lifecycle import Status
from onestop.domain.forms.asked_fields import not_given
from onestop.domain.forms.form import FILE, GROUP, Form
from onestop.domain.forms.paths import FormAnswers, path_of, set_value

if TYPE_CHECKING:
    from onestop.domain.cases.case import CaseFile
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.catalogue.service import Service

PARENT = "parent"  # a `cases.case_links.LinkKind`; not imported: pages without a case do not need it


def form_wanted(file: CaseFile, catalogue: Catalogue) -> str:
    """Returns the service whose form would speed up a case; empty if it came with a form, is part of another case,
    or is closed."""
    service = catalogue.services.get(file.case.service or "")
    applied = file.request.application or file.request.appeals or any(link.kind == PARENT for link in file.case.links)
    over = file.case.status in (Status.RESOLVED, Status.CLOSED)
    return service["code"] if service and service.get("form") and not applied and not over else ""


def answers_told(form: Form, service: Service, told: Mapping[str, Any]) -> FormAnswers:
    """Returns what was told as answers of the form: answers to questions of the same names, and the place."""
    given: dict[str, Any] = dict(told["answers"])
    if (place := service.get("form_place")) and told["place"]:
        given[str(place)] = told["place"]
    answers: FormAnswers = {}
    for at, value in given.items():
        field = form.fields.get(path_of(at))
        if field is None or field.compute is not None or field.kind in (FILE, GROUP):
            continue
        fitted, _, _ = fit_answer(field, value)
        if not not_given(fitted):
            set_value(answers, field.path, fitted)
    return answers
