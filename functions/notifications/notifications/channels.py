"""How a message leaves us: one function for each channel. Each returns the provider's id of the delivery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from botocore.exceptions import ClientError

from notifications.letters import Message
from notifications.paper.printing import BUCKET, NotPrintable, print_and_lay
from notifications.threading import Thread
from notifications.writing import compose, written_address
from onestop.contracts.phones import dialled
from onestop.domain.people.delivery import Delivery
from onestop.domain.people.person import Person
from onestop.domain.people.sms_parts import cheaper
from onestop.runtime.clients import client
from onestop.runtime.settings import setting
from onestop.storage.catalogue import current

# The address is at fault, so trying again would only do it again. What is at fault on our side (a sender not verified,
# a limit reached) is tried again, and at last put aside for operators, never dropped.
PERMANENT = (
    *("InvalidParameterValue", "InvalidParameter", "InvalidParameterException", "OptedOut"),
    "ValidationException",
)
# The settings of this function by which a provider will tell us how a message went.
MAIL_RECEIPTS, SMS_ORIGIN = "MAIL_RECEIPTS", "SMS_ORIGIN"
TELLS_BY = {"email": MAIL_RECEIPTS, "sms": SMS_ORIGIN, "letter": BUCKET}
NO_ADDRESS = "InvalidParameterValue"  # what SES says of an address that it cannot write to
NO_NUMBER = "InvalidParameter"  # what SNS says of a number that it cannot write to


class Undeliverable(Exception):
    """The provider will never take this message."""


def send_email(message: Message, person: Person, sender: str, thread: Thread | None) -> str:
    """Sends an e-mail through SES, raw, because only so it can say which conversation it belongs to."""
    address = written_address(person.email or "")
    if address is None:
        raise Undeliverable(NO_ADDRESS)
    raw = compose(message, address, sender, thread)
    asked = {"Source": sender, "Destinations": [address], "RawMessage": {"Data": raw}}
    if receipts := setting(MAIL_RECEIPTS, ""):
        asked["ConfigurationSetName"] = receipts
    return str(client("ses").send_raw_email(**asked)["MessageId"])


def send_sms(message: Message, person: Person, _sender: str, _thread: Thread | None) -> str:
    """Sends a text message: through End User Messaging where the installation has a number of its own there, which says
    later how it went; else through SNS, which does not."""
    number = dialled(person.phone or "")
    if number is None:
        raise Undeliverable(NO_NUMBER)
    words = cheaper(message.body)
    if origin := setting(SMS_ORIGIN, ""):
        said = client("pinpoint-sms-voice-v2").send_text_message(
            DestinationPhoneNumber=number,
            OriginationIdentity=origin,
            MessageBody=words,
            MessageType="TRANSACTIONAL",
        )
        return str(said["MessageId"])
    return str(client("sns").publish(PhoneNumber=number, Message=words)["MessageId"])


SENDERS: dict[str, Callable[[Message, Person, str, Thread | None], str]] = {"email": send_email, "sms": send_sms}
PAPER = "letter"


@dataclass(frozen=True, slots=True)
class Once:
    """What a message is called, and when it is sent: on paper the same one leaves once, however often it is sent."""

    name: str
    at: datetime


def send_paper(message: Message, person: Person, once: Once) -> str:
    """Has a letter printed, by the print house that the jurisdiction has."""
    try:
        return print_and_lay(message, person, once.name, current(), once.at)
    except NotPrintable as error:
        raise Undeliverable(str(error)) from error


def send(
    channel: str, message: Message, person: Person, sender: str, thread: Thread | None = None, once: Once | None = None
) -> str:
    """Sends a message; raises Undeliverable when the provider says that it never will."""
    if channel == PAPER and once:
        return send_paper(message, person, once)
    try:
        return SENDERS[channel](message, person, sender, thread)
    except ClientError as error:
        if error.response["Error"]["Code"] in PERMANENT:
            raise Undeliverable(error.response["Error"]["Code"]) from error
        raise


def handed_over(channel: str) -> Delivery:
    """Where a letter is once a provider has it: on its way, if the provider will say how it went."""
    return Delivery.SENDING if setting(TELLS_BY[channel], "") else Delivery.SENT
