"""What kind of answers a service gives, read from the beginning of its description: the engine asks for each service
that is called, and reads some megabytes to know it. What it is told is the same."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import botocore
from ministack.core import responses

ENGINE: Any = responses
WHOLE = ENGINE._service_model
DESCRIPTIONS = Path(botocore.__file__).parent / "data"
BEGINNING = 8000  # characters; the metadata come first
MARK = '"metadata":'


def quicken_services() -> None:
    """Let the engine read no more of a description than it needs."""
    ENGINE._service_model = describe


class DescribedService:
    """The description of a service; all of it is read only if more is asked for than its metadata."""

    def __init__(self, name: str, metadata: dict[str, Any]) -> None:
        self._name, self.metadata = name, metadata

    def __getattr__(self, asked: str) -> Any:
        return getattr(WHOLE(self._name), asked)


@cache
def describe(name: str) -> Any:
    """Describe a service; None if botocore knows none of that name."""
    metadata = metadata_of(ENGINE._BOTOCORE_NAME.get(name, name))
    return WHOLE(name) if metadata is None else DescribedService(name, metadata)


def metadata_of(name: str) -> dict[str, Any] | None:
    """The metadata of a service's newest version, if they are where they usually are."""
    versions = sorted(DESCRIPTIONS.glob(f"{name}/*/service-2.json.gz"))
    if not versions:
        return None
    with gzip.open(versions[-1], "rt", encoding="utf-8") as described:
        beginning = described.read(BEGINNING)
    at = beginning.find(MARK)
    try:
        found = json.JSONDecoder().raw_decode(beginning[at + len(MARK) :].lstrip())[0] if at >= 0 else None
    except ValueError:
        return None
    return found if type(found) is dict else None
