"""One description of an answer, two writers: XML and JSON by the conversion rules of the specification.

"Spark convention" (http://wiki.open311.org/JSON_and_XML_Conversion): the root element is dropped in JSON, an element
that has children of one kind is always a list, and an element without content is null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

MEDIA_TYPES: Mapping[str, str] = {
    "xml": "text/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
# the names of list entries in XML
ENTRIES: Mapping[str, str] = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "service_request_updates": "request_update",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
    "notes": "note",
    "media_urls": "media_url",
    "facilities": "facility",
    "categories": "category",
    "web_actions": "web_action",
    "features": "feature",
}
# XML 1.0, 2.2: a character that XML does not allow cannot be written, not even escaped
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
SURROGATE = re.compile("[\ud800-\udfff]")  # lone surrogates cannot be written in UTF-8 either


def write_answer(format_: str, root: str, value: Any) -> str:
    """The body of an answer in a format: xml or json."""
    return write_xml(root, value) if format_ == "xml" else write_json(value)


def write_json(value: Any) -> str:
    """The answer as JSON: numbers and booleans as such, empty values as null."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, str):
        return SURROGATE.sub("", value) or None
    return value


def write_xml(root: str, value: Any) -> str:
    """The answer as XML, without a namespace, as the specification advises."""
    from xml.etree import ElementTree  # clients that want JSON need not wait for it

    made = ElementTree.Element(root)
    fill(made, value, ElementTree.SubElement)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(made, encoding="unicode")}'


def fill(element: Any, value: Any, child_of: Any) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            fill(child_of(element, name), inner, child_of)
    elif isinstance(value, list | tuple):
        for each in value:
            fill(child_of(element, ENTRIES[element.tag]), each, child_of)
    elif value is not None:
        element.text = NO_XML.sub("", text_of(value))


def text_of(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
