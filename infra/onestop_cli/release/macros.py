"""Macros of agencies: does each step have what its act needs, and are its placeholders known?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onestop_cli.release.checks import PLACEHOLDER
from onestop_cli.release.faults import FileFault, find_places, name_choices
from onestop_cli.release.references import Documents

FILE = "agencies.yaml"
PLACEHOLDERS = frozenset({"reference", "service", "place", "agency", "due"})
WITHOUT_TEXT = ("done", "take")  # they need no words
# what only one act has -> that act
OWN: Mapping[str, str] = {"agency": "transfer", "days": "wait"}


def check_macros(documents: Documents) -> Iterator[FileFault]:
    """Check that a transfer says to whom, a wait for how long, and a message has a text."""
    for path, step in find_places(documents.get(FILE), "[].macros[].steps[]"):
        if isinstance(step, dict):
            yield from check_step(path, step)
    for path, text in find_places(documents.get(FILE), "[].macros[].steps[].text.*"):
        if not isinstance(text, str):
            continue
        for name in PLACEHOLDER.findall(text):
            if name not in PLACEHOLDERS:
                yield FileFault(FILE, path, f"there is no placeholder (({name}))", name_choices(name, PLACEHOLDERS))
        if any(brackets in PLACEHOLDER.sub("", text) for brackets in ("((", "))")):
            yield FileFault(FILE, path, "a placeholder is not closed or not opened", "such as ((reference))")


def check_step(path: str, step: Mapping[str, Any]) -> Iterator[FileFault]:
    act = step.get("act")
    for name, owner in OWN.items():
        if act == owner and name not in step:
            yield FileFault(FILE, path, f"the act {act} needs {name}", f"a line {name}:")
        elif act != owner and name in step:
            yield FileFault(FILE, f"{path}.{name}", f"only the act {owner} has {name}", "leave it out")
    if act not in WITHOUT_TEXT and "text" not in step:
        yield FileFault(FILE, path, f"the act {act} needs text", "a line text: in every language")
    if act == "take" and "text" in step:
        yield FileFault(FILE, f"{path}.text", "who takes a task writes nothing", "leave it out")
