"""A letter that is read out on the telephone, by Amazon Connect, to who chose so.

The flow (`infra/connect/outbound.json`) reads the attribute `spoken` as plain text, twice. Whoever answers hears it:
that is said where it is chosen.
"""

from __future__ import annotations

import re
from hashlib import sha256

from notifications.words.letter import Message
from onestop.runtime.clients import client
from onestop.runtime.settings import setting

INSTANCE, FLOW, NUMBER = "CONNECT_INSTANCE", "CONNECT_FLOW", "CONNECT_NUMBER"
NOT_CONNECTED = "NoVoice"  # the jurisdiction offers calls, and the stack has nobody who makes them
LONGEST = 1500  # characters; two minutes
REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b")
LEADS_ON = (":", "：")  # what a line before a link ends with
REST = ". "


def is_connected() -> bool:
    """Whether this installation can call anybody."""
    return all(setting(name, "") for name in (INSTANCE, FLOW, NUMBER))


def call_up(message: Message, number: str, name: str) -> str:
    """Has somebody called. The same letter calls once, however often that is asked for. Gives the contact's id."""
    said = client("connect").start_outbound_voice_contact(
        InstanceId=setting(INSTANCE),
        ContactFlowId=setting(FLOW),
        SourcePhoneNumber=setting(NUMBER),
        DestinationPhoneNumber=number,
        ClientToken=sha256(name.encode()).hexdigest(),
        Attributes={"spoken": spoken(message), "language": message.language},
    )
    return str(said["ContactId"])


def spoken(message: Message) -> str:
    """What is read out: the words without links and what leads on to them, references letter by letter."""
    lines = [line.strip() for line in message.body.splitlines() if line.strip()]
    heard = [line for line, after in zip(lines, [*lines[1:], ""], strict=True) if is_heard(line, after)]
    text = REST.join(line.rstrip(".。,，") for line in (message.subject, *heard) if line)
    return shortened(REFERENCE.sub(lambda found: spelled(found[0]), text))


def is_heard(line: str, after: str) -> bool:
    return "://" not in line and not (line.endswith(LEADS_ON) and "://" in after)


def spelled(reference: str) -> str:
    """Character by character, with a rest after each group."""
    return ", ".join(" ".join(group) for group in reference.split("-"))


def shortened(text: str) -> str:
    """No more than somebody listens to, cut where a sentence ends."""
    if len(text) <= LONGEST:
        return f"{text}."
    return f"{text[:LONGEST].rpartition(REST)[0] or text[:LONGEST]}."
