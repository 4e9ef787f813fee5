"""Whether a mailing list carried a mail that a person wrote: how a mail travelled is not who wrote it.

RFC 2369: List-Post says where people write to the list; a newsletter has none, or says NO. RFC 2919 and older lists:
the list names itself and sends under an address of its own domain, while From is a person's of another.
"""

from __future__ import annotations

from intake.email.headers import HeaderFields, addresses_in, every, first

LISTS = ("list-id", "mailing-list", "x-mailing-list", "x-ml-name")
MAILINGS = ("list-unsubscribe-post", "feedback-id")  # of those who send for shops, under an address of their own


def is_from_list(fields: HeaderFields) -> bool:
    """Tells whether a list on which people write to one another carried a mail."""
    return bool(list_addresses(fields)) or is_resent(fields)


def list_addresses(fields: HeaderFields) -> tuple[str, ...]:
    """The addresses to which people of a list write."""
    return addresses_in(every(fields, "list-post"))


def is_resent(fields: HeaderFields) -> bool:
    """Tells whether a list that names itself sent a mail, and somebody from elsewhere wrote it."""
    authors = domains_of(first(fields, "from"))
    elsewhere = bool(authors and domains_of(first(fields, "sender")) - authors)
    return elsewhere and bool(every(fields, *LISTS)) and not every(fields, *MAILINGS)


def domains_of(text: str) -> set[str]:
    return {address.rpartition("@")[2] for address in addresses_in(text)}
