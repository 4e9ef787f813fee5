"""The desk shows the runbooks that operators find in docs/runbooks: each is shipped with it as it stands there."""

from __future__ import annotations

import re

import pytest

from casework.pages.operations.runbooks import blocks_of, parts_of, runbooks
from tests.contract.template import ROOT

WRITTEN = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "runbooks").glob("*.md")}


def test_each_runbook_is_shipped_with_the_desk_as_it_is() -> None:
    """A new one needs a link to it in functions/casework/casework/runbooks."""
    assert dict(runbooks()) == WRITTEN


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_nothing_of_a_runbook_is_lost_on_its_page(name: str) -> None:
    assert letters(said_by(name)) == letters(re.sub(r"\]\([\w-]+\.md\)", "", WRITTEN[name]))


def said_by(name: str) -> str:
    """What the page of a runbook says, in order."""
    said = []
    for block in blocks_of(WRITTEN[name]):
        said += [part.text for row in block.rows for cell in row for part in cell]
        said += [block.text] if block.kind == "code" else [part.text for part in parts_of(block.text)]
    return "".join(said)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
