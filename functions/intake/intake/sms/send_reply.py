"""Sends an automatic reply. It is a courtesy: a failure is counted, and nothing waits for it."""

from __future__ import annotations

from botocore.exceptions import BotoCoreError, ClientError

from onestop.runtime.clients import client
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.runtime.text_messages import EXPECTED


def reply(number: str, words: str) -> None:
    """Sends an SMS; the number it comes from is set up in SNS."""
    try:
        client("sns").publish(PhoneNumber=number, Message=words, MessageAttributes=EXPECTED)
    except (ClientError, BotoCoreError) as error:
        logger.error("could not reply", **error_fields(error))
        count("RepliesFailed")
    else:
        count("RepliesSent")
