"""Finds the page that an address means. API Gateway knows a route or two for all pages of a kind, so that their number
does not grow a function's permissions; which page is meant is found here, among those that the app declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote

from onestop.runtime.methods import method_of

PART = re.compile(r"\{(\w+)\}")


def find_route(path: str, patterns: Iterable[str]) -> tuple[str, dict[str, str]] | None:
    """Returns the pattern that a path fits, with its parts. A pattern with a fixed word wins over one with a part
    there."""
    words = [unquote(word) for word in path.rstrip("/").split("/")]
    found = [(pattern, parts) for pattern in patterns if (parts := parts_of(words, read_pattern(pattern))) is not None]
    return min(found, key=lambda each: [bool(name) for _, name in read_pattern(each[0])], default=None)


@cache  # an app declares a few dozen, and every request is compared with all of them
def read_pattern(pattern: str) -> tuple[tuple[str, str | None], ...]:
    """Reads the words of a pattern, each with the name of its part, if it stands for a part."""
    return tuple((word, named[1] if (named := PART.fullmatch(word)) else None) for word in pattern.split("/"))


def parts_of(words: list[str], pattern: tuple[tuple[str, str | None], ...]) -> dict[str, str] | None:
    """Returns the value of each part, or None if the words do not fit. A part is never empty, and never contains a
    slash, even an encoded one."""
    if len(words) != len(pattern):
        return None
    parts = {}
    for word, (wanted, name) in zip(words, pattern, strict=True):
        if name and word and "/" not in word:
            parts[name] = word
        elif word != wanted:
            return None
    return parts


def as_own(event: Mapping[str, Any], routes: Mapping[str, Mapping[str, Any]], nowhere: str) -> dict[str, Any]:
    """Returns the request as if API Gateway knew each page. `nowhere` is the page for an unknown address."""
    method = method_of(event)
    found = find_route(str(event.get("path") or ""), (pattern for pattern in routes if pattern != nowhere))
    pattern, parts = found if found and method in routes[found[0]] else (nowhere, {})
    context = dict(event["requestContext"]) | {"resourcePath": pattern, "httpMethod": method}
    if pattern == nowhere:
        context["httpMethod"] = "ANY"
    return {**event, "resource": pattern, "pathParameters": parts or None, "requestContext": context}


def methods_at(path: str, routes: Mapping[str, Mapping[str, Any]], nowhere: str) -> list[str]:
    """Returns the methods that an address allows; empty if none of the routes fits."""
    found = find_route(path, (pattern for pattern in routes if pattern != nowhere))
    return sorted(routes[found[0]]) if found else []
