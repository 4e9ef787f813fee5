"""Checks of what residents may say about themselves to get suggestions: is it allowed, and does it suggest anything?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onestop.domain.people.consents import SUGGESTIONS
from onestop.domain.people.protected_traits import protected_trait
from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value

FILE = "jurisdiction.yaml"


def check_segments(documents: dict[str, Any]) -> Iterator[FileFault]:
    """No segment speaks of a protected trait, follows from a service that does, or names a service that is not there;
    and what somebody asked for is used only where they agreed."""
    services = {file.removeprefix("services/").removesuffix(".yaml") for file in documents if is_service(file)}
    seen: list[str] = []
    for path, segment in find_places(documents.get(FILE), "segments[]"):
        code = segment.get("code") if isinstance(segment, dict) else None
        if not isinstance(code, str):
            continue  # the schema has said so
        if code in seen:
            yield FileFault(FILE, f"{path}.code", f"{show_value(code)} is there twice", "one segment of each code")
        seen.append(code)
        yield from check_traits(path, "", segment)
        for field in ("follows_from", "suggests"):
            for below, service in find_places(segment, f"{field}[]"):
                if isinstance(service, str) and service not in services:
                    wrong = f"there is no service {show_value(service)}"
                    yield FileFault(FILE, f"{path}.{below}", wrong, name_choices(service, sorted(services)))
                elif field == "follows_from" and isinstance(service, str):
                    yield from check_traits(f"{path}.{below}", service, documents.get(f"services/{service}.yaml"))
    for path, purpose in find_places(documents.get(FILE), "purposes[]"):
        given = purpose.get("unless_said") if isinstance(purpose, dict) else None
        if given == "given" and purpose.get("code") == SUGGESTIONS:
            wrong = "nobody's requests are used for suggestions before they agreed"
            yield FileFault(FILE, f"{path}.unless_said", wrong, "withheld")


def check_traits(path: str, of: str, document: Any) -> Iterator[FileFault]:
    """The code and the names of a segment, or of the service that it follows from, in every language."""
    if not isinstance(document, dict):
        return
    names = document.get("name")
    said = [document.get("code"), *(names.values() if isinstance(names, dict) else ())]
    trait = next((found for each in said if isinstance(each, str) and (found := protected_trait(each))), None)
    if trait:
        source = f"the service {show_value(of)}" if of else "this"
        wrong = f"{source} speaks of a protected trait ({trait}), by which nobody may be sorted"
        yield FileFault(FILE, path, wrong, "a segment that says what somebody does or needs")


def is_service(file: str) -> bool:
    return file.startswith("services/") and file.endswith(".yaml")
