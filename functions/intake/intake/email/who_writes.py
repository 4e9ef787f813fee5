"""Who wrote a mail, and where they want to be answered."""

from __future__ import annotations

import re
from collections.abc import Collection

from intake.email.carried import list_addresses
from intake.email.headers import HeaderFields, address_of, addresses_in, every, first

TO = ("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-forwarded-to", "resent-to")
NO_REPLY = re.compile(
    r"^(?:(?:no|do-?not|dont|nicht|niet|non|nao|ne-?pas)[-_.]?"
    r"(?:reply|replay|respond(?:er|e|a)?|responda|contestar|antwort(?:en)?|antwoorden|rispondere|repondre)|keine-?antwort)\b",
    re.IGNORECASE,
)
PLUS = re.compile(r"\+[^@]*@")  # our address has the case after a plus sign
# Lists put their own address into From, and the author's here, where DMARC forbids to send under that one
AUTHORS = ("x-original-from", "x-original-sender", "x-mailfrom", "original-from")


def sender_of(fields: HeaderFields, own: Collection[str] = ()) -> tuple[str, str]:
    """Name and address to answer: Reply-To before From, as RFC 5322 (3.6.2) says. A no-reply mailbox does not count;
    neither do our own addresses, which some forms put into Reply-To; nor a mailing list, because an answer to its
    author is not for all its members."""
    lists = list_addresses(fields)
    others = {*addresses_in(every(fields, *TO)), *(address.lower() for address in own), *lists}
    name, address = address_of(first(fields, "from"))
    said = first(fields, "reply-to")
    wanted = next((each for each in (address_of(said)[1], *addresses_in(said)) if may_be(each, others)), "")
    if address.lower() in lists:
        known = (address_of(first(fields, each)) for each in AUTHORS)
        name, address = next((found for found in known if found[1] and found[1].lower() not in lists), (name, ""))
        return name, address or wanted
    return name, wanted or address or address_of(first(fields, "sender"))[1]


def may_be(address: str, others: Collection[str]) -> bool:
    """Tells whether an address can be that of a person who writes to us."""
    plain = PLUS.sub("@", address.lower())
    return bool(address) and address.lower() not in others and plain not in others and not NO_REPLY.search(address)
