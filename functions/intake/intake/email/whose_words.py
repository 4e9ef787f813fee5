"""Whose words are in a mail below the sender's own: ours, which are cut from an answer, or somebody else's, which are
part of what the sender tells us.

A neighbour answers a neighbour and adds us to the recipients; a councillor hands on a resident's mail; somebody sends
their own first mail again. Each looks like an answer, and what it quotes is the need itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from intake.email.carried import is_from_list
from intake.email.headers import HeaderFields, addresses_in, every, first, ids_in
from intake.email.quote_shapes import ENDS, fields_from, rejoined
from intake.email.replies import introduces, quote_begins
from intake.email.reply_words import ANSWERED, FORWARDED, HANDED_ON, QUOTE

HEAD_LINES = 10  # lines at the start of a forwarded mail
LONGEST_HEAD = 100
INTRODUCTION = 3  # lines of an introduction, and fields in which the author of a quoted mail is named first
PLUS = re.compile(r"\+[^@]*@")  # our address has the case after a plus sign
MARKED = re.compile(r"^\s*[^\W\d_][^\s:：]{0,14}(?: [^\W\d_]{1,14})?\s?[:：]")  # a subject with a mark of any language


def answers(fields: HeaderFields) -> bool:
    """Tells whether a mail answers another one: only then does it quote what somebody else wrote. In a mail that
    answers nothing, marked lines, indented blocks and sentences about who wrote what are the sender's own facts."""
    return bool(ids_in(every(fields, "in-reply-to", "references")) or ANSWERED.match(first(fields, "subject")))


def forwards(fields: HeaderFields, text: str) -> bool:
    """Tells whether a mail forwards what somebody else wrote: that is part of what its sender tells us."""
    headed = any(HANDED_ON.match(line) for line in text.split("\n") if len(line) <= LONGEST_HEAD)
    return headed or bool(FORWARDED.match(first(fields, "subject")))


def forwards_ours(text: str, sender: str, recipients: Collection[str]) -> bool:
    """Tells whether what is forwarded is a letter of ours: we know what it says."""
    lines = rejoined(text).split("\n")
    begins = quote_begins(lines, sender)
    head = "\n".join(lines[begins : begins + HEAD_LINES]).lower()
    return any(PLUS.sub("@", address) in head for address in recipients)


def quotes_others(
    fields: HeaderFields, text: str, sender: str, recipients: Collection[str], own: Collection[str]
) -> bool:
    """Tells whether an answer quotes somebody other than us: another recipient, the sender, or whoever wrote what came
    over a mailing list or was forwarded by a mark that we do not know. `own` are the addresses that we send from; if
    none is known, each answer is to us."""
    if not own:
        return False
    head = head_of_quote(rejoined(text).split("\n"), sender)
    if any(is_ours(address, sender, own) for address in addresses_in("\n".join(head))):
        return False
    author = author_in(head)
    if not author:
        return bool(head) and is_from_list(fields)
    subject = first(fields, "subject")
    forwarded = bool(MARKED.match(subject)) and not ANSWERED.match(subject)
    return author == sender or author in recipients or forwarded or is_from_list(fields)


def is_ours(address: str, sender: str, own: Collection[str]) -> bool:
    """Tells whether an address is ours, or of somebody in our house: of our domain, unless the sender has one there
    too, as at a provider of mail."""
    houses = {each.lower().rpartition("@")[2] for each in own} - {sender.rpartition("@")[2]}
    return PLUS.sub("@", address) in {each.lower() for each in own} or address.rpartition("@")[2] in houses


def head_of_quote(lines: Sequence[str], sender: str) -> list[str]:
    """The lines in which a quoted mail begins; none if nothing is quoted."""
    found = (at for at in range(len(lines)) if introduces(lines, at, sender) or QUOTE.match(lines[at]))
    begins = next(found, len(lines))
    return list(lines[begins : begins + HEAD_LINES])


def author_in(head: Sequence[str]) -> str:
    """The address of the author of a quoted mail, whom its first field or its introduction names."""
    start = next((at for at in range(min(3, len(head))) if len(fields_from(head, at)) >= INTRODUCTION), None)
    if start is not None:
        return next(iter(addresses_in("\n".join(fields_from(head, start)[:2]))), "")
    ends = next((at for at, line in enumerate(head[:INTRODUCTION]) if ENDS.search(line)), -1)
    return next(iter(addresses_in("\n".join(head[: ends + 1]))), "")
