"""`onestop words`: what there is to translate into a language, as a PO file for the jurisdiction's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from rich.console import Console

from onestop.domain.translation import folder_of
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.words.files import files_of
from onestop_cli.words.gather import as_po, is_complete, messages_of, read_words
from onestop_cli.words.jurisdiction import FOLDER


def words(
    language: Annotated[str, typer.Argument(help="The language to translate to, such as fr or pt.")],
    into: Annotated[Path, typer.Option(help="The jurisdiction's folder.")],
) -> None:
    """Write the list of everything we say, for translators: LANGUAGE becomes locales/LANGUAGE.po in the folder.

    A file that is there keeps its words, and gets what is new.
    """
    try:
        Locale.parse(folder_of(language))
    except (ValueError, UnknownLocaleError):
        raise CannotContinue(
            f"There is no language {language!r}: name it as BCP 47 does, such as fr or pt-BR."
        ) from None
    if not (into / "jurisdiction.yaml").is_file():
        raise CannotContinue(f"{into} is not a jurisdiction: name the folder that holds jurisdiction.yaml.")
    project, target = find_project().root, into / FOLDER / f"{language}.po"
    if target.is_file():
        catalog = read_words(target, folder_of(language))
    else:
        shipped = dict(files_of(project)).get(folder_of(language))
        catalog = Catalog(locale=folder_of(language), domain="onestop", charset="utf-8", fuzzy=False)
        if shipped:
            catalog = read_words(shipped, folder_of(language))
    catalog.update(messages_of(project), no_fuzzy_matching=False)
    catalog.obsolete.clear()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(as_po(catalog))
    missing = sum(1 for message in catalog if message.id and not is_complete(message.string))
    Console().print(f"{target}: {len(catalog)} messages, {missing} to translate.", soft_wrap=True, highlight=False)
