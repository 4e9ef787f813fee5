"""The forms of a jurisdiction: what `onestop forms lint` finds is found when they are loaded, too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from onestop_cli.release.faults import Fault
from onestop_cli.release.schema import compare_with_schema


def check_forms(documents: dict[str, Any]) -> Iterator[Fault]:
    """Every form fits its own schema, asks nothing twice, and passes its own tests. One whose shape is wrong has faults
    of its own."""
    for file, document in documents.items():
        if file.startswith("forms/") and not compare_with_schema(file, document, "form", frozenset()):
            yield from (Fault(file, *found) for found in _faults_of(json.dumps(document)))


@lru_cache(maxsize=64)  # whoever compares two folders, or reads one again and again, changed few of its forms
def _faults_of(written: str) -> tuple[tuple[str, str, str], ...]:
    from onestop_cli.forms.linting import lint_form  # late: most commands read no forms

    return tuple(lint_form(json.loads(written)))
