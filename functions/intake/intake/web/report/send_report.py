"""Sends a report: it becomes a case, once however often it is sent, and its browser continues to the receipt."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from chalice.app import Response

from intake.limits import counted_caller
from intake.opening import open_case
from intake.web.report.me_too import join_report
from onestop.contracts.api import CaseBody
from onestop.domain.cases.references import read_reference
from onestop.runtime import links
from onestop.runtime.clock import asked_at
from onestop.runtime.kept_links import asked_to_keep
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.light_view import view_asked
from onestop.runtime.pages.posted_forms import once_key
from onestop.runtime.read_request import accepted_languages

ANOTHER = "another"  # they saw the reports nearby, and theirs is not among them


def send_need(visit: Visit, form: Mapping[str, str], body: CaseBody) -> Response:
    """Opens the case of a form that was read. Raises NotValid, and KeyReused for a form that was sent before with other
    words."""
    links.be_ready()
    at = asked_at(visit.request.headers)
    opened = open_case(
        body,
        visit.offer,
        at,
        secrets.randbits,
        key=once_key(form),
        languages=(visit.language, *accepted_languages(visit.request)),
        counted=counted_caller(visit.request),
        apart=form.get("near") == ANOTHER,
    )
    logger.append_keys(case=opened.reference)
    count("CasesOpened")
    same = read_reference(form.get("near", ""))
    if same:
        join_report(opened.reference, same, visit.offer, at)
    photos = {"photos": form["photos"]} if form.get("photos", "").isdigit() else {}
    kiosk = {"kiosk": "yes"} if form.get("kiosk") else {}
    known, secret = opened.reference, links.secret_of(links.TRACK, opened.reference)
    there, rest = f"/reported/{known}", {**view_asked(visit.request), **photos, **kiosk}
    return asked_to_keep(there, visit.language, known, secret, rest, until_closed=bool(kiosk))
