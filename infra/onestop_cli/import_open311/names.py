"""Our short names for what others call as they like: small letters, digits and single hyphens, each once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LONGEST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class OurNames:
    """Our names for theirs: services by their old code, agencies and groups by their names."""

    services: Mapping[str, str]
    agencies: Mapping[str, str]
    groups: Mapping[str, str]


def short_name(text: str, otherwise: str) -> str:
    """Returns a short name made from the given one; `otherwise` if none of its letters can be kept."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST].strip("-") or otherwise


def short_names(texts: Iterable[str], kind: str) -> dict[str, str]:
    """A short name for each text; two that would be the same are told apart by a number."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for number, text in enumerate(dict.fromkeys(texts), start=1):
        base = name = short_name(text, f"{kind}-{number}")
        further = 2
        while name in taken:
            name = f"{base}-{further}"
            further += 1
        taken.add(name)
        names[text] = name
    return names
