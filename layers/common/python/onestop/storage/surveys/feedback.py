"""What people say about us without a case: rows of the Messages table, under the agency that reads them and the month.

Words are redacted when they leave this table, whoever reads them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.domain.surveys.feedback import Feedback
from onestop.storage.once import AlreadyDone, Once, find_answer, marker
from onestop.storage.tables import ENDPOINT, REGION, CaseRow, FromEnvironment, Row, connection
from onestop.storage.transactions import refused

KEPT = timedelta(days=730)


class FeedbackRow(Row):
    """One piece of feedback."""

    class Meta:
        table_name = FromEnvironment("MESSAGES_TABLE")
        region = REGION
        host = ENDPOINT

    expires_at = NumberAttribute(null=True)


def feedback_row(feedback: Feedback) -> FeedbackRow:
    return FeedbackRow(
        key_of(feedback.goes_to, feedback.at),
        f"{feedback.at:%d}#{feedback.id}",
        body=msgspec.json.encode(feedback).decode(),
        expires_at=int((feedback.at + KEPT).timestamp()),
    )


def keep_feedback_once(feedback: Feedback, once: Once) -> None:
    """Keeps what somebody said, and that this command did so: one transaction. Raises AlreadyDone if it came before,
    KeyReused if its key came with something else."""
    try:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(feedback_row(feedback))
            transaction.save(marker(once, feedback.at), condition=CaseRow.pk.does_not_exist())
    except TransactWriteError as error:
        answer = find_answer(once)
        if answer is None:
            raise
        raise AlreadyDone(answer) from error


def keep_feedback(feedback: Feedback) -> bool:
    """Keeps what somebody said; False if it was kept before."""
    row = feedback_row(feedback)
    try:
        row.save(condition=FeedbackRow.pk.does_not_exist())
    except PutError as error:
        if not refused(error):
            raise
        return False
    return True


def feedback_for(agency: str, month: datetime) -> list[Feedback]:
    """Returns the feedback of a month for an agency, newest first, without personal data: one Query."""

    from onestop.domain.redaction.spans import redact  # late: residents only write here, and readers are at the desk

    rows = FeedbackRow.query(key_of(agency, month), consistent_read=True)
    found = [msgspec.json.decode(row.body or "", type=Feedback) for row in rows]
    return sorted((replace(each, words=redact(each.words)) for each in found), key=lambda each: each.at, reverse=True)


def key_of(agency: str, at: datetime) -> str:
    return f"FEEDBACK#{agency}#{at:%Y-%m}"
