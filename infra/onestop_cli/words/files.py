"""Where translators' files are: `layers/locales/<language>/LC_MESSAGES/onestop.po`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def files_of(project: Path) -> Iterator[tuple[str, Path]]:
    """The PO file of each language that we ship, by the name of its folder (zh_Hans)."""
    for file in sorted((project / "layers" / "locales").glob("*/LC_MESSAGES/onestop.po")):
        yield file.parent.parent.name, file
