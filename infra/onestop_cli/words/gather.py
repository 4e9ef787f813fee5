"""The messages of the code and what translators made of them: `layers/locales/<language>/LC_MESSAGES/onestop.po`."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po

from onestop_cli.words.files import files_of

KEYWORDS = {"N_": None, "NC_": ((1, "c"), 2), "NP_": (1, 2)}
SOURCES = ("layers/common/python/onestop", "functions", "infra/onestop_cli")
COMMENT = "Translators:"  # a remark in the code that begins so goes into the PO file
WIDTH = 110
# fields of a header: dates (the same words must make the same file), and those that nobody has filled in
UNSAID = (b'"POT-Creation', b'"PO-Revision', b'"Generated', b'"Report-Msgid', b'"Last-Translator', b'"Language-Team')
HEADER = "# Onestop's words. `make words` (ours) or `onestop words` (a jurisdiction's) brings in what is new."


def messages_of(project: Path) -> Catalog:
    """Every message that the code marks for translation, in the order of the files."""
    gathered = Catalog(project="Onestop", charset="utf-8")
    for source in SOURCES:
        found = extract_from_dir(
            project / source,
            method_map=[("**.py", f"{__name__}:extract_marked")],
            keywords=KEYWORDS,
            comment_tags=(COMMENT,),
        )
        for name, _line, message, comments, context in found:
            file = f"{source}/{Path(name).as_posix()}"
            gathered.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return gathered


def extract_marked(file: Any, keywords: Any, tags: Any, options: Any) -> Iterator[Any]:
    """Most files say nothing to people; to look for a mark takes a hundredth of what reading one as Python takes."""
    text = file.read()
    if any(f"{mark}(".encode() in text for mark in KEYWORDS):
        file.seek(0)
        yield from extract_python(file, keywords, tags, options)


def read_words(file: Path, locale: str) -> Catalog:
    """Reads what translators wrote."""
    with file.open("rb") as written:
        return read_po(written, locale=locale)


def gather(project: Path) -> list[str]:
    """Brings the PO file of each language up to date with the code: new messages come in empty, gone ones go.

    A message that resembles a gone one gets its words, marked fuzzy: a person looks at them. Gives a line a language.
    """
    messages, told = messages_of(project), []
    for locale, file in files_of(project):
        words = read_words(file, locale)
        words.update(messages, no_fuzzy_matching=False)
        words.obsolete.clear()
        file.write_bytes(as_po(words))
        missing = sum(1 for message in words if message.id and not is_complete(message.string))
        told.append(f"{locale}: {len(words)} messages, {missing} to translate")
    return told


def as_po(words: Catalog) -> bytes:
    """A catalogue as the text of a PO file; without line numbers, which would change with every line above."""
    written = io.BytesIO()
    words.header_comment = HEADER
    write_po(written, words, width=WIDTH, include_lineno=False)
    lines = written.getvalue().split(b"\n")
    return b"\n".join(line for line in lines if not line.startswith(UNSAID))


def is_complete(said: str | tuple[str, ...] | list[str] | None) -> bool:
    """Returns whether a message is translated, in all its plural forms."""
    return bool(said) and (isinstance(said, str) or all(said or ()))
