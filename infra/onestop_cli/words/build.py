"""The words compiled to where the functions find them: next to the code of the shared layer, ignored by git."""

from __future__ import annotations

import io
from pathlib import Path

from onestop_cli.words.files import files_of

COMPILED = Path("layers") / "common" / "python" / "onestop" / "locales"


def compile_words(project: Path) -> None:
    """Compile each language whose words have changed since; two that do so at once write the same bytes."""
    for locale, file in files_of(project):
        target = project / COMPILED / locale / "LC_MESSAGES" / "onestop.mo"
        if target.is_file() and target.stat().st_mtime >= file.stat().st_mtime:
            continue
        from babel.messages.mofile import write_mo  # late: nothing to compile is the usual case

        from onestop_cli.words.gather import read_words

        written = io.BytesIO()
        write_mo(written, read_words(file, locale))
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f".{id(written)}.mo")
        unfinished.write_bytes(written.getvalue())
        unfinished.replace(target)
