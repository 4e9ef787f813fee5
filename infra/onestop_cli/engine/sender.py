"""The address that residents get e-mail from: SES sends only from one that it has verified."""

from __future__ import annotations

from typing import Any


def register_sender(ses: Any, address: str) -> None:
    """Ask SES to verify the jurisdiction's address; on AWS a confirmation is mailed to it, here it is believed."""
    ses.verify_email_identity(EmailAddress=address)
