"""A letter that is read out on the telephone, by Amazon Connect, to people who chose that.

The flow (`infra/connect/outbound.json`) reads the attribute `spoken` as plain text, twice. Anyone who picks up hears
it: people are told so where they choose it.
"""

from __future__ import annotations

import re
from hashlib import sha256

from notifications.words.letter import Message
from onestop.runtime.clients import client
from onestop.runtime.settings import setting

INSTANCE, FLOW, NUMBER = "CONNECT_INSTANCE", "CONNECT_FLOW", "CONNECT_NUMBER"
NOT_CONNECTED = "NoVoice"  # the jurisdiction offers calls, but the stack has nothing that makes them
LONGEST = 1500  # characters; two minutes
REFERENCE = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b")
LEADS_ON = (":", "：")  # the end of a line that introduces a link
REST = ". "


def is_connected() -> bool:
    """Tells whether this installation can call anybody."""
    return all(setting(name, "") for name in (INSTANCE, FLOW, NUMBER))


def call_up(message: Message, number: str, name: str) -> str:
    """Has somebody called. The same letter calls once, however often that is asked for. Returns the contact's id."""
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
    """The words to read out: without links and the lines that introduce them, references letter by letter."""
    lines = [line.strip() for line in message.body.splitlines() if line.strip()]
    heard = [line for line, after in zip(lines, [*lines[1:], ""], strict=True) if is_heard(line, after)]
    text = REST.join(line.rstrip(".。,，") for line in (message.subject, *heard) if line)
    return shortened(REFERENCE.sub(lambda found: spelled(found[0]), text))


def is_heard(line: str, after: str) -> bool:
    return "://" not in line and not (line.endswith(LEADS_ON) and "://" in after)


def spelled(reference: str) -> str:
    """Spells it character by character, with a pause after each group."""
    return ", ".join(" ".join(group) for group in reference.split("-"))


def shortened(text: str) -> str:
    """Shortens the text to what somebody listens to, cut at the end of a sentence."""
    if len(text) <= LONGEST:
        return f"{text}."
    return f"{text[:LONGEST].rpartition(REST)[0] or text[:LONGEST]}."
