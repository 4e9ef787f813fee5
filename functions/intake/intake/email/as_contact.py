"""An e-mail as a contact, or as something that needs no answer. The adapter translates; the door decides."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from intake.email.authentication import SES, author_of, is_authenticated, raw_fields
from intake.email.bounces import Bounce, read_bounce
from intake.email.headers import first
from intake.email.kinds import MailKind, kind_of
from intake.email.reading import Mail, read_mail
from intake.email.replies import signature_of
from intake.email.reply_words import ANSWERED
from intake.email.threads import case_of
from intake.incoming import Enclosure, Incoming
from intake.language import detect
from intake.place_in_words import find_place
from intake.scans.fields import fields_in
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.settings import setting

# The findings of SES; it writes its headers above those of the sender, so the first one of a name is its own.
VERDICTS = (("x-ses-virus-verdict", "virus"), ("x-ses-spam-verdict", "spam"))
REPORTS = (MailKind.BOUNCE, MailKind.DELIVERY_REPORT, MailKind.FEEDBACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineMail:
    """A mail written by a machine: recorded, and never answered. `key` is the same for each delivery of it."""

    kind: MailKind
    key: str
    bounce: Bounce


def receive_mail(
    raw: bytes, key: str, catalogue: Catalogue, known: Callable[[Sequence[str]], str | None] = lambda _: None
) -> Incoming | MachineMail:
    """Reads a mail; `key` is where its original is kept. It returns a result whatever the bytes are. `known` finds the
    case of the first of some messages that came in before."""
    own = (catalogue.jurisdiction["email_from"],)
    mail = read_mail(raw, own)
    kind = kind_of(mail, own)
    if kind is not MailKind.PERSON:
        return MachineMail(
            kind=kind, key=key_of(mail, key), bounce=read_bounce(mail) if kind in REPORTS else about(mail)
        )
    reference, shown = case_of(mail)
    reference = reference or (known(mail.follows) if mail.follows else None)
    header = raw_fields(raw)
    spam, text = spam_of(mail), text_of(mail, is_new=reference is None)
    where, beside = find_place(text), find_place(mail.facts)
    return Incoming(
        channel="email",
        key=key_of(mail, key),
        text=text,
        lat=beside.lat if where.lat is None else where.lat,
        long=beside.long if where.long is None else where.long,
        address=where.address or beside.address,
        phone=fields_in(signature_of(mail.facts)).phone,
        name=mail.name if "@" not in mail.name else None,
        email=mail.sender or None,
        language=detect(f"{subject_of(mail)}\n{mail.text}", catalogue.jurisdiction["languages"]),
        reference=reference,
        shown=shown and not mail.forwards,
        vouched=is_authenticated(header, setting("MAIL_AUTHSERV_ID", SES)),
        author=author_of(header),
        own_only=mail.forwards,
        message_id=mail.message_id,
        subject=mail.subject or None,
        original=key,
        spam=spam,
        enclosures=() if spam == "virus" else enclosures_of(mail),
    )


def about(mail: Mail) -> Bounce:
    """The case that an automatic message is about; it reports no failed delivery."""
    reference, proven = case_of(mail)
    return Bounce(reference=reference, proven=proven)


def key_of(mail: Mail, key: str) -> str:
    """A key that is the same for each delivery of the same mail.

    Senders try again when an acknowledgement is lost, and SES then writes another object. A message id alone would not
    do: some programs use one twice, and the second mail would be lost.
    """
    if not mail.message_id:
        return key
    said = "\n".join((mail.message_id, mail.sender, mail.subject, mail.whole))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:40]


def spam_of(mail: Mail) -> str | None:
    """The reason why SES rates the mail as spam or a virus, if it does."""
    return next((code for name, code in VERDICTS if first(mail.fields, name).strip().upper() == "FAIL"), None)


def subject_of(mail: Mail) -> str:
    """The subject without the prefixes of a reply."""
    return ANSWERED.sub("", mail.subject)


def text_of(mail: Mail, *, is_new: bool) -> str:
    """The text of the contact. For a new need it begins with the subject, unless the text does so itself; it lists the
    files that we left out."""
    subject, text = subject_of(mail), mail.text
    if is_new and not " ".join(text.split()).startswith(subject):
        text = f"{subject}\n\n{text}"
    listed = "\n".join(f"[{each}]" for each in mail.left_out)
    return "\n\n".join(filter(None, (text.strip(), listed)))


def enclosures_of(mail: Mail) -> tuple[Enclosure, ...]:
    return tuple(Enclosure(name=each.name, media_type=each.kind, data=each.data) for each in mail.files)
