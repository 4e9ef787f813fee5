"""The engine's expansion of a SAM template, kept: it takes half of a start, and the same template gives the same.

For each of our hundred routes the expansion copies the whole API twice. What is kept is next to the archives that
templates speak of; like them it is named by its content, and all suites of this machine read it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ministack.core.responses import get_region
from ministack.services.cloudformation import changesets, engine, handlers

from onestop_cli.engine.gaps import Template

ENGINE: tuple[Any, ...] = (engine, handlers, changesets)
EXPAND = ENGINE[0]._apply_transforms
SAM = "AWS::Serverless-2016-10-31"
BY_PROGRAMS = ("ministack", "aws-sam-translator")  # what they make of a template may change with their version


def quicken_templates(kept: Path) -> None:
    """Let the engine expand each template once on this machine."""

    def expand(template: Template, *parameters: Any) -> Any:
        return expand_once(template, kept, lambda: EXPAND(template, *parameters))

    for module in ENGINE:
        module._apply_transforms = expand


def expand_once(template: Template, kept: Path, expand: Callable[[], Any]) -> Any:
    """What a template is expanded to. One that says more than SAM alone may depend on what is elsewhere: it is expanded
    each time; so is one that could not be."""
    said = json.dumps(template)
    if template.get("Transform") != SAM or said.count("Transform") != 1:
        return expand()
    path = kept / f"expanded-{name_of(said)}.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        expanded = expand()
    if type(expanded) is dict and (text := as_text(expanded)):
        write_whole(path, text)
    return expanded


def name_of(said: str) -> str:
    programs = " ".join(f"{program} {version(program)}" for program in BY_PROGRAMS)
    return hashlib.sha256(f"{programs} {get_region()}\0{said}".encode()).hexdigest()[:20]


def as_text(expanded: Template) -> str | None:
    """The text that is read as the same template; None if there is none."""
    try:
        text = json.dumps(expanded)
    except (TypeError, ValueError):
        return None
    return text if json.loads(text) == expanded else None


def write_whole(path: Path, text: str) -> None:
    """Two engines may expand at once: none reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}-{os.getpid()}")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)
