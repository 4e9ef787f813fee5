"""Text messages as AWS delivers them through SNS: an SMS, or WhatsApp's report of one or several messages.

AWS End User Messaging, "Two-way SMS messaging": originationNumber, destinationNumber, messageKeyword, messageBody,
inboundMessageId, previousPublishedMessageId. AWS End User Messaging Social: whatsAppWebhookEntry contains the webhook
of WhatsApp's Cloud API as text; we use its messages, and ignore its reports on the delivery of our own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.sms.reactions import is_automatic, is_reaction
from onestop.domain.visible_words import shows_something

SMS = "sms"
WHATSAPP = "chat"  # the name of the channel
DIGITS = range(7, 16)  # of a number that can be answered (E.164); shorter ones belong to services, not to people
TEXT_LIMIT = 20_000
MEDIA = ("image", "video", "audio", "document", "contacts")  # kinds of what somebody sends instead of words


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMessage:
    """One message. `number` is None if nobody can be answered: a short code, a name, nothing at all. `media` says that
    something other than words came with it."""

    id: str
    channel: str
    text: str
    number: str | None = None
    name: str | None = None
    lat: float | None = None
    long: float | None = None
    address: str | None = None
    media: bool = False

    @property
    def empty(self) -> bool:
        """Tells whether there is nothing for a person to look at: a reaction, a sticker, no words at all."""
        return not (self.text or self.media or self.lat is not None)


def read_messages(body: Any) -> list[TextMessage] | None:
    """The messages of one notification in the queue; None for something else. Never raises."""
    told = unwrapped(body)
    if "messageBody" in told or "inboundMessageId" in told:
        return [sms(told)]
    if "whatsAppWebhookEntry" in told:
        entry = told["whatsAppWebhookEntry"]
        return list(whatsapp(as_object(entry)))
    return None


def unwrapped(body: Any) -> Mapping[str, Any]:
    """The message inside a notification of SNS; the body itself if SNS delivered it raw."""
    told = as_object(body)
    return as_object(told["Message"]) if "Message" in told and "TopicArn" in told else told


def as_object(sent: Any) -> Mapping[str, Any]:
    if isinstance(sent, str):
        try:
            sent = json.loads(sent)
        except (ValueError, RecursionError):
            return {}
    return sent if isinstance(sent, Mapping) else {}


def sms(told: Mapping[str, Any]) -> TextMessage:
    text, number = words(told.get("messageBody")), str(told.get("originationNumber") or "")
    if is_reaction(text) or is_automatic(text):  # WhatsApp reports them as what they are
        text = ""
    return TextMessage(id=named(told.get("inboundMessageId"), told), channel=SMS, text=text, number=answerable(number))


def whatsapp(entry: Mapping[str, Any]) -> Iterator[TextMessage]:
    for change in listed(entry, "changes"):
        value = as_object(change.get("value"))
        names = {str(each.get("wa_id")): each for each in listed(value, "contacts")}
        for message in listed(value, "messages"):
            sender = str(message.get("from") or "")
            profile = as_object(as_object(names.get(sender)).get("profile"))
            place = as_object(message.get("location"))
            yield TextMessage(
                id=named(message.get("id"), message),
                channel=WHATSAPP,
                text=spoken(message),
                number=answerable(f"+{sender}"),
                name=words(profile.get("name")) or None,
                lat=number_in(place.get("latitude")),
                long=number_in(place.get("longitude")),
                address=words(place.get("address") or place.get("name")) or None,
                media=message.get("type") in MEDIA,
            )


def spoken(message: Mapping[str, Any]) -> str:
    """The words of a message: its text, the button that was pressed, or the caption of a picture."""
    kind = str(message.get("type") or "text")
    content = as_object(message.get(kind))
    if kind == "interactive":
        content = as_object(content.get("button_reply") or content.get("list_reply"))
    found = next((content[name] for name in ("body", "text", "title", "caption") if content.get(name)), "")
    return words(found)


def answerable(number: str) -> str | None:
    """A number as +15550142777; None if it is not the number of a person."""
    digits = "".join(letter for letter in number if letter.isascii() and letter.isdigit())
    return f"+{digits}" if len(digits) in DIGITS and not any(map(str.isalpha, number)) else None


def named(given: Any, told: Mapping[str, Any]) -> str:
    """The provider's id of a message; if it has none, one derived from its content."""
    if given and isinstance(given, str):
        return given[:200]
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:32]


def words(value: Any) -> str:
    said = value[:TEXT_LIMIT].strip() if isinstance(value, str) else ""
    return said if shows_something(said) else ""


def number_in(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and -180 <= value <= 180 else None


def listed(value: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    found = value.get(name)
    yield from (as_object(each) for each in found) if isinstance(found, list) else ()
