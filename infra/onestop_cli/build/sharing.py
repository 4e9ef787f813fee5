"""Sharing: a layer is unpacked once on this machine, and the engine is given only a pointer to that folder.

Lambda unpacks layers for each process of a function. So does the engine, and with some twenty functions, more than one
process each, that was 30,000 files and 700 MB at a start. The folders are next to the archives that they come from,
named by their content; all suites of this machine read them, and none writes there.
"""

from __future__ import annotations

import ast
import hashlib
import re
import tempfile
import zipfile
from pathlib import Path

from onestop_cli.build.archive import EPOCH

UNPACKED = "unpacked"
# Where a layer is read as a folder of packages: a file named so is a list of where else to look, and a line of it that
# begins with an import is run. What is in a layer goes before what is installed on this machine.
POINTER = "python/lib/python3/site-packages/onestop-layer.pth"
FIRST = "import sys; sys.path.insert(0, {!r})\n"
LEADS = re.compile(re.escape(FIRST).replace(re.escape("{!r}"), "(.*)"))


def share_layer(archive: Path) -> Path:
    """Unpack a layer unless that was done before, and give the archive that leads there."""
    folder = archive.parent / UNPACKED / archive.stem
    unpack_once(archive, folder)
    line = FIRST.format(str(folder / "python"))
    pointer = archive.with_name(f"{archive.stem}-in-{hashlib.sha256(line.encode()).hexdigest()[:8]}.zip")
    if not pointer.is_file():
        with tempfile.TemporaryDirectory(dir=archive.parent, prefix=".pointer-") as scratch:
            unfinished = Path(scratch) / pointer.name
            with zipfile.ZipFile(unfinished, "w") as written:
                written.writestr(zipfile.ZipInfo(POINTER, EPOCH), line)
            unfinished.replace(pointer)
    return pointer


def shared_folders(unpacked: Path) -> list[Path]:
    """Returns the folders to which a layer points that the engine has unpacked."""
    pointer = unpacked / POINTER
    if not pointer.is_file():
        return []
    return [Path(ast.literal_eval(told[1])) for told in LEADS.finditer(pointer.read_text(encoding="utf-8"))]


def unpack_once(archive: Path, folder: Path) -> None:
    """Unpack an archive into a folder that is there whole or not at all: two may do so at once."""
    if folder.is_dir():
        return
    folder.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".unpacking-") as scratch:
        unfinished = Path(scratch) / folder.name
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(unfinished)
        try:
            unfinished.rename(folder)
        except OSError:
            if not folder.is_dir():  # another was quicker, and what it unpacked is the same
                raise
