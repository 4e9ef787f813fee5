"""Everything the embedded suite has sent: the engine shows it to us instead of delivering it, and we keep it.

The engine forgets sent e-mail when it stops and never knew when an SMS was sent, so both are collected while it runs.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from onestop_cli.private_file import write_private_file

MAIL_PATH = "/_ministack/ses/messages"
SMS_PATH = "/_ministack/sns/sms-messages"


@dataclass(frozen=True)
class SentMessage:
    """One e-mail or SMS. ``sent_at`` is seconds since 1970; of an SMS it is when we first saw it."""

    id: str
    kind: str
    to: str
    subject: str
    body: str
    sent_at: float


@dataclass
class Outbox:
    """All messages sent from this state folder, in the order they were sent. Of those that are `forgotten` the engine
    still tells until it stops."""

    clock: Callable[[], float] = time.time
    messages: dict[str, SentMessage] = field(default_factory=dict)
    forgotten: set[str] = field(default_factory=set)

    def take(self, messages: Iterable[SentMessage]) -> None:
        """Add what is new; what is known already stays as it was first seen."""
        for message in messages:
            if message.id not in self.forgotten:
                self.messages.setdefault(message.id, message)

    def forget(self, ids: Iterable[str]) -> int:
        """Keep some messages no longer, for whom they went to was erased. Gives how many there were."""
        known = self.messages.keys() & set(ids)
        for id_ in known:
            del self.messages[id_]
        self.forgotten |= known
        return len(known)

    @property
    def changes(self) -> tuple[int, int]:
        """Returns a value that changes whenever there is something new to keep, or something that need not be kept any
        longer."""
        return len(self.messages), len(self.forgotten)

    def newest_first(self) -> list[SentMessage]:
        """Give all messages, the latest first."""
        return sorted(self.messages.values(), key=lambda message: message.sent_at, reverse=True)


def read_mail(answer: dict[str, Any]) -> list[SentMessage]:
    """Understand the engine's list of sent e-mail."""
    return [
        SentMessage(
            id=entry["MessageId"],
            kind="email",
            to=", ".join([*entry["To"], *entry["CC"], *entry["BCC"]]),
            subject=entry["Subject"] or "",
            body=plain_lines(entry["BodyText"] or entry["BodyHtml"] or ""),
            sent_at=float(entry["Timestamp"]),
        )
        for account in answer["messages"].values()
        for entry in account
    ]


def plain_lines(text: str) -> str:
    """A body as its writer wrote it: mail travels with line ends of its own, and one at the end."""
    return text.replace("\r\n", "\n").removesuffix("\n")


def read_sms(answer: dict[str, Any], seen_at: float) -> list[SentMessage]:
    """Understand the engine's list of sent SMS, which carries no times."""
    return [
        SentMessage(entry["MessageId"], "sms", number, "", entry["Message"], seen_at)
        for number, entries in answer["sms_messages"].items()
        for entry in entries
    ]


def load_outbox(path: Path) -> Outbox:
    """Bring back what earlier runs on this state sent."""
    outbox = Outbox()
    try:
        outbox.take(SentMessage(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return Outbox()
    return outbox


def save_outbox(outbox: Outbox, path: Path) -> None:
    """Keep what was sent for the next run on this state; it names people, so only the owner may read it."""
    write_private_file(path, json.dumps([asdict(message) for message in outbox.messages.values()]))
