"""No template asks a table of texts for a name that every dictionary has as a method: it would print the method."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
METHODS = "|".join(name for name in dir(dict) if not name.startswith("_"))
ASKED = re.compile(rf"\b(?:t|frame)\.(?:{METHODS})\b(?!\()")


def test_no_template_prints_a_method_of_a_dictionary() -> None:
    templates = [*ROOT.glob("functions/*/**/templates/**/*.html"), *ROOT.glob("layers/**/templates/**/*.html")]
    assert len(templates) > 50
    assert {path.name: found for path in templates if (found := ASKED.findall(path.read_text("utf-8")))} == {}
