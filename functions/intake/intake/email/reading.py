"""A raw mail as somebody would read it: who, about what, in which words, with which files."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from email import message_from_bytes

from intake.email.alternatives import letters_of
from intake.email.files import File, split
from intake.email.headers import HeaderFields, addresses_in, every, fields_of, first, ids_in
from intake.email.hypertext import as_text, is_hypertext
from intake.email.labels import safely
from intake.email.part import WORDS, MailPart
from intake.email.parts import clean_mail_text, parts_of
from intake.email.repairing import cut, is_binary, repaired
from intake.email.replies import new_words, own_words, without_marked_signature
from intake.email.unwrapping import unwrapped
from intake.email.who_writes import TO, sender_of
from intake.email.whose_words import answers, forwards, forwards_ours, quotes_others
from onestop.domain.charsets.decode import decode

LARGEST = 40 * 1024 * 1024  # the limit of SES; a larger one is cut, never refused
LONGEST = 200_000  # characters of text
GOES_ON = "[…]"
FOR_PROGRAMS = ("text/calendar", "text/vcard", "text/x-vcard", "text/directory", "text/csv", "text/css", "text/rtf",
                "text/javascript", "text/xml", "text/rfc822-headers")  # fmt: skip
ENRICHED = re.compile(r"(?i)<param>[^<]*</param>|(?<!<)</?[a-z-]{1,60}>")  # RFC 1896: <bold>, and << for <
OLE = b"\xd0\xcf\x11\xe0"  # a .msg file of Outlook with the name of a mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail. `text` is what its sender says now; `facts` includes the signature, because it may say where they live;
    `whole` includes quotes and forwarded mails too.

    `left_out` names the files that are too many, too large or of a kind that we do not take: the original has them.
    """

    fields: HeaderFields = ()
    parts: tuple[MailPart, ...] = ()
    subject: str = ""
    name: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()
    message_id: str | None = None
    follows: tuple[str, ...] = ()
    forwards: bool = False
    text: str = ""
    facts: str = ""
    whole: str = ""
    files: tuple[File, ...] = ()
    left_out: tuple[str, ...] = ()


def read_mail(raw: bytes, own: Collection[str] = ()) -> Mail:
    """Reads a mail. `own` are the addresses that we send from. There is a result whatever the bytes are: at worst its
    text is the raw bytes."""
    raw = raw[:LARGEST].lstrip(b"\r\n")
    if is_binary(raw):
        outlook = raw.startswith(OLE)
        name, kind = ("mail.msg", "application/vnd.ms-outlook") if outlook else ("mail.bin", "application/octet-stream")
        return Mail(files=(File(name=name, kind=kind, data=raw),))
    read = safely(lambda: read_parsed(raw, own), None)
    return read or Mail(text=(said := clean_mail_text(decode(raw[:LONGEST]))).strip(), whole=said)


def read_parsed(raw: bytes, ours: Collection[str]) -> Mail:
    message = message_from_bytes(cut(repaired(raw)))
    fields = fields_of(message)
    parts = unwrapped(parts_of(message))
    name, sender = sender_of(fields, ours)
    own, forwarded = body_of(parts)
    files, left_out = split(parts)
    recipients = addresses_in(every(fields, *TO))
    hands_on = forwards(fields, own)
    if hands_on:
        quotes = forwards_ours(own, sender.lower(), recipients)
    else:
        quotes = answers(fields) and not quotes_others(fields, own, sender.lower(), recipients, ours)
    quotes = quotes and bool(own.strip())
    about = first(fields, "subject")
    new = new_words(own, sender.lower(), about, name) if quotes else without_marked_signature(own)
    facts = own_words(own, sender.lower(), about) if quotes else own
    return Mail(
        fields=fields,
        parts=parts,
        subject=about,
        name=name,
        sender=sender.lower(),
        recipients=recipients,
        message_id=next(iter(ids_in(first(fields, "message-id"))), None),
        forwards=hands_on,
        follows=tuple(dict.fromkeys(ids_in(every(fields, "in-reply-to", "references")))),
        text="\n\n".join(filter(None, (new.strip(), forwarded))),
        facts=facts,
        whole="\n\n".join(filter(None, (own.strip(), forwarded))),
        files=files,
        left_out=left_out,
    )


def body_of(parts: tuple[MailPart, ...]) -> tuple[str, str]:
    """What the sender wrote, and the mails that they forward, each with a line that says who wrote it. If nothing is
    there to be read, the first text that is called a file is: some programs call the message so."""
    own, forwarded = list[str](), list[str]()
    for part in parts:
        into = forwarded if part.depth else own
        if part.fields:
            said = (f"{name.title()}: {first(part.fields, name)}" for name in ("from", "date", "subject"))
            into.append("\n".join(("---", *said)))
        elif is_body(part) and not says_again(words := words_of(part), into):
            into.append(words)
    if not any(map(str.strip, (*own, *forwarded))):
        own += [words_of(part) for part in parts if is_text(part)][:1]
    return joined(own), joined(forwarded)


def says_again(words: str, before: list[str]) -> bool:
    """Tells whether a part says what the one before it said: some programs send their text and its HTML as two texts,
    not as alternatives."""
    letters = letters_of(words)
    return bool(letters and before) and letters == letters_of(before[-1])


def joined(pieces: list[str]) -> str:
    """Pieces of a mail as one text; where it is cut, a mark says that the original has more."""
    text = "\n\n".join(filter(str.strip, pieces))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}\n\n{GOES_ON}"


def is_body(part: MailPart) -> bool:
    """Tells whether a part is there to be read, not to be saved. Telephones name the words of their messages."""
    named = part.name and part.data and not (part.shown and part.kind == "text/plain")
    return part.kind.startswith((*WORDS, "multipart/")) and not part.attached and not named


def is_text(part: MailPart) -> bool:
    """Tells whether a part is a text, by whatever name (RFC 2046, 4.1.4), and no data for programs."""
    return (
        part.kind.startswith("text/") and part.kind not in FOR_PROGRAMS and not part.depth and bool(part.text.strip())
    )


def words_of(part: MailPart) -> str:
    """The words of a part, without its markup and without the line breaks that only a narrow screen needs."""
    if part.kind == "text/html" or is_hypertext(part.text):
        return as_text(part.text)
    if part.kind == "text/enriched":
        return ENRICHED.sub("", part.text).replace("<<", "<")
    return re.sub(r"(?m)(?<!^--) \n(?!>)", part.joins, part.text) if part.flowed else part.text
