"""Makes our letters and the replies to them one conversation, in mail programs and with us.

A reply goes to `local+REFERENCE.mac@domain`. The mac is computed from a link key, so it proves that whoever shows it
has had a letter about that case. References contains `<REFERENCE.mac@domain>`, a message that never existed: mail
programs take all letters about a case for one conversation, and copy it into the reply (RFC 5322, 3.6.4), even if
somebody replies to another address. intake/email/threads.py reads both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onestop.domain.cases.case import Case, CaseFile
from onestop.runtime import links

MESSAGE_ID = re.compile(r"[!-;=?-~]{1,200}@[!-;=?-~]{1,200}")  # one that cannot break out of its header


@dataclass(frozen=True, slots=True)
class Thread:
    """The conversation that a letter belongs to: its case, and the mail that brought the case if one did."""

    reference: str
    message_id: str | None = None


def thread_of(case: Case, file: CaseFile) -> Thread:
    """The conversation with the resident of a case. `file` may be that of the case that it follows."""
    own = file.request.message_id if file.case.reference == case.reference else None
    return Thread(case.reference, own if own and MESSAGE_ID.fullmatch(own) else None)


def reply_address(sender: str, reference: str) -> str:
    """The address for replies to a letter about a case."""
    local, _, domain = sender.rpartition("@")
    return f"{local}+{trace_of(reference)}@{domain}"


def case_id(sender: str, reference: str) -> str:
    """The id of a message that never existed, and that all letters about a case follow."""
    return f"<{trace_of(reference)}@{sender.rpartition('@')[2]}>"


def trace_of(reference: str) -> str:
    """The reference with its mac, in letters whose case may be lost on the way."""
    return f"{reference.replace('-', '')}.{links.reply_mac(reference)}".lower()
