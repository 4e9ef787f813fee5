"""Reads what a bounce reports: who did not get a message, whether for good, and which message it was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from intake.email.headers import HeaderFields, address_of, addresses_in, every, first, ids_in
from intake.email.kinds import MailKind, head_of, kind_of
from intake.email.reading import Mail
from intake.email.reports import action_in, fields_in, groups_of, notification_of
from intake.email.threads import proven_in, reference_in, unproven_in

STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
FAILURE = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])")
CODE = re.compile(r"(?<![\d.])([45])[0-7]\d(?![\d.])")
MOST = 50
LONGEST = 20_000  # characters of a report that are read
RETURNED = ("text/rfc822-headers", "message/rfc822-headers", "text/rfc822")
# Where mail systems begin to quote the message that they could not deliver.
RETURNED_FROM = re.compile(
    r"(?im)^.{0,40}(?:original message|copy of (?:the|your) message|returned (?:mail|message)|original mail"
    r"|unsent message|message headers? follow|元のメール|原文)"
)
FIELD_LINE = re.compile(r"(?im)^(?:received|return-path|message-id)\s?:\s")
DEFAULT = {"failed": "5.0.0", "delayed": "4.0.0", "delivered": "2.0.0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """What became of a message of ours. `status` is that of RFC 3463: 5 is permanent, 4 is temporary.

    Anybody can write a bounce. One that is `proven` contains the mac of a message that we sent.
    """

    recipients: tuple[str, ...] = ()
    status: str = ""
    action: str = ""
    original_message_id: str | None = None
    reference: str | None = None
    proven: bool = False

    @property
    def for_good(self) -> bool:
        """Tells whether writing again to these recipients would only fail again."""
        return self.action == "failed" and self.status.startswith("5")


def read_bounce(mail: Mail) -> Bounce:
    """Reads a bounce, delivery report or complaint: the machine-readable part, or else the words."""
    said = notification_of(mail)
    if said:
        return from_notification(said, mail)
    groups = groups_of(mail)
    action = action_of(mail, groups)
    returned = returned_fields(mail)
    reference, proven = reference_of(mail, returned)
    return Bounce(
        recipients=(tuple(dict.fromkeys(reported(groups))) or named(mail) or addresses_in(first(returned, "to")))[
            :MOST
        ],
        status=status_of(mail, groups, action),
        action=action,
        original_message_id=next(iter(ids_in(first(returned, "message-id"))), None) or follows(mail),
        reference=reference,
        proven=proven,
    )


def action_of(mail: Mail, groups: list[dict[str, str]]) -> str:
    """`failed` if any recipient got nothing; if not, the first action."""
    said = list(filter(None, map(action_in, groups)))
    if said:
        return "failed" if "failed" in said else said[0]
    return {MailKind.BOUNCE: "failed", MailKind.DELIVERY_REPORT: "delayed"}.get(kind_of(mail), "")


def reported(groups: list[dict[str, str]]) -> Iterator[str]:
    """The recipients in the report; first those who did not get the message."""
    for group in sorted(groups, key=lambda group: action_in(group) != "failed"):
        for name in ("original-recipient", "final-recipient"):
            yield from addresses_in(group.get(name, "").rpartition(";")[2])


def named(mail: Mail) -> tuple[str, ...]:
    """The recipients that the words name: in a header of some systems, else in the text before the returned message."""
    failed = addresses_in(every(mail.fields, "x-failed-recipients"))
    if failed:
        return failed
    text = "\n".join(part.text for part in mail.parts if not part.depth and part.kind == "text/plain") or mail.whole
    found = [each for each in addresses_in(before_returned(text)) if each != mail.sender and "daemon" not in each]
    return tuple(each for each in found if each not in mail.recipients) or tuple(found)


def before_returned(text: str) -> str:
    """The words of the mail system itself."""
    text = text[:LONGEST]
    ends = [
        found.start() for pattern in (RETURNED_FROM, FIELD_LINE) if (found := pattern.search(text)) and found.start()
    ]
    return text[: min([*ends, 4000])]


def status_of(mail: Mail, groups: list[dict[str, str]], action: str) -> str:
    """The status of the first recipient that it is about, else one in the words, else the one that the action
    implies."""
    for group in sorted(groups, key=lambda group: action_in(group) != action):
        found = STATUS.search(group.get("status", "") + " " + group.get("diagnostic-code", ""))
        if found:
            return found.group(1)
    words = head_of(mail)
    found = (FAILURE if action == "failed" else STATUS).search(words)
    code = CODE.search(words)
    return found.group(1) if found else f"{code.group(1)}.0.0" if code else DEFAULT.get(action, "")


def returned_fields(mail: Mail) -> HeaderFields:
    """The header of the returned message, in whatever form it came."""
    inside = next((part.fields for part in mail.parts if part.fields), None)
    if inside:
        return inside
    own = [part.text for part in mail.parts if not part.depth]
    texts = [part.text for part in mail.parts if part.kind in RETURNED] or [
        text[len(before_returned(text)) :] for text in own
    ]
    return tuple(item for text in texts for item in fields_in(text[:LONGEST]).items())


def follows(mail: Mail) -> str | None:
    """The message that the report answers, if it returns none."""
    return next((each for each in mail.follows), None)


def reference_of(mail: Mail, returned: HeaderFields) -> tuple[str | None, bool]:
    """The case that the returned message was about, and whether a mac that only we can have written proves it."""
    traces = (
        *mail.recipients,
        every(returned, "reply-to", "references", "message-id"),
        *(f"<{each}>" for each in mail.follows),
    )
    proven = proven_in(traces)
    subjects = f"{first(returned, 'subject')} {mail.subject}"
    return proven or unproven_in(traces) or reference_in(subjects), bool(proven)


def from_notification(said: Mapping[str, Any], mail: Mail) -> Bounce:
    """A notification of SES, by SNS (docs.aws.amazon.com/ses: notification contents)."""
    sent: Any = said.get("mail")
    about: Any = said.get(str(said.get("notificationType", "")).lower())
    sent, about = (each if isinstance(each, dict) else {} for each in (sent, about))
    listed = about.get("bouncedRecipients") or about.get("complainedRecipients") or about.get("recipients") or []
    recipients = [each.get("emailAddress", "") if isinstance(each, dict) else str(each) for each in listed]
    statuses = [str(each.get("status", "")) for each in listed if isinstance(each, dict)]
    action = {"Bounce": "failed", "Delivery": "delivered"}.get(said["notificationType"], "")
    lasting = {"Permanent": "5.0.0", "Transient": "4.0.0"}.get(str(about.get("bounceType")), DEFAULT.get(action, ""))
    return Bounce(
        recipients=tuple(dict.fromkeys(filter(None, (address_of(each)[1].lower() for each in recipients)))),
        status=next((each for each in statuses if STATUS.fullmatch(each)), lasting),
        action=action,
        original_message_id=str(sent["messageId"]) if sent.get("messageId") else None,
        reference=reference_in(mail.whole),
    )
