"""Answers a stranger's mail about somebody else's case: thanks, nothing about the case, and how to get in touch.

Only an address that its own domain vouches for is answered, once a day (RFC 3834): so nobody whose address was forged
gets our answer to somebody else's mail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from botocore.exceptions import BotoCoreError, ClientError

from intake.incoming import Incoming
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import identity_of
from onestop.domain.translation import N_, Phrase
from onestop.runtime.clients import client
from onestop.runtime.keys import identity_key
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.storage.letters.suppressions import is_suppressed
from onestop.storage.once import Once, happens_first

WIRE = SMTP.clone(cte_type="7bit")  # every system on the way can handle seven bits
MESSAGE_ID = re.compile(r"[!-;=?-~]{1,200}@[!-;=?-~]{1,200}")  # one that cannot break out of its header
WORDS: Mapping[str, Phrase] = {
    "subject": N_("Your message to us"),
    "body": N_(
        "Thank you, our staff read your message.\n\n"
        "About a case we write only to the address or number that it came from. If the case is yours, write "
        "to us from there, or use the link in our letters.\n\n"
        "For anything else, write to us in a new mail without a reference, or call us: {phone}\n\n"
        "{city}\n"
    ),
}


def answer_stranger(mail: Incoming, catalogue: Catalogue, at: datetime) -> bool:
    """Answers, if the sender may be answered; returns whether it did. It is a courtesy: a failure is only counted."""
    if not (mail.author and mail.vouched) or is_suppressed(who := identity_of(mail.author, identity_key())):
        return False
    if not happens_first(Once(key=f"stranger:{who}:{at:%Y-%m-%d}"), at):
        return False
    sender = catalogue.jurisdiction["email_from"]
    raw = compose(mail, catalogue.language(mail.language), sender, catalogue)
    try:
        client("ses").send_raw_email(Source=sender, Destinations=[mail.author], RawMessage={"Data": raw})
    except (ClientError, BotoCoreError) as error:
        logger.error("could not reply", **error_fields(error))
        count("RepliesFailed")
        return False
    count("RepliesSent")
    return True


def compose(mail: Incoming, language: str, sender: str, catalogue: Catalogue) -> bytes:
    """Composes the answer. It contains no reference, and repeats nothing of what was written to us."""
    city = catalogue.say(catalogue.jurisdiction["name"], language)
    answer = EmailMessage(policy=WIRE)
    answer["From"], answer["To"] = sender, mail.author
    answer["Subject"] = catalogue.say(WORDS["subject"], language)
    answer["Auto-Submitted"] = "auto-replied"
    answer["X-Auto-Response-Suppress"] = "DR, RN, NRN, OOF, AutoReply"
    answer["X-Onestop"] = "letter"  # a mail that comes back with it has gone in a circle
    answer.set_content(catalogue.say(WORDS["body"], language).format(phone=catalogue.jurisdiction["phone"], city=city))
    follows = mail.message_id if mail.message_id and MESSAGE_ID.fullmatch(mail.message_id) else None
    return (f"In-Reply-To: <{follows}>\r\n".encode("ascii") if follows else b"") + answer.as_bytes()
