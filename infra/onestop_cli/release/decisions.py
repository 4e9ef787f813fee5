"""The rule tables of a jurisdiction: what `onestop decisions lint` finds is found when they are loaded, too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from onestop_cli.release.faults import FileFault, name_choices, show_value
from onestop_cli.release.schema import compare_with_schema


def check_decisions(documents: dict[str, Any]) -> Iterator[FileFault]:
    """Check that every table uses only what its form asks, and passes its own tests. One whose shape is wrong has
    faults of its own."""
    for file, document in documents.items():
        if not file.startswith("decisions/") or compare_with_schema(file, document, "decision", frozenset()):
            continue
        if document["code"] != file.removeprefix("decisions/").removesuffix(".yaml"):
            yield FileFault(file, "code", f"the file is called {show_value(file)}", "the same name in both")
        code = document.get("form")
        form = documents.get(f"forms/{code}.yaml") if code else None
        if code and form is None:
            forms = [name.removeprefix("forms/").removesuffix(".yaml") for name in documents if name[:6] == "forms/"]
            yield FileFault(file, "form", f"there is no form {show_value(code)}", name_choices(code, forms))
        elif form is None or not compare_with_schema(f"forms/{code}.yaml", form, "form", frozenset()):
            yield from (FileFault(file, *found) for found in _faults_of(json.dumps(document), json.dumps(form)))


@lru_cache(maxsize=64)  # two compared folders, or one that is read repeatedly, share most of their tables
def _faults_of(table: str, form: str) -> tuple[tuple[str, str, str], ...]:
    from onestop_cli.decisions.lint_rule_table import lint_table  # late: most commands read no tables

    return tuple(lint_table(json.loads(table), json.loads(form)))
