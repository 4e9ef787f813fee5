"""The forms of a jurisdiction: what `onestop forms lint` finds is found when they are loaded, too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from onestop.domain.forms.eligibility import CODE as ELIGIBILITY
from onestop_cli.release.faults import FileFault
from onestop_cli.release.schema import compare_with_schema

FILE = f"{ELIGIBILITY}.yaml"


def check_forms(documents: dict[str, Any]) -> Iterator[FileFault]:
    """Check that every form fits its own schema, asks nothing twice, and passes its own tests. One whose shape is wrong
    has faults of its own."""
    for file, document in documents.items():
        if file.startswith("forms/") and not compare_with_schema(file, document, "form", frozenset()):
            yield from (FileFault(file, *found) for found in _faults_of(json.dumps(document)))
        if file == f"forms/{ELIGIBILITY}.yaml":
            yield FileFault(file, "code", "this name is that of the questions in eligibility.yaml", "another name")


def check_eligibility(documents: dict[str, Any]) -> Iterator[FileFault]:
    """The questions about what one may get ask and answer as they should."""
    document = documents.get(FILE)
    if document is not None and not compare_with_schema(FILE, document, ELIGIBILITY, frozenset()):
        from onestop_cli.forms.eligibility import lint_eligibility  # late, as below

        yield from (FileFault(FILE, *found) for found in lint_eligibility(document))


@lru_cache(maxsize=64)  # two compared folders, or one that is read repeatedly, share most of their forms
def _faults_of(written: str) -> tuple[tuple[str, str, str], ...]:
    from onestop_cli.forms.lint_form import lint_form  # late: most commands read no forms

    return tuple(lint_form(json.loads(written)))
