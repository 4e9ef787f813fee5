"""The rules of GeoReport v2 for XML, as a table: what the specification says of each answer, field by field.

Source: http://wiki.open311.org/GeoReport_v2, the Service Discovery page and mySociety's extension. There is no schema
of the XML; these rules are derived from the tables of fields and the examples there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

W3C = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"
TRUTH = "true|false"
DATATYPES = "string|number|datetime|text|singlevaluelist|multivaluelist"
DEGREES = r"-?\d{1,3}(\.\d+)?"
ANY = r"(?s).*"
SOME = r"(?s).+"


@dataclass(frozen=True)
class Rule:
    """An element: the patterns of its children's texts by name, and the lists in it."""

    fields: dict[str, str]
    lists: tuple[tuple[str, str, str], ...] = ()  # child, its entries, the rule of an entry


RULES: dict[str, Rule] = {
    "discovery": Rule(
        {"changeset": W3C, "contact": SOME, "key_service": SOME}, lists=(("endpoints", "endpoint", "endpoint"),)
    ),
    "endpoint": Rule(
        {"specification": "http.+", "url": "https?://.+", "changeset": W3C, "type": "production|test"},
        lists=(("formats", "format", "format"),),
    ),
    "services": Rule({}, lists=(("", "service", "service"),)),
    "service": Rule(
        {
            "service_code": SOME,
            "service_name": SOME,
            "description": ANY,
            "metadata": TRUTH,
            "type": "realtime|batch|blackbox",
            "keywords": ANY,
            "group": ANY,
        }
    ),
    "service_definition": Rule({"service_code": SOME}, lists=(("attributes", "attribute", "attribute"),)),
    "attribute": Rule(
        {
            "variable": TRUTH,
            "code": SOME,
            "datatype": DATATYPES,
            "required": TRUTH,
            "datatype_description": ANY,
            "order": r"[1-9]\d*",
            "description": ANY,
        },
        lists=(("values", "value", "value"),),
    ),
    "value": Rule({"key": SOME, "name": SOME}),
    "service_requests": Rule({}, lists=(("", "request", "request"),)),
    "request": Rule(
        {
            "service_request_id": SOME,
            "status": "open|closed",
            "status_notes": ANY,
            "service_name": ANY,
            "service_code": SOME,
            "description": r"(?s).{0,4000}",
            "agency_responsible": ANY,
            "service_notice": ANY,
            "requested_datetime": W3C,
            "updated_datetime": W3C,
            "expected_datetime": f"({W3C})?",
            "address": ANY,
            "address_id": ANY,
            "zipcode": ANY,
            "lat": f"({DEGREES})?",
            "long": f"({DEGREES})?",
            "media_url": "(https?://.+)?",
        },
    ),
    "posted": Rule({}, lists=(("", "request", "posted_request"),)),
    "posted_request": Rule({"service_request_id": SOME, "service_notice": ANY, "account_id": ANY}),
    "tokens": Rule({}, lists=(("", "request", "token"),)),
    "token": Rule({"service_request_id": SOME, "token": SOME}),
    "errors": Rule({}, lists=(("", "error", "error"),)),
    "error": Rule({"code": r"\d{3}", "description": SOME}),
    "service_request_updates": Rule({}, lists=(("", "request_update", "update"),)),
    "update": Rule(
        {
            "update_id": SOME,
            "service_request_id": SOME,
            "status": "[a-z_]+",
            "description": SOME,
            "media_url": ANY,
            "updated_datetime": W3C,
        }
    ),
}
ROOTS = {"posted": "service_requests", "tokens": "service_requests"}


def violations(text: str, root: Element, name: str) -> list[str]:
    """Returns the rules that an answer in XML breaks."""
    found = [] if text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<') else ["no XML declaration in UTF-8"]
    found += [] if root.tag == ROOTS.get(name, name) else [f"the root is {root.tag}"]
    found += [f"a namespace: {each.tag}" for each in root.iter() if "{" in each.tag]
    found += [f"attributes in {each.tag}" for each in root.iter() if each.attrib]
    return [*found, *of_element(root, name)]


def of_element(element: Element, name: str) -> Iterator[str]:
    rule = RULES.get(name)
    if rule is None:  # a format, which is text
        if not element.text:
            yield f"{name} is empty"
        return
    children = [child.tag for child in element]
    for field, pattern in rule.fields.items():
        if children.count(field) != 1:
            yield f"{name}/{field} is there {children.count(field)} times"
        elif not re.fullmatch(pattern, element.findtext(field) or ""):
            yield f"{name}/{field} is {element.findtext(field)!r}"
    for container, entry, inner in rule.lists:
        holder = element if not container else element.find(container)
        if holder is None:
            yield f"{name}/{container} is missing"
            continue
        for child in holder:
            if child.tag != entry:
                yield f"{name}/{container} holds a {child.tag}"
            yield from of_element(child, inner)
    known = {*rule.fields, *(container or entry for container, entry, _ in rule.lists)}
    yield from (f"{name} holds a foreign {tag}" for tag in children if tag not in known)
