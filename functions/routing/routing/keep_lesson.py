"""Keeps what a person decided about a case to learn from, without anything that says who brought it."""

from __future__ import annotations

from onestop.domain.cases.case import CaseFile
from onestop.runtime.clients import client
from onestop.runtime.log import error_fields, logger
from onestop.runtime.settings import setting


def learn_from(file: CaseFile, service: str, by: str) -> None:
    """Keeps that a case meant a service. No case waits for this, and none fails because of it."""
    from onestop.storage.cases.corrections import correction_of, keep_correction  # late: few cases need a person

    try:
        correction = correction_of(file, service, by)
        if correction:
            keep_correction(client("s3"), setting("MAIL_BUCKET"), correction)
    except Exception as error:  # the edge: a lost lesson must not fail the case
        logger.warning("could not keep a correction", case=file.case.reference, **error_fields(error))
