"""What a client posted, wherever it put it: in the query, in a form, in a form with files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalice.app import Request

from intake.incoming import Enclosure
from intake.open311.multipart import FormPart, read_multipart
from intake.open311.refusing import Complaint, RequestRefused
from onestop.domain.charsets.decode import decode
from onestop.runtime.pages.posted_forms import MEDIA_TYPE, clean_field, pairs_of
from onestop.runtime.read_request import raw_body

MOST_FIELDS = 200
ATTRIBUTE = re.compile(r"attribute\[([^\]]{1,100})\](\[\])?")
CHARSET = re.compile(r";\s*charset=\"?([\w.:-]+)", re.IGNORECASE)
UNREADABLE = Complaint(400, "The body is not a form; send application/x-www-form-urlencoded or multipart/form-data.")
TOO_MANY = Complaint(400, f"The form has too many fields; at most {MOST_FIELDS} are read.")


@dataclass(frozen=True, slots=True)
class Open311Form:
    """The fields of a call, and the files that came with it. An empty field counts as absent."""

    fields: Mapping[str, tuple[str, ...]]
    files: tuple[Enclosure, ...] = ()

    def first(self, *names: str) -> str | None:
        """The value of the first of these fields that is present, because clients do not agree on every name."""
        return next((self.fields[name][0] for name in names if name in self.fields), None)

    def every(self, *names: str) -> tuple[str, ...]:
        """All values of these fields; `name` and `name[]` are one field."""
        spelled = [spelling for name in names for spelling in (name, f"{name}[]")]
        return tuple(value for name in spelled for value in self.fields.get(name, ()))

    def attributes(self) -> dict[str, tuple[str, ...]]:
        """The answers to a service's questions: `attribute[code]=` and `attribute[code][]=`."""
        found: dict[str, tuple[str, ...]] = {}
        for name, values in self.fields.items():
            if match := ATTRIBUTE.fullmatch(name):
                found[match[1]] = (*found.get(match[1], ()), *values)
        return found


def read_posted(request: Request) -> Open311Form:
    """Reads a POST. Raises RequestRefused for a body that is not a form, or has more fields than anybody needs."""
    content_type = request.headers.get("content-type") or MEDIA_TYPE
    body = raw_body(request)
    pairs: list[tuple[str, str]] = [*query_pairs(request)]
    files: list[Enclosure] = []
    media_type = content_type.partition(";")[0].strip().lower()
    if media_type == "multipart/form-data":
        parts = read_multipart(content_type, body)
        if parts is None:
            raise RequestRefused(UNREADABLE)
        pairs += [(part.name, decoded(part.data, content_type)) for part in parts if part.filename is None]
        files += [enclosure(part) for part in parts if part.filename and part.data]
    elif media_type == MEDIA_TYPE or not body:
        pairs += urlencoded(body, content_type)
    else:
        raise RequestRefused(UNREADABLE)
    if len(pairs) > MOST_FIELDS:
        raise RequestRefused(TOO_MANY)
    return Open311Form(gathered(pairs), tuple(files))


def query_pairs(request: Request) -> Iterable[tuple[str, str]]:
    """The parameters of the query, including repeated ones."""
    sent = request.query_params
    return [(name, value) for name in sent for value in sent.getlist(name)] if sent else []


def urlencoded(body: bytes, content_type: str) -> list[tuple[str, str]]:
    try:
        pairs = pairs_of(body, MOST_FIELDS)
    except ValueError:
        raise RequestRefused(TOO_MANY) from None
    return [(decoded(name, content_type), decoded(value, content_type)) for name, value in pairs]


def decoded(data: bytes, content_type: str) -> str:
    """ "UTF-8 is required everywhere"; a client that declares another one is believed, if its bytes agree."""
    found = CHARSET.search(content_type)
    return decode(data, found[1] if found else None)


def enclosure(part: FormPart) -> Enclosure:
    """A file, named by what follows the last path separator: some clients send the whole path."""
    name = clean_field(re.split(r"[/\\]", part.filename or "")[-1])[:200] or "file"
    return Enclosure(name=name, media_type=part.media_type or "application/octet-stream", data=part.data)


def gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Fields with their values. Empty values count as absent; lone surrogates become question marks."""
    fields: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        words = clean_field(value.encode("utf-8", "replace").decode())
        if words:
            fields[name.strip()] = (*fields.get(name.strip(), ()), words)
    return fields
