"""The marks of an automatic message: RFC 3834, sections 2 and 5, and the older ways to say the same."""

from __future__ import annotations

import re

from intake.email.carried import is_from_list
from intake.email.headers import every, first
from intake.email.machine_words import AUTOMATIC, AUTOMATIC_REPLY, BULK
from intake.email.reading import Mail

# "X-Autoreply", "X-QQ-Autoreply", "X-Auto-Responded": each program spells it in its own way
MACHINE_FIELD = re.compile(
    r"x-(?:[\w-]{1,20}-)?auto-?(?:repl(?:y|ied)|respon(?:d|ds|ded|der|se)|generated)|x-vacation|x-apple-action"
)
NOT_SO = ("", "no", "false", "0", "off")
# What mailings have. Lists on which people write to one another have it too.
LIST_FIELDS = ("x-mlserver", "list-unsubscribe-post")
# How a mailing is counted, and how one unsubscribes. Each alone does not prove a machine: Fastmail gives a Feedback-ID
# to all its users' mail, and mailing lists of neighbours say how to unsubscribe.
MAILING_FIELDS = ("feedback-id", "list-unsubscribe")
GENERATED = "x-ms-exchange-generated-message-source"  # the rule of a mailbox that wrote it: an absence, or forwarding
SUPPRESSED = "x-auto-response-suppress"
ABSENCE_FIELDS = (SUPPRESSED, GENERATED, "x-exchange-oof")
FOLDED_INTO = ("date", "received", "message-id", "mime-version")  # broken gateways indent the header that follows
FOLDED = re.compile(r"\bauto-submitted:\s*auto-", re.IGNORECASE)


def is_automatic(mail: Mail) -> bool:
    """RFC 3834: any value but "no" was sent by a program. The others are older ways to say the same."""
    submitted = first(mail.fields, "auto-submitted").partition(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or bool(FOLDED.search(every(mail.fields, *FOLDED_INTO)))
        or any(MACHINE_FIELD.fullmatch(name) and value.strip().lower() not in NOT_SO for name, value in mail.fields)
        or bool(AUTOMATIC_REPLY.search(every(mail.fields, "precedence", "x-precedence")))
        or (is_mailing(mail) and not is_from_list(mail.fields))
    )


def is_mailing(mail: Mail) -> bool:
    """Recognises what was sent to many. What neighbours write to one another over a list looks alike."""
    return (
        any(first(mail.fields, name) for name in LIST_FIELDS)
        or all(first(mail.fields, name) for name in MAILING_FIELDS)
        or bool(BULK.search(every(mail.fields, "precedence", "x-precedence")))
    )


def is_absence(mail: Mail) -> bool:
    """Recognises absence notes that only the subject shows. A person may begin like that, so it must answer us and have
    the marks of a program. Exchange names the rule that wrote it, in mail that a rule forwarded too."""
    by_rule = first(mail.fields, GENERATED) and first(mail.fields, SUPPRESSED) and not mail.forwards
    titled = AUTOMATIC.match(mail.subject) and any(first(mail.fields, name) for name in ABSENCE_FIELDS)
    return bool(mail.follows and (titled or by_rule))
