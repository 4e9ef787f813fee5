"""Who or what wrote a mail: a person, or a machine that must never be answered.

RULES is read from the top; the first rule that fits decides. The standard forms come first (RFC 5965 for complaints,
RFC 3464 for deliveries, RFC 8098 for receipts), then what mail systems write in their own words, then the marks of an
automatic message (RFC 3834, section 2 and 5). Words alone never make a sender a machine: a resident writes about
undelivered parcels and automatic doors. A mail that no rule knows was written by a person: taking a machine for a
person costs a clerk a minute, taking a person for a machine means that they are not heard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from enum import StrEnum

from intake.email.automatic import is_absence, is_automatic
from intake.email.headers import first
from intake.email.machine_words import (
    DELAYED,
    FAILED,
    MACHINE_ADDRESS,
    MACHINE_NAME,
    NAME_OF_PEOPLE,
    READ_BY_PEOPLE,
    TECHNICAL,
    TITLE,
    UNMISTAKABLE,
)
from intake.email.reading import Mail
from intake.email.reply_words import ANSWERED
from intake.email.reports import actions_of, notification_of
from intake.email.returned import shows_returned_mail

OWN_MARK = "x-onestop"
HEAD = 2500  # characters in which a machine has said what it wants
START = 400


class MailKind(StrEnum):
    """The kind of a mail. Only what a person wrote opens a case, joins one, or is answered."""

    PERSON = "person"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    DELIVERY_REPORT = "delivery_report"
    FEEDBACK = "feedback"
    LOOP = "loop"


MailTest = Callable[[Mail], bool]


def kind_of(mail: Mail, own: Collection[str] = ()) -> MailKind:
    """Returns the kind of a mail. `own` are the addresses that we send from: a mail from one of these has come back to
    us."""
    sender = re.sub(r"\+[^@]*@", "@", sent_from(mail))  # our reply addresses are ours too
    if first(mail.fields, OWN_MARK) or sender in {address.lower() for address in own}:
        return MailKind.LOOP
    return next((kind for rule, kind in RULES if rule(mail)), MailKind.PERSON)


def has_part(*kinds: str) -> MailTest:
    return lambda mail: any(part.kind in kinds and not part.depth for part in mail.parts)


def is_report(kind: str) -> MailTest:
    """Tests for multipart/report, whose header says what it reports (RFC 6522)."""
    return lambda mail: kind in first(mail.fields, "content-type").lower().partition("report-type")[2][:40]


def reports(*actions: str) -> MailTest:
    return lambda mail: any(action in actions for action in actions_of(mail))


def notifies(kind: str) -> MailTest:
    """Tests for a notification of SES that SNS sent as mail: JSON."""
    return lambda mail: notification_of(mail).get("notificationType") == kind


def head_of(mail: Mail) -> str:
    """The subject and the first words of the mail itself, on one line."""
    own = " ".join(part.text[:HEAD] for part in mail.parts if not part.depth and part.kind.startswith("text/"))
    return " ".join(f"{mail.subject}\n{own or mail.whole[:HEAD]}"[:HEAD].split())


def sent_from(mail: Mail) -> str:
    """The address in From, whatever Reply-To says."""
    found = re.search(r"[^\s<>\"(]+@[^\s<>\")]+", first(mail.fields, "from"))
    return found.group().lower() if found else ""


def returns_to_author(mail: Mail) -> bool:
    """Tells whether a mail that cannot be delivered would go back to its author. Reports never do: theirs is the null
    return path (RFC 5321, 4.5.5)."""
    return bool(sent_from(mail)) and first(mail.fields, "return-path").strip("<> ").lower() == sent_from(mail)


def by_machine(mail: Mail) -> bool:
    """Tells whether the sender is a mail system: by its address, its name, or because it takes no answer. People read
    the postmaster's mailbox (RFC 2142), and in small firms write from it."""
    written = first(mail.fields, "from").lower()
    back = [value.strip("<> ").lower() for name, value in mail.fields if name == "return-path"][:1]
    address, person = sent_from(mail) or written, returns_to_author(mail)
    return bool(
        (MACHINE_ADDRESS.search(address) and not (person and READ_BY_PEOPLE.search(address)))
        or (MACHINE_NAME.search(written) and not (person and NAME_OF_PEOPLE.search(written)))
        or (back and (not back[0] or back[0].startswith("mailer-daemon")))
    )


def says(words: re.Pattern[str]) -> MailTest:
    return lambda mail: bool(words.search(head_of(mail)))


def is_delayed(mail: Mail) -> bool:
    return by_machine(mail) and bool(DELAYED.search(mail.subject) or DELAYED.search(head_of(mail)[:600]))


def is_failure(mail: Mail) -> bool:
    return by_machine(mail) and says(FAILED)(mail)


def is_titled_bounce(mail: Mail) -> bool:
    """Recognises what a mail system writes under an address that could be anybody's: a title and its reasons."""
    titled = bool(TITLE.search(mail.subject.strip())) and says(TECHNICAL)(mail) and says(FAILED)(mail)
    return titled and has_shape_of_bounce(mail)


def is_reported_failure(mail: Mail) -> bool:
    return is_report("delivery-status")(mail) and says(FAILED)(mail)


def begins_as_bounce(mail: Mail) -> bool:
    """Recognises what only a mail system writes, at the very beginning: a person who forwards a bounce says something
    first."""
    own = next((part.text for part in mail.parts if part.text.strip() and not part.depth), "")
    return bool(UNMISTAKABLE.search(" ".join(own[:START].split())[:START])) and has_shape_of_bounce(mail)


def has_shape_of_bounce(mail: Mail) -> bool:
    """Recognises what bounces have and people's mails do not: a machine's sender, the returned mail, or a server's
    answer."""
    return not is_reply(mail) and (by_machine(mail) or (shows_returned_mail(mail) and not returns_to_author(mail)))


def is_reply(mail: Mail) -> bool:
    return bool(ANSWERED.match(mail.subject)) and not by_machine(mail)


RULES: tuple[tuple[MailTest, MailKind], ...] = (
    (has_part("message/feedback-report"), MailKind.FEEDBACK),
    (is_report("feedback-report"), MailKind.FEEDBACK),
    (notifies("Complaint"), MailKind.FEEDBACK),
    (notifies("Bounce"), MailKind.BOUNCE),
    (notifies("Delivery"), MailKind.DELIVERY_REPORT),
    (has_part("message/disposition-notification"), MailKind.DELIVERY_REPORT),
    (is_report("disposition-notification"), MailKind.DELIVERY_REPORT),
    (reports("failed"), MailKind.BOUNCE),
    (reports("delayed", "delivered", "relayed", "expanded"), MailKind.DELIVERY_REPORT),
    (lambda mail: bool(first(mail.fields, "x-failed-recipients")), MailKind.BOUNCE),
    (is_delayed, MailKind.DELIVERY_REPORT),
    (is_failure, MailKind.BOUNCE),
    (has_part("message/delivery-status", "message/global-delivery-status"), MailKind.BOUNCE),
    (is_reported_failure, MailKind.BOUNCE),
    (is_titled_bounce, MailKind.BOUNCE),
    (begins_as_bounce, MailKind.BOUNCE),
    (is_automatic, MailKind.AUTOMATIC),
    (is_absence, MailKind.AUTOMATIC),
    (by_machine, MailKind.AUTOMATIC),
)
