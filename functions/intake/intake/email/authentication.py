"""Tells whether the domain of a mail's sender vouches for it, from the results of our own receiving host (RFC 8601, RFC
7489).

SES writes its headers above those of the message and ends them with X-SES-RECEIPT; one of them is
Authentication-Results. Only that one is trusted: anybody can write another, further down. The parser is our own and
small because authres (PyPI) refuses the whole header if SES writes more than the standard has (`envelope-from=`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from email.utils import getaddresses

from intake.email.headers import HeaderFields
from intake.email.labels import safely

SES = "amazonses.com"  # the authserv-id of SES
SEAL = "x-ses-receipt"
FIELD = "authentication-results"
LONGEST = 8000  # characters of a field
HEADER = 256 * 1024  # bytes at the start of a mail that contain its header
COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
CLAUSE = re.compile(r'(?:[^;"]|"(?:[^"\\]|\\.)*(?:"|$))+')
PAIR = re.compile(r'([\w.-]+)\s*(?:/\s*\d+\s*)?=\s*("(?:[^"\\]|\\.)*"(?:@[^\s;"]*)?|[^\s;"]*)')
SUFFIX_LABELS = 2  # a domain of one label belongs to nobody


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a method (spf, dkim, dmarc), and the names it applies to."""

    method: str
    value: str
    names: Mapping[str, str] = field(default_factory=dict)


def is_authenticated(fields: HeaderFields, authserv_id: str = SES) -> bool:
    """Tells whether the domain in From vouches for a mail: its DMARC passes; or, if it has no DMARC policy, a signature
    or the sending server of that very domain, or of one above it, does."""
    author = (author_of(fields) or "").rpartition("@")[2]
    results = tuple(results_of(fields, authserv_id))
    policies = [each for each in results if each.method == "dmarc"]
    servers = [each for each in results if each.method == "spf"]
    if not author or len(policies) != 1 or len(servers) > 1:  # our host gives each once: a second one was smuggled in
        return False
    [policy] = policies
    if not same_domain(policy.names.get("header.from", author if policy.value == "none" else ""), author):
        return False
    if policy.value == "none":
        return any(each.value == "pass" and aligned(signer_of(each), author) for each in results)
    return policy.value == "pass"


def raw_fields(raw: bytes) -> HeaderFields:
    """The header as it was written. Not decoded, because in encoded words a sender could write what looks like a result
    into their own address, which our host repeats."""

    def read() -> HeaderFields:
        items = BytesHeaderParser().parsebytes(raw[:HEADER].lstrip(b"\r\n")).raw_items()
        return tuple((name.lower(), " ".join(str(value)[:LONGEST].split())) for name, value in items)

    return safely(read, ())


def author_of(fields: HeaderFields) -> str | None:
    """The one address that From names; None if there are several senders, or several headers."""
    froms = [value for name, value in fields if name == "from"]
    found = [address for _, address in getaddresses(froms)]
    return found[0].lower() if len(froms) == len(found) == 1 and "@" in found[0] else None


def results_of(fields: HeaderFields, authserv_id: str) -> Iterator[Result]:
    """The results of our own host; none if it did not write them itself."""
    for value in host_fields(fields):
        said = clauses_of(value)
        name = next(iter(said), "").split()
        if name and name[0].lower() == authserv_id.lower():
            yield from filter(None, map(read_result, last_names(said[1:])))
        return


def host_fields(fields: HeaderFields) -> list[str]:
    """The results among the headers that our host wrote: above its seal, and above the second Received."""
    names = [name for name, _ in fields]
    if SEAL not in names:
        return []
    own = fields[: names.index(SEAL)]
    if sum(name == "received" for name, _ in own) > 1:
        return []
    return [value for name, value in own if name == FIELD]


def clauses_of(value: str) -> list[str]:
    """The parts between semicolons, without comments; a semicolon in quotes does not separate."""
    text = value[:LONGEST]
    while (shorter := outside_quotes(text)) != text:
        text = shorter
    return [clause.strip() for clause in CLAUSE.findall(text)]


def outside_quotes(text: str) -> str:
    """The text without its innermost comments; a bracket in quotes begins none."""
    pieces = re.split(r'("(?:[^"\\]|\\.)*")', text)
    return "".join(piece if at % 2 else COMMENT.sub(" ", piece) for at, piece in enumerate(pieces))


def last_names(clauses: list[str]) -> Iterator[str]:
    """The results, each in one piece, because SES separates the names of one result by semicolons too."""
    whole = ""
    for clause in clauses:
        if re.match(r"(?:envelope-from|helo|client-ip|smtp\.|header\.)", clause, re.IGNORECASE):
            whole = f"{whole} {clause}"
            continue
        if whole:
            yield whole
        whole = clause
    if whole:
        yield whole


def read_result(clause: str) -> Result | None:
    pairs = [(name.lower(), value.strip('"').lower()) for name, value in PAIR.findall(clause)]
    return Result(pairs[0][0], pairs[0][1], dict(reversed(pairs[1:]))) if pairs else None


def signer_of(result: Result) -> str:
    """The domain of the signature or the server."""
    names = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom", "envelope-from")}.get(result.method, ())
    said = next((result.names[name] for name in names if name in result.names), "")
    return said.rpartition("@")[2].strip('<>"')


def aligned(signer: str, author: str) -> bool:
    """Tells whether one domain may vouch for another: the same, or one above it. Not one below: without the list of
    public suffixes nobody can tell who owns that."""
    return same_domain(signer, author) or (
        signer.count(".") + 1 >= SUFFIX_LABELS and author.lower().endswith(f".{signer.lower().rstrip('.')}")
    )


def same_domain(one: str, other: str) -> bool:
    return bool(one) and one.lower().rstrip(".") == other.lower().rstrip(".")
