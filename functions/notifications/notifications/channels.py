"""How a message leaves us: one function for each channel. Each returns the provider's id of the delivery."""

from __future__ import annotations

from collections.abc import Callable

from botocore.exceptions import ClientError

from notifications.letters import Message
from onestop.domain.people import Person
from onestop.runtime.clients import client

# The address is at fault, so trying again would only do it again. What is at fault on our side (a sender not verified,
# a limit reached) is tried again, and at last put aside for operators, never dropped.
PERMANENT = ("InvalidParameterValue", "InvalidParameter", "InvalidParameterException", "OptedOut")


class Undeliverable(Exception):
    """The provider will never take this message."""


def send_email(message: Message, person: Person, sender: str) -> str:
    """Sends an e-mail through SES."""
    answer = client("ses").send_email(
        Source=sender,
        Destination={"ToAddresses": [person.email]},
        Message={
            "Subject": {"Data": message.subject, "Charset": "UTF-8"},
            "Body": {"Text": {"Data": message.body, "Charset": "UTF-8"}},
        },
    )
    return str(answer["MessageId"])


def send_sms(message: Message, person: Person, _sender: str) -> str:
    """Sends an SMS through SNS; the number it comes from is set up there."""
    digits = "".join(letter for letter in person.phone or "" if letter.isdigit())
    return str(client("sns").publish(PhoneNumber=f"+{digits}", Message=message.body)["MessageId"])


SENDERS: dict[str, Callable[[Message, Person, str], str]] = {"email": send_email, "sms": send_sms}


def send(channel: str, message: Message, person: Person, sender: str) -> str:
    """Sends a message; raises Undeliverable when the provider says that it never will."""
    try:
        return SENDERS[channel](message, person, sender)
    except ClientError as error:
        if error.response["Error"]["Code"] in PERMANENT:
            raise Undeliverable(error.response["Error"]["Code"]) from error
        raise
