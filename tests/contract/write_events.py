"""Writes tests/events/*.json and docs/events.md anew: `python -m tests.contract.write_events`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "layers" / "common" / "python"))

from tests.contract.event_samples import EXAMPLES, PAGE, SAMPLES, page_text, sample_text


def write_all() -> None:
    """Writes what the code says; the difference to what was there is for the reviewer."""
    for event in EXAMPLES:
        (SAMPLES / f"{event.type}.json").write_text(sample_text(event), encoding="utf-8")
    PAGE.write_text(page_text(), encoding="utf-8")


if __name__ == "__main__":
    write_all()
