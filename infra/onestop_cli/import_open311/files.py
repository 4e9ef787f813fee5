"""Reading what an Open311 server answered, as cities really answer: XML or JSON, with holes in it.

Every entry becomes a dict of texts; what is missing, empty, null or xsi:nil is simply not there.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

from onestop.contracts.read_contract import CONTROL
from onestop.domain.charsets.decode import decode
from onestop_cli.problems import CannotContinue

Open311Entry = dict[str, str]
WRAPPERS = ("services", "service", "service_requests", "requests", "request")


def read_entries(path: Path) -> list[Open311Entry]:
    """Reads a list of services or requests; raises CannotContinue for a file that is neither XML nor JSON."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise CannotContinue(f"{path} cannot be read: {problem.strerror}.") from problem
    try:
        found = from_xml(data) if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else from_json(data)
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as problem:
        raise CannotContinue(f"{path} is neither XML nor JSON of Open311: {problem}") from problem
    return [entry for entry in found if entry]


def from_json(data: bytes) -> list[Open311Entry]:
    """A bare list, as the specification wants it, or one that is wrapped, as some servers send it."""
    said = json.loads(letters_of(data))
    while isinstance(said, dict):
        inner = next((said[name] for name in WRAPPERS if isinstance(said.get(name), list | dict)), None)
        said = [said] if inner is None else inner
    return [texts_of(each) for each in said if isinstance(each, dict)] if isinstance(said, list) else []


def letters_of(data: bytes) -> str:
    """The letters of a file: UTF-8 or UTF-16, as JSON may be, else what they look like, as older servers write."""
    try:
        return data.decode("utf-8-sig" if data.startswith(BOM_UTF8) else json.detect_encoding(data))
    except UnicodeDecodeError:
        return decode(data)


def texts_of(said: dict[str, Any]) -> Open311Entry:
    return clean_entry({name: as_text(value) for name, value in said.items() if not isinstance(value, dict | list)})


def as_text(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def from_xml(data: bytes) -> list[Open311Entry]:
    """The children of the root, whatever they are called; namespaces are left aside."""
    root = ElementTree.fromstring(data)
    return [
        clean_entry({local(field.tag): field.text or "" for field in each})
        for each in root
        if isinstance(each, Element)
    ]


def local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]


def clean_entry(entry: Open311Entry) -> Open311Entry:
    """Returns an entry without control characters and without empty values."""
    lines = {name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in entry.items()}
    cleaned = {name: CONTROL.sub(" ", text).strip() for name, text in lines.items()}
    return {name: text for name, text in cleaned.items() if text}
