"""Compares two releases of the catalogue: what would change if one replaced the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import Release

CODED = ("services", "agencies", "groups", "letters", "surveys")
WHOLE = ("jurisdiction", "boundaries", "words", "map_digests")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One section in which two releases differ, by the codes of what was added, removed and changed in it."""

    section: str
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def differences(before: Release, after: Release) -> Iterator[Difference]:
    """Yields each section in which `after` differs from `before`."""
    one, other = cast("Mapping[str, Any]", before), cast("Mapping[str, Any]", after)
    for section in CODED:
        yield from compare_sections(section, by_code(one.get(section) or ()), by_code(other.get(section) or ()))
    yield from compare_sections("rules", rules_of(one), rules_of(other))
    yield from compare_sections("calendars", one.get("calendars") or {}, other.get("calendars") or {})
    for section in WHOLE:
        yield from compare_sections(section, one.get(section) or {}, other.get(section) or {})


def rules_of(release: Mapping[str, Any]) -> Mapping[str, Any]:
    """Returns the rules and the hazards of routing, whose codes never coincide."""
    return by_code((*(release.get("rules") or ()), *(release.get("urgency") or ())))


def compare_sections(section: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[Difference]:
    found = Difference(
        section=section,
        added=tuple(sorted(other.keys() - one.keys())),
        removed=tuple(sorted(one.keys() - other.keys())),
        changed=tuple(sorted(name for name in one.keys() & other.keys() if one[name] != other[name])),
    )
    if found != Difference(section=section):
        yield found


def by_code(entries: Any) -> dict[str, Any]:
    return {entry["code"]: entry for entry in entries}
