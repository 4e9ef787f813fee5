"""A letter as an e-mail, byte by byte: RFC 5322, and RFC 3834 for what a program sends."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP

from notifications.channels.email_html import as_html
from notifications.channels.email_threads import Thread, case_id, reply_address
from notifications.words.letter import Message

WIRE = SMTP.clone(cte_type="7bit")  # every system on the way can handle seven bits
LOCAL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
DOMAIN = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*")
# Stops auto-replies, while a mail system still reports that it could not deliver (Microsoft, MS-OXCMAIL).
SUPPRESSED = "DR, RN, NRN, OOF, AutoReply"
OWN_MARK = "X-Onestop"  # a message that comes back with it has gone in a circle


def written_address(address: str) -> str | None:
    """The address as it is sent, its domain in ASCII; None for one that SES cannot write to."""
    local, _, domain = address.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode()
    except UnicodeError:
        return None
    return f"{local}@{domain}" if LOCAL.fullmatch(local) and DOMAIN.fullmatch(domain) else None


def compose(message: Message, address: str, sender: str, thread: Thread | None) -> bytes:
    """Composes the mail that is handed to SES, which adds its Message-ID and the date."""
    mail = EmailMessage(policy=WIRE)
    mail["From"], mail["To"], mail["Subject"] = sender, address, subject_of(message, thread)
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = SUPPRESSED
    mail[OWN_MARK] = thread.reference if thread else "letter"
    mail.set_content(message.body)
    page = as_html(message.subject, message.body, message.language)
    if page:
        mail.add_alternative(page, subtype="html")
    return thread_fields(sender, thread) + stop_fields(message.stop) + mail.as_bytes()


def subject_of(message: Message, thread: Thread | None) -> str:
    """Our own subject, always with the reference: a reply from another mail program is matched by it."""
    if thread is None or thread.reference in message.subject:
        return message.subject
    return f"{message.subject} ({thread.reference})"


def stop_fields(address: str) -> bytes:
    """Headers by which a mail program unsubscribes somebody with one press (RFC 8058); the address must not be split
    over two lines."""
    if not address:
        return b""
    return f"List-Unsubscribe: <{address}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n".encode("ascii")


def thread_fields(sender: str, thread: Thread | None) -> bytes:
    """Headers that say where to reply, and what the mail follows. Written here because the standard library would split
    long ids."""
    if thread is None:
        return b""
    ids = [f"<{thread.message_id}>"] if thread.message_id else []
    fields = {
        "Reply-To": reply_address(sender, thread.reference),
        "In-Reply-To": "".join(ids),
        "References": "\r\n ".join([*ids, case_id(sender, thread.reference)]),
    }
    return "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value).encode("ascii")
