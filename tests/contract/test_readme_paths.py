"""Whoever wants to change something finds it where README and the drawing of the architecture say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.contract.architecture import WAY
from tests.contract.template import FUNCTIONS, ROOT

TOP = ("docs", "functions", "infra", "layers", "scripts", "statemachines", "tests")
LAYER = ROOT / "layers" / "common" / "python"
JURISDICTION = ROOT / "infra" / "jurisdictions" / "port-ellery"
CODE = re.compile(r"`([^`]+)`")
IS_FILE = re.compile(r"[\w./*-]+\.(py|md|yaml|json|geojson|js)")


def named(line: str) -> Iterator[str]:
    """What a line names that looks like a file or folder of ours."""
    for word in [*CODE.findall(line), *re.findall(r"\]\(([^)#:]+)\)", line)]:
        if IS_FILE.fullmatch(word) or (word.partition("/")[0] in (*TOP, "onestop", "domain") and "/" in word):
            yield word


def is_there(word: str, line: str) -> bool:
    """A short name is looked for in the layer, in the sample jurisdiction, and in what else its line names."""
    beside = [ROOT / other for other in named(line) if other.startswith(TOP)]
    folders = [ROOT, LAYER, LAYER / "onestop", JURISDICTION, *beside, *(path.parent for path in beside)]
    return any(any(folder.glob(word)) for folder in folders if folder.is_dir())


def missing(text: str) -> list[str]:
    return [word for line in text.splitlines() for word in named(line) if not is_there(word, line)]


def test_every_file_and_folder_that_readme_names_is_there() -> None:
    text = Path(ROOT / "README.md").read_text(encoding="utf-8")
    assert len([word for line in text.splitlines() for word in named(line)]) > 120
    assert missing(text) == []


def test_a_name_that_leads_nowhere_is_noticed() -> None:
    assert missing(
        "| a page | `functions/nowhere/page.py`, `lifecycle.py` in `layers/common/python/onestop/domain/cases` |"
    ) == ["functions/nowhere/page.py"]


def test_the_way_of_a_need_names_functions_and_files_that_are_there() -> None:
    assert missing(WAY) == []
    assert set(re.findall(r"`(\w+Function)`", WAY)) <= set(FUNCTIONS)
