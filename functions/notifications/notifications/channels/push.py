"""What an app shows for a moment, where anybody may look: which government it is, and which request it is about.

Neither a name nor a service, because a service may say enough about whoever asks for it; and no link with a secret. The
letter itself is in the app, behind its own sign-in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from notifications.words.letter import Message
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.preferences import LetterKind, kind_of
from onestop.domain.translation import NC_, Phrase
from onestop.runtime.clients import client

WORDS: Mapping[LetterKind, Phrase] = {
    LetterKind.NEEDED: NC_("app", "We need something from you for your request {reference}."),
    LetterKind.NEWS: NC_("app", "There is news about your request {reference}."),
    LetterKind.SURVEY: NC_("app", "How did it go with your request {reference}?"),
}
FAILED = "DeliveryFailure"


def words_of_push(letter: str, reference: str, language: str, catalogue: Catalogue) -> Message:
    """A letter as an app announces it."""
    words = WORDS.get(kind_of(letter), WORDS[LetterKind.NEWS])
    body = catalogue.say(words, language).format(reference=reference)
    return Message(catalogue.say(catalogue.jurisdiction["name"], language), body, language=language)


def publish_to(device: str, message: Message, reference: str) -> str:
    """Tells one app. SNS takes from this the fields that the app's platform understands."""
    alert = {"title": message.subject, "body": message.body}
    about = {"reference": reference} if reference else {}
    apple = json.dumps({"aps": {"alert": alert, "sound": "default"}, **about}, ensure_ascii=False)
    google = json.dumps({"notification": alert, "data": about}, ensure_ascii=False)
    told = {"default": message.body, "APNS": apple, "APNS_SANDBOX": apple, "GCM": google}
    said = client("sns").publish(
        TargetArn=device, MessageStructure="json", Message=json.dumps(told, ensure_ascii=False)
    )  # fmt: skip
    return str(said["MessageId"])


def is_failure(told: Mapping[str, Any]) -> bool:
    """Tells whether a message of the queue is SNS's report that it could not tell an app."""
    return told.get("EventType") == FAILED


def as_receipt(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same as a receipt, like those of other providers: without the app's endpoint."""
    return {"type": "receipt.push", "said": FAILED, "id": told.get("MessageId"), "time": told.get("Time")}
