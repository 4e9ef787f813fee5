"""A telephone for tests: sends text messages as AWS brings them, and shows what came back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from intake.incoming import Received
from intake.sms.take_in import receive_messages
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import Aws
from tests.builders import NOW, random_bits_from

NUMBER = "+15550142777"
NEED = "There is a deep pothole in front of 3 Elm Lane"
_bits = random_bits_from(77)
_ids = count(1)


def an_sms(text: str | None = NEED, *, number: str = NUMBER, id: str | None = None, **fields: Any) -> dict[str, Any]:
    """A two-way SMS, with the fields of AWS End User Messaging SMS."""
    return {
        "originationNumber": number,
        "destinationNumber": "+15550100",
        "messageKeyword": "KEYWORD_15550100",
        "messageBody": text,
        "inboundMessageId": id or f"sms-{next(_ids):04}",
        "previousPublishedMessageId": "published-1",
        **fields,
    }


def a_whatsapp(*messages: Mapping[str, Any], name: str = "Ana", **value: Any) -> dict[str, Any]:
    """Returns a message from WhatsApp, with the fields of AWS End User Messaging Social; the entry is JSON as text."""
    contacts = [{"profile": {"name": name}, "wa_id": NUMBER[1:]}]
    entry = {
        "id": "waba-1",
        "changes": [
            {
                "field": "messages",
                "value": {"messaging_product": "whatsapp", "contacts": contacts, "messages": list(messages), **value},
            }
        ],
    }
    return {"context": {"MetaWabaIds": []}, "whatsAppWebhookEntry": json.dumps(entry), "messageId": "m-1"}


def a_notification(message: Any) -> dict[str, Any]:
    """A message as SNS wraps it where delivery is not raw."""
    return {"Type": "Notification", "TopicArn": "arn:aws:sns:x:1:SmsIn", "Message": json.dumps(message)}


def text(
    words: str = NEED, *, after: float = 0, number: str = NUMBER, id: str | None = None, at: datetime = NOW
) -> Received:
    """A resident sends a message, this many seconds after the test began."""
    return deliver(an_sms(words, number=number, id=id), after=after, at=at)[0]


def deliver(body: Any, *, after: float = 0, at: datetime = NOW) -> list[Received]:
    """A notification comes out of the queue."""
    received = receive_messages(body, current(), at + timedelta(seconds=after), _bits)
    assert received is not None
    return received


def replies(aws: Aws, number: str = NUMBER) -> list[str]:
    """Returns what we sent to a number."""
    return [words for to, words in aws.text_messages() if to == number]
