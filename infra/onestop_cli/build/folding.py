"""Folding: a package of hundreds of small modules becomes its `__init__` and one archive of the others, from which
Python loads the few that are wanted. Each cold start of an embedded function unpacks its layers file by file."""

from __future__ import annotations

import py_compile
import zipfile
from pathlib import Path

ARCHIVE = "modules.zip"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes for the same modules
FOUND_THERE = f'__path__.append(f"{{__path__[0]}}/{ARCHIVE}")  # folded by onestop: the modules lie in one file\n'


def fold_package(package: Path) -> None:
    """Put the modules of a package into one archive, sources with their byte code; packages inside it stay as
    folders."""
    modules = sorted(path for path in package.glob("*.py") if path.name != "__init__.py")
    compiled = package / f".{ARCHIVE}.pyc"
    with zipfile.ZipFile(package / ARCHIVE, "w") as archive:
        for module in modules:
            py_compile.compile(
                str(module),
                str(compiled),
                dfile=f"{package.name}/{module.name}",
                doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )
            archive.writestr(zipfile.ZipInfo(module.name, EPOCH), module.read_bytes())
            archive.writestr(zipfile.ZipInfo(f"{module.stem}.pyc", EPOCH), compiled.read_bytes())
            module.unlink()
    compiled.unlink(missing_ok=True)
    beginning = package / "__init__.py"
    beginning.write_text(FOUND_THERE + beginning.read_text(encoding="utf-8"), encoding="utf-8")
