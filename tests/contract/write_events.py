"""Writes tests/events/*.json, docs/events.md, docs/architecture.md and the drawing in README (`make docs`)."""

from __future__ import annotations

from tests.contract import architecture
from tests.contract.event_samples import EXAMPLES, PAGE, SAMPLES, page_text, sample_text


def write_all() -> None:
    """Writes what the code says; the difference to what was there is for the reviewer."""
    for event in EXAMPLES:
        (SAMPLES / f"{event.type}.json").write_text(sample_text(event), encoding="utf-8")
    PAGE.write_text(page_text(), encoding="utf-8")
    architecture.PAGE.write_text(architecture.page_text(), encoding="utf-8")
    readme = architecture.README.read_text(encoding="utf-8")
    architecture.README.write_text(architecture.in_readme(readme), encoding="utf-8")


if __name__ == "__main__":
    write_all()
