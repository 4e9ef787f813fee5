"""Where an agency wants its events: read from what was typed, and refused if SNS cannot deliver there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from onestop_cli.problems import CannotContinue

ARN = re.compile(r"arn:aws[a-z-]*:(?P<service>[a-z]+):(?P<region>[a-z0-9-]+):(?P<account>\d{12}):(?P<name>\S+)")
ADDRESS = re.compile(r"[^\s@<>:/]+@[^\s@<>:/]+\.[^\s@<>:/.]+")
RIGHT = (
    "the ARN of a queue (arn:aws:sqs:ca-central-1:123456789012:streets)",
    "the ARN of a function (arn:aws:lambda:ca-central-1:123456789012:function:streets)",
    "an e-mail address (events@streets.example)",
    "an address of a server (https://streets.example/events)",
)
# The reader of the first message there agrees by following its link; until then nothing else is sent.
CONFIRMED_BY_READER = {"email-json": "whoever reads that mailbox follows the link in the first e-mail",
                       "https": "the server visits the SubscribeURL of the first call"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SubscriberEndpoint:
    """Where to deliver, and how: `account` and `region` of a queue or a function."""

    protocol: str
    address: str
    region: str = ""
    account: str = ""
    name: str = ""

    @property
    def raw(self) -> bool:
        """Returns whether only the event is delivered, without the envelope of SNS."""
        return self.protocol in ("sqs", "https")


def read_endpoint(text: str) -> SubscriberEndpoint:
    """Reads what was typed as an endpoint; raises CannotContinue, saying what would be right, if it is not one."""
    if arn := ARN.fullmatch(text):
        return of_aws(text, arn)
    if text.startswith("https://") and is_server(text):
        return SubscriberEndpoint("https", text)
    if text.startswith("http://"):
        raise CannotContinue(f"{text} is not encrypted: events go to https addresses only.")
    if ADDRESS.fullmatch(text):
        return SubscriberEndpoint("email-json", text)
    raise CannotContinue(f"{text!r} is no place to deliver to. Right would be:", RIGHT)


def of_aws(text: str, arn: re.Match[str]) -> SubscriberEndpoint:
    service, name = arn["service"], arn["name"]
    if service == "sqs":
        if name.endswith(".fifo"):
            raise CannotContinue(
                f"{name} is a FIFO queue, and the topic is none: SNS delivers to standard queues only."
            )
        return SubscriberEndpoint("sqs", text, arn["region"], arn["account"], name)
    if service == "lambda" and name.startswith("function:"):
        return SubscriberEndpoint("lambda", text, arn["region"], arn["account"], name.removeprefix("function:"))
    raise CannotContinue(f"{text} is neither a queue nor a function. Right would be:", RIGHT)


def is_server(text: str) -> bool:
    """Returns whether an address names a server, without a name and password, which every list would show."""
    try:
        split = urlsplit(text)
        return bool(split.hostname and "." in split.hostname and split.username is None and split.port != 0)
    except ValueError:
        return False
