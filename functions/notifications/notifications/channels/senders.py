"""How a message is sent: one function for each provider of a channel. Each returns the provider's id of the
delivery."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from notifications.channels.email import compose, written_address
from notifications.channels.email_threads import Thread
from notifications.channels.providers import LetterProvider, ProviderReceipt, Undeliverable, hand_over
from notifications.channels.push import publish_to
from notifications.channels.telephone import NOT_CONNECTED, call_up, is_connected
from notifications.paper.print_letter import NotPrintable, print_and_lay
from notifications.words.letter import Message
from onestop.contracts.phones import dialled
from onestop.domain.letters.delivery import LetterState
from onestop.domain.letters.preferences import PUSH, VOICE
from onestop.domain.letters.sms_parts import cheaper
from onestop.domain.people.person import Person
from onestop.runtime.clients import client
from onestop.runtime.settings import setting
from onestop.runtime.text_messages import EXPECTED
from onestop.storage.catalogue.releases import current

# Errors of the address, which trying again would only repeat. Errors on our side (a sender that is not verified, a
# limit reached) are tried again, and at last set aside for operators, never dropped.
PERMANENT = (
    *("InvalidParameterValue", "InvalidParameter", "InvalidParameterException", "OptedOut"),
    "ValidationException",
    *("EndpointDisabled", "EndpointDisabledException", "NotFound", "NotFoundException"),  # of an app that is gone
)
# End User Messaging gives one code to what may pass and to what will not: its reason tells them apart. Without this the
# reserve would text a number that the first provider knows to want nothing.
PERMANENT_REASONS = {
    "DESTINATION_PHONE_NUMBER_OPTED_OUT": "OptedOut",
    "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION": "CountryBlocked",
    "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE": "NumberBlocked",
}
NOT_TO_BE_CALLED = (*PERMANENT, "DestinationNotAllowedException", "OutboundContactNotPermittedException")
# The settings of this function: which providers will report on deliveries, and which other ones there are.
MAIL_RECEIPTS, SMS_ORIGIN = "MAIL_RECEIPTS", "SMS_ORIGIN"
MAIL_SECOND, SMS_SECOND = "MAIL_SECOND_REGION", "SMS_SECOND"
NO_ADDRESS = "InvalidParameterValue"  # SES's error for an address that it cannot write to
NO_NUMBER = "InvalidParameter"  # SNS's error for a number that it cannot write to


def send_email(message: Message, person: Person, sender: str, thread: Thread | None) -> str:
    """Sends an e-mail through SES."""
    return mail_by(client("ses"), setting(MAIL_RECEIPTS, ""), message, person, sender, thread)


def send_email_elsewhere(message: Message, person: Person, sender: str, thread: Thread | None) -> str:
    """Sends an e-mail through SES in the second region, which has its own limits and reputation. Its delivery reports
    do not come to our queue."""
    return mail_by(client("ses", setting(MAIL_SECOND)), "", message, person, sender, thread)


def mail_by(ses: Any, receipts: str, message: Message, person: Person, sender: str, thread: Thread | None) -> str:
    """Sends an e-mail in raw form, because only then can it say which conversation it belongs to."""
    address = written_address(person.email or "")
    if address is None:
        raise Undeliverable(NO_ADDRESS)
    raw = compose(message, address, sender, thread)
    asked = {"Source": sender, "Destinations": [address], "RawMessage": {"Data": raw}}
    if receipts:
        asked["ConfigurationSetName"] = receipts
    return str(ses.send_raw_email(**asked)["MessageId"])


def text_from_own_number(message: Message, person: Person, _sender: str, _thread: Thread | None) -> str:
    """Sends a text message through End User Messaging, from the installation's own number; delivery is reported
    later."""
    said = client("pinpoint-sms-voice-v2").send_text_message(
        DestinationPhoneNumber=number_of(person),
        OriginationIdentity=setting(SMS_ORIGIN),
        MessageBody=cheaper(message.body),
        MessageType="TRANSACTIONAL",
    )
    return str(said["MessageId"])


def text_by_sns(message: Message, person: Person, _sender: str, _thread: Thread | None) -> str:
    """Sends a text message through SNS, which never reports on delivery."""
    number, words = number_of(person), cheaper(message.body)
    return str(client("sns").publish(PhoneNumber=number, Message=words, MessageAttributes=EXPECTED)["MessageId"])


PAPER = "letter"


@dataclass(frozen=True, slots=True)
class PaperIdentity:
    """The name of a message, and when it is sent: a paper letter of one name leaves once, however often it is sent."""

    name: str
    at: datetime


def send_paper(message: Message, person: Person, once: PaperIdentity) -> str:
    """Has a letter printed by the jurisdiction's print house."""
    try:
        return print_and_lay(message, person, once.name, current(), once.at)
    except NotPrintable as error:
        raise Undeliverable(str(error)) from error


def call_person(message: Message, person: Person, once: PaperIdentity) -> str:
    """Has somebody called, if the installation can."""
    if not is_connected():
        raise Undeliverable(NOT_CONNECTED)
    try:
        return call_up(message, number_of(person), once.name)
    except ClientError as error:
        if error.response["Error"]["Code"] in NOT_TO_BE_CALLED:
            raise Undeliverable(error.response["Error"]["Code"]) from error
        raise


def number_of(person: Person) -> str:
    number = dialled(person.phone or "")
    if number is None:
        raise Undeliverable(NO_NUMBER)
    return number


def tell_app(message: Message, person: Person, _sender: str, thread: Thread | None) -> str:
    """Has SNS tell an app; SNS reports failures later."""
    return publish_to(person.device or "", message, thread.reference if thread else "")


SES = LetterProvider("ses", 0.9, send_email, MAIL_RECEIPTS)
SES_ELSEWHERE = LetterProvider("ses-elsewhere", 0.1, send_email_elsewhere)  # a small share, to stay warm
OWN_NUMBER = LetterProvider("own-number", 1.0, text_from_own_number, SMS_ORIGIN)
SNS = LetterProvider("sns", 0.0, text_by_sns)  # only as a reserve for our own number, because replies come to that

APP = LetterProvider("app", 1.0, tell_app)


def providers_of(channel: str) -> list[LetterProvider]:
    """The providers of a channel that this installation has, the usual one first."""
    if channel == "email":
        return [SES, SES_ELSEWHERE] if setting(MAIL_SECOND, "") else [SES]
    if channel == PUSH:
        return [APP]
    if setting(SMS_ORIGIN, ""):
        return [OWN_NUMBER, SNS] if setting(SMS_SECOND, "") else [OWN_NUMBER]
    return [SNS]


def send_on_channel(
    channel: str,
    message: Message,
    person: Person,
    sender: str,
    thread: Thread | None = None,
    once: PaperIdentity | None = None,
) -> ProviderReceipt:
    """Sends a message; raises Undeliverable if a provider says that it never will."""
    if channel == PAPER and once:
        return ProviderReceipt(
            send_paper(message, person, once), LetterState.SENDING
        )  # the print house reports the delivery
    if channel == VOICE and once:
        return ProviderReceipt(
            call_person(message, person, once), LetterState.SENDING
        )  # Amazon Connect reports whether it was heard
    return hand_over([permanent(each) for each in providers_of(channel)], message, person, sender, thread)


def permanent(provider: LetterProvider) -> LetterProvider:
    """Adds to a provider which of its refusals are permanent."""

    def send_once(message: Message, person: Person, sender: str, thread: Thread | None) -> str:
        try:
            return provider.send(message, person, sender, thread)
        except ClientError as error:
            if why := permanent_reason(error):
                raise Undeliverable(why) from error
            raise

    return replace(provider, send=send_once)


def permanent_reason(error: ClientError) -> str | None:
    """Why a provider will never take a letter; None if it might later."""
    code, said = error.response["Error"]["Code"], dict[str, Any](error.response)
    return code if code in PERMANENT else PERMANENT_REASONS.get(said.get("Reason", ""))
