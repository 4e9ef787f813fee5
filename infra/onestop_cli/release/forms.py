"""The forms of a jurisdiction: what `onestop forms lint` finds is found when they are loaded, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onestop_cli.release.faults import Fault
from onestop_cli.release.schema import compare_with_schema


def check_forms(documents: dict[str, Any]) -> Iterator[Fault]:
    """Every form fits its own schema, asks nothing twice, and passes its own tests. One whose shape is wrong has faults
    of its own."""
    from onestop_cli.forms.linting import lint_form  # late: most commands read no forms

    for file, document in documents.items():
        if file.startswith("forms/") and not compare_with_schema(file, document, "form", frozenset()):
            yield from (Fault(file, *found) for found in lint_form(document))
