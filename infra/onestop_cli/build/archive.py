"""Archives for Lambda: the same bytes for the same sources, with byte code that Python never checks against its source.

Unchecked-hash ``.pyc`` because an archive's file times mean nothing: timestamped ones go stale when unpacked and
are compiled again at each cold start, which doubles the import time.
"""

from __future__ import annotations

import hashlib
import py_compile
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

PYTHON_TAG = sys.implementation.cache_tag
SKIPPED_FOLDERS = {"__pycache__", ".git", ".mypy_cache", ".ruff_cache", ".pytest_cache"}
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip file can carry


def list_sources(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give the files of a folder that belong into an archive, by name, in an order that never changes."""
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and path.suffix != ".pyc" and not SKIPPED_FOLDERS & set(relative.parts):
            yield relative.as_posix(), path


def hash_sources(folder: Path) -> str:
    """Name a folder's content: equal when all names and bytes are equal and the same Python compiles them."""
    digest = hashlib.sha256(f"{PYTHON_TAG} 1".encode())
    for name, path in list_sources(folder):
        content = path.read_bytes()
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:20]


def build_archive(folder: Path, name: str, into: Path, prefix: str = "") -> Path:
    """Build the archive of a function or layer unless one with this content was built before."""
    target = into / f"{name}-{hash_sources(folder)}.zip"
    if not target.is_file():
        write_archive(folder, target, prefix)
    return target


def write_archive(folder: Path, target: Path, prefix: str = "") -> None:
    """Write a folder as an archive: sources with their byte code, fixed times and permissions."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".archive-") as scratch:
        unfinished = Path(scratch) / "archive.zip"
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, path in list_sources(folder):
                _add(archive, prefix + name, path.read_bytes(), executable=path.suffix == ".so")
                if path.suffix == ".py":
                    _add_byte_code(archive, prefix + name, path, Path(scratch) / "module.pyc")
        unfinished.replace(target)


def _add(archive: zipfile.ZipFile, name: str, content: bytes, *, executable: bool = False) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o755 if executable else 0o644) << 16
    archive.writestr(entry, content)


def _add_byte_code(archive: zipfile.ZipFile, name: str, source: Path, scratch: Path) -> None:
    """Compile one module; a file that this Python cannot compile is shipped as source only."""
    try:
        py_compile.compile(
            str(source),
            str(scratch),
            dfile=name,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
    except py_compile.PyCompileError:
        return
    folder, _, module = name.rpartition("/")
    compiled = f"__pycache__/{module.removesuffix('.py')}.{PYTHON_TAG}.pyc"
    _add(archive, f"{folder}/{compiled}" if folder else compiled, scratch.read_bytes())
