"""What others would bring to this installation from outside, played on one machine: an e-mail as SES writes it into the
mail bucket, a message as AWS End User Messaging tells it on our topic. From there on everything is as on AWS."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses
from typing import Any

NUMBER = re.compile(r"\+[0-9]{6,15}")
ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


# how a mail can be played: as its domain vouches for it, as somebody else sent it, as of a domain without a policy
AUTHENTICATED: Mapping[str, Mapping[str, str]] = {
    "pass": {"spf": "pass", "dkim": "pass", "dmarc": "pass"},
    "fail": {"spf": "fail", "dkim": "fail", "dmarc": "fail"},
    "no-policy": {"spf": "pass", "dkim": "pass", "dmarc": "none"},
    "nothing": {"spf": "none", "dkim": "none", "dmarc": "none"},
}


class NotSent(ValueError):
    """The filled-in form cannot be sent; the message says which field is wrong and what would be right."""


def write_email(fields: Mapping[str, str], to: str, at: datetime) -> bytes:
    """An e-mail as a resident's mail program would write it."""
    sender = fields.get("from", "").strip()
    if not ADDRESS.fullmatch(sender):
        raise NotSent("From: this is not an e-mail address. Such as ana@resident.example")
    if not (fields.get("subject", "").strip() or fields.get("text", "").strip()):
        raise NotSent("Text: there is nothing to send. Write a subject or a text.")
    message = EmailMessage()
    message["From"], message["To"] = sender, fields.get("to", "").strip() or to
    message["Subject"] = " ".join(fields.get("subject", "").split())
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{uuid.uuid4()}@{sender.rpartition('@')[2]}>"
    message.set_content(fields.get("text", ""))
    return message.as_bytes()


def as_received(raw: bytes, authenticated: str = "pass") -> bytes:
    """The same with what SES writes above it: how it came, whether it is spam or a virus, and whether the domain of its
    sender vouches for it (one of AUTHENTICATED)."""
    found = AUTHENTICATED[authenticated]
    senders = message_from_bytes(raw).get_all("From", [])
    address = next((address for _, address in getaddresses([str(each) for each in senders]) if "@" in address), "")
    domain = re.sub(r"[^\w.-]", "", address.rpartition("@")[2], flags=re.ASCII) or "unknown.example"
    above = (
        f"Received: from mail.{domain} (mail.{domain} [192.0.2.1])\r\n by inbound-smtp.local.amazonaws.com with SMTP id"
        f" {uuid.uuid4().hex};\r\n {format_datetime(present())}",
        "X-SES-Spam-Verdict: PASS",
        "X-SES-Virus-Verdict: PASS",
        f"Authentication-Results: amazonses.com;\r\n spf={found['spf']} (spfCheck: played) client-ip=192.0.2.1;"
        f" envelope-from=sender@{domain}; helo=mail.{domain};\r\n dkim={found['dkim']} header.i=@{domain};\r\n"
        f" dmarc={found['dmarc']} header.from={domain};",
        f"X-SES-RECEIPT: {uuid.uuid4().hex}",
    )
    return "".join(f"{line}\r\n" for line in above).encode() + raw


def bring_email(s3: Any, bucket: str, raw: bytes, authenticated: str = "pass") -> str:
    """Puts an e-mail where SES would; gives its key."""
    key = f"mail/{uuid.uuid4().hex}"
    s3.put_object(Bucket=bucket, Key=key, Body=as_received(raw, authenticated))
    return key


def check_authenticated(said: str | None) -> str:
    """Returns how a mail is to be simulated; raises NotSent for an unknown way."""
    if (said or "pass") not in AUTHENTICATED:
        raise NotSent(f"Authenticated: there is no such way to play a mail. One of: {', '.join(AUTHENTICATED)}")
    return said or "pass"


def write_message(fields: Mapping[str, str]) -> dict[str, str]:
    """An SMS as AWS End User Messaging tells it (two-way SMS, the SNS payload)."""
    number = "".join(fields.get("from", "").split())
    if not NUMBER.fullmatch(number):
        raise NotSent("From: this is not a telephone number. With plus sign and country, such as +19025550100")
    if not fields.get("text", "").strip():
        raise NotSent("Text: there is nothing to send.")
    return {
        "originationNumber": number,
        "destinationNumber": "+15550100",
        "messageKeyword": "KEYWORD_onestop",
        "messageBody": fields["text"],
        "inboundMessageId": str(uuid.uuid4()),
        "previousPublishedMessageId": "",
    }


def bring_message(sns: Any, topic: str, told: Mapping[str, Any]) -> str:
    """Tells a message on our topic; gives its id there."""
    return str(sns.publish(TopicArn=topic, Message=json.dumps(told))["MessageId"])


def present() -> datetime:
    return datetime.now(UTC)
