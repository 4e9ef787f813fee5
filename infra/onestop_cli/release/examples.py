"""The examples of a service: sentences from which `onestop train` learns. They are no part of a release.

They are many, and no function reads them: what is published is what was learned from them. So they are cut off before
a file is read, and read by `train.examples` alone.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from onestop_cli.release.faults import FileFault

CLASSIFIER = "classifier.bin"
OTHER_EXAMPLES = "other-examples.yaml"
THEME_EXAMPLES, LEARNED_THEMES = "theme-examples.yaml", "themes.bin"  # of what people write in answer to surveys
BLOCK = re.compile(r"^examples:[^\n]*\n(?:(?:[ #][^\n]*)?\n)*(?:[ #][^\n]*\Z)?", re.MULTILINE)


def without_examples(text: str) -> str:
    """A service's file as functions need it. The lines are left empty, so that faults name the right ones."""
    return BLOCK.sub(lambda block: "\n" * block[0].count("\n"), text)


def examples_in(text: str) -> str:
    """Return only the examples, as they are written."""
    return "".join(block[0] for block in BLOCK.finditer(text))


def hash_of_examples(folder: Path) -> str:
    """Names all examples of a jurisdiction by what they say: what was learned from others is out of date."""
    said = hashlib.sha256()
    for path in (*sorted((folder / "services").glob("*.yaml")), folder / OTHER_EXAMPLES):
        if path.is_file():
            text = path.read_text(encoding="utf-8-sig")
            examples = text if path.name == OTHER_EXAMPLES else examples_in(text)
            if examples:  # from a service without any nothing is learned
                said.update(f"{path.name}\n{examples}".encode())
    return said.hexdigest()[:16]


def check_classifier(data: bytes, services: set[str]) -> list[FileFault]:
    """Check that the classifier can be read, and has only services of this jurisdiction."""
    from onestop.domain.understanding.classifier_file import Unreadable

    try:
        known = _services_known(data)
    except Unreadable as wrong:
        return [FileFault(CLASSIFIER, "", str(wrong), "the file that `onestop train` makes")]
    gone = ", ".join(sorted(known - services))
    return [FileFault(CLASSIFIER, "", f"it knows services that there are not: {gone}", "train again")] if gone else []


@lru_cache(maxsize=2)  # of two folders that are compared; to unpack one takes as long as to read all other files
def _services_known(data: bytes) -> frozenset[str]:
    from onestop.domain.understanding.classifier_file import read_classifier
    from onestop.domain.understanding.meaning import OTHERS

    return frozenset(read_classifier(data).classes) - OTHERS.keys()
