"""The OpenAPI document of the API, made when the suite was built and kept in this package."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("openapi.json")


@cache
def text() -> str:
    return FILE.read_text(encoding="utf-8")


@cache
def events_text() -> str:
    """The AsyncAPI document of the events."""
    return FILE.with_name("asyncapi.json").read_text(encoding="utf-8")


@cache
def document() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(text())
    return read


@cache
def methods_by_path() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The methods of each address of the suite, for calls and pages: the parts of its path -> the methods."""
    pages: dict[str, list[str]] = document()["x-pages"]
    calls = {path: [method.upper() for method in methods] for path, methods in document()["paths"].items()}
    return {parts_of(path): tuple(sorted(methods)) for path, methods in {**pages, **calls}.items()}


def parts_of(path: str) -> tuple[str, ...]:
    return tuple(path.strip("/").split("/"))


def methods_at(path: str) -> tuple[str, ...]:
    """The methods of an address; empty if there is no such address."""
    parts = parts_of(path)
    known = methods_by_path()
    fits = (each for each in known if len(each) == len(parts) and all(map(part_fits, each, parts)))
    found = max(fits, key=lambda each: sum(not part.startswith("{") for part in each), default=None)
    return known[found] if found else ()


def part_fits(known: str, part: str) -> bool:
    return known == part or (known.startswith("{") and part != "")
