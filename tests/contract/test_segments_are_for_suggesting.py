"""What somebody says of themselves suggests services to them, and does nothing else: no case gets faster or slower."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.contract.template import ROOT

KNOWS = ("onestop.domain.people.segments", "onestop.storage.people.segments")
MAY = {
    "functions/portal/portal/my/suggestions.py",  # the page
    "layers/common/python/onestop/storage/people/segments.py",  # the row
}
HOUSEHOLDS = ("onestop.domain.people.households", "onestop.storage.people.households")
SHARE = {
    "functions/casework/casework/people/households.py",  # what the page of one person shows
    "functions/casework/casework/pages/people/preferences.py",  # keeps an address that somebody told
    "functions/portal/portal/my/household.py",  # what a resident says
    "layers/common/python/onestop/storage/people/households.py",
}


def sources() -> Iterator[tuple[str, str]]:
    for folder in ("functions", "layers/common/python", "infra"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), path.read_text("utf-8")


def imported(source: str) -> set[str]:
    """All that a module imports, wherever in it, as `module` and as `module.name`."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return found


def test_nothing_but_the_page_knows_what_somebody_says_of_themselves() -> None:
    said = {place: source for place, source in sources() if "segments" in source}
    assert {place for place, source in said.items() if imported(source) & set(KNOWS)} == MAY
    assert {place for place, source in said.items() if "SEGMENTS#" in source} == {
        "layers/common/python/onestop/storage/people/segments.py"
    }


def test_nothing_but_the_desk_and_the_residents_own_page_knows_who_is_one_household() -> None:
    said = {place: source for place, source in sources() if "households" in source}
    assert {place for place, source in said.items() if imported(source) & set(HOUSEHOLDS)} == SHARE
    assert {place for place, source in sources() if '"HOUSEHOLD#' in source or "'HOUSEHOLD#" in source} == {
        "layers/common/python/onestop/storage/people/households.py"
    }


def test_nothing_but_the_page_and_the_lint_reads_the_segments_of_a_catalogue() -> None:
    lookups = ('"segments"', "'segments'", '"segments[]"')
    reads = {place for place, source in sources() if any(each in source for each in lookups)}
    assert reads == {
        "functions/portal/portal/my/pages.py",  # whether there is such a page
        "functions/portal/portal/my/texts.py",
        "infra/onestop_cli/release/segments.py",
        "layers/common/python/onestop/domain/people/segments.py",
    }
    assert not [place for place in reads if Path(place).parts[1] in ("routing", "dispatch", "casework")]
