"""AWS in memory: moto, with the tables, topic, queues and subscriptions that our own templates describe."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from moto.backends import get_backend

from onestop.domain.people.link_keys import LinkKeys
from onestop.runtime.clients import client
from onestop.runtime.keys import cache_keys, forget_keys
from onestop.storage.catalogue import releases
from onestop.storage.notices.notice_rows import forget_notices
from onestop.storage.partners.webhooks import forget_webhooks
from onestop.storage.tables import connection

INFRA = Path(__file__).parent.parent / "infra"
ACCOUNT = "123456789012"
REGION = "ca-central-1"
IDENTITY_KEY = "fedcba9876543210" * 4
LINK_KEY = "0123456789abcdef" * 4
PUBLIC_URL = "https://port-ellery.example"
CASE_MACHINE = f"arn:aws:states:{REGION}:{ACCOUNT}:stateMachine:onestop-case"

SETTINGS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
    "CASES_TABLE": "CasesTable",
    "PEOPLE_TABLE": "PeopleTable",
    "MESSAGES_TABLE": "MessagesTable",
    "CATALOGUE_TABLE": "CatalogueTable",
    "APPLICATIONS_TABLE": "ApplicationsTable",
    "IDENTITY_KEY_ARN": "IdentityKey",
    "LINK_KEYS_ARN": "LinkKeys",
    "PUBLIC_URL": PUBLIC_URL,
    "EVENT_SOURCE": "/onestop/test",
    "CASE_STATE_MACHINE": CASE_MACHINE,
    "MAIL_BUCKET": "mail",
    "ATTACHMENTS_BUCKET": "attachments",
    "PAPER_BUCKET": "paper",
    "LAKE_BUCKET": "lake",
}
UNWANTED = ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_PROFILE", "AWS_SESSION_TOKEN")


@dataclass(frozen=True, slots=True)
class Asked:
    """One call to a service, as our code asked for it."""

    service: str
    operation: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SentEmail:
    """An e-mail as its receiver sees it; `mail` has all its fields."""

    id: str
    source: str
    destinations: dict[str, list[str]]
    subject: str
    body: str
    mail: EmailMessage
    raw: bytes


def read_sent(sent: Any) -> SentEmail:
    """An e-mail that was handed over raw."""
    raw = sent.raw_data.encode()
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    words = mail.get_body(("plain",))
    assert isinstance(words, EmailMessage)
    body = words.get_content().replace("\r\n", "\n").removesuffix("\n")
    return SentEmail(sent.id, sent.source, {"ToAddresses": [str(mail["To"])]}, str(mail["Subject"]), body, mail, raw)


@dataclass
class Aws:
    """What tests look at: what was told, sent and asked for."""

    topic: str
    retry_queue: str
    listener: str
    queues: dict[str, str]
    asked: list[Asked] = field(default_factory=list)
    watched: list[Any] = field(default_factory=list)

    def publish(self, release: dict[str, Any], answer_index: bytes | None = None) -> str:
        """Publishes a catalogue and forgets the one before; articles are in force with what they are found by."""
        version = releases.publish(release, answer_index=answer_index)
        releases.forget()
        return version

    def watch(self, service: str) -> Any:
        """The client of a service that our code uses; from now on its calls are in `asked`."""
        watched = client_of(service)
        if watched not in self.watched:
            watched.meta.events.register("provide-client-params", self.note)
            self.watched.append(watched)
        return watched

    @contextmanager
    def failing(self, service: str, operation: str, code: str, *, after: int = 0) -> Iterator[None]:
        """Lets every call of an operation but the first few fail at once, without the retries that would take their
        time."""
        calls = count(1)

        def refuse(**_: Any) -> Any:
            if next(calls) <= after:
                return None
            said = {"Error": {"Code": code, "Message": code}, "ResponseMetadata": {}}
            return SimpleNamespace(status_code=400, headers={}, content=b""), said

        events = client_of(service).meta.events
        events.register(f"before-call.*.{operation}", refuse)
        try:
            yield
        finally:
            events.unregister(f"before-call.*.{operation}", refuse)

    def watch_no_more(self) -> None:
        for watched in self.watched:
            watched.meta.events.unregister("provide-client-params", self.note)

    def note(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.asked.append(Asked(model.service_model.service_name, model.name, params))

    def asked_for(self, operation: str) -> list[dict[str, Any]]:
        """The parameters of every call of an operation so far."""
        return [asked.parameters for asked in self.asked if asked.operation == operation]

    def drain(self, queue: str) -> list[dict[str, Any]]:
        """Takes all messages out of a queue, as if those with a delay had waited: bodies read as JSON, with
        `attributes` where there are some."""
        taken = []
        kept = get_backend("sqs")[ACCOUNT][REGION].queues[queue.rpartition("/")[2]]
        for message in kept._messages:
            message.delayed_until = 0.0
        while kept._messages and (  # most are empty, and asking takes longer than looking
            found := client("sqs")
            .receive_message(
                QueueUrl=queue, MaxNumberOfMessages=10, MessageAttributeNames=["All"], VisibilityTimeout=600
            )
            .get("Messages")
        ):
            for message in found:
                client("sqs").delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
                attributes = {
                    name: value["StringValue"] for name, value in message.get("MessageAttributes", {}).items()
                }
                taken.append({"body": json.loads(message["Body"]), "attributes": attributes})
        return taken

    def published(self) -> list[dict[str, Any]]:
        """Takes everything that was published on the topic so far: CloudEvents with their attributes."""
        return self.drain(self.listener)

    def objects(self, bucket: str) -> dict[str, bytes]:
        """Returns the objects of a bucket, by key."""
        keys = get_backend("s3")[ACCOUNT]["aws"].buckets[bucket].keys
        return {name: key.value for name, key in keys.items()}

    def emails(self) -> list[SentEmail]:
        """The e-mails sent through SES."""
        return [read_sent(sent) for sent in get_backend("ses")[ACCOUNT][REGION].sent_messages]

    def text_messages(self) -> list[tuple[str, str]]:
        """The SMS sent through SNS: number and words."""
        return [(number, words) for number, words, *_ in get_backend("sns")[ACCOUNT][REGION].sms_messages.values()]


def client_of(service: str) -> Any:
    """The very client that our code uses for a service."""
    return connection().client if service == "dynamodb" else client(service)


class Calls:
    """Counts calls to DynamoDB on the wire, retries too."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def note(self, operation_name: str, **_: Any) -> None:
        self.names.append(operation_name)

    def forget(self) -> None:
        """Starts a new count."""
        self.names.clear()


@contextmanager
def held_keys() -> Iterator[None]:
    """This process has the keys of AWS in memory, where a test needs no more of it than those."""
    cache_keys(bytes.fromhex(IDENTITY_KEY), LinkKeys({1: bytes.fromhex(LINK_KEY)}))
    try:
        yield
    finally:
        forget_keys()


def forget_connections() -> None:
    """Forgets what the process keeps from one invocation to the next."""
    forget_keys()
    releases.forget()
    forget_webhooks()
    forget_notices()
    connection.cache_clear()
    client.cache_clear()
