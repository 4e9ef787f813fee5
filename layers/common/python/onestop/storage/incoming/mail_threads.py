"""Which case an e-mail of a resident went to, by its Message-ID: replies to it belong to that case too.

Rows of the Messages table, by the keyed hash of the id. An id that comes twice, by mistake or to get into someone
else's case, leads to the first case.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from onestop.storage.guards import Guard
from onestop.storage.tables import MessageRow


def keep_mail(identity: str, reference: str, at: datetime) -> None:
    """Keeps to which case a mail was added."""
    mail_row(identity, reference, at).save()


def kept_mail(identity: str, reference: str, at: datetime) -> Guard:
    """Returns the row for the same, to be written in the transaction of the case that the mail opens."""
    row = mail_row(identity, reference, at)
    return Guard("kept_mail", "put", lambda transaction: transaction.save(row))


def find_mail(identities: Iterable[str]) -> str | None:
    """Returns the case of the first of these mails that we know: one Query each until one is found."""
    for identity in identities:
        for row in MessageRow.query(mail_key(identity), limit=1, page_size=1, consistent_read=True):
            return row.body
    return None


def mail_row(identity: str, reference: str, at: datetime) -> MessageRow:
    return MessageRow(mail_key(identity), f"{at.isoformat()}#{reference}", body=reference)


def mail_key(identity: str) -> str:
    return f"MAIL#{identity}"
