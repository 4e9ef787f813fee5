"""A jurisdiction's own words: `locales/<language>.po` in its folder changes what we say, or adds a language."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from onestop.domain.pseudo_languages import PSEUDO_LANGUAGES
from onestop.domain.translation import OF_CONTEXT, folder_of
from onestop_cli.release.faults import Fault, name_choices, show_value
from onestop_cli.words.check import filled_in
from onestop_cli.words.files import files_of
from onestop_cli.words.gather import is_complete, messages_of

FOLDER = "locales"
SHOWN = 5  # messages that are not translated, by name; of the others the number


def read_own_words(
    folder: Path, project: Path, languages: frozenset[str]
) -> tuple[dict[str, dict[str, str]], list[Fault]]:
    """What a jurisdiction says instead of us: language -> message -> words; and what is wrong with its files."""
    words: dict[str, dict[str, str]] = {}
    faults: list[Fault] = []
    shipped = dict(files_of(project))
    known = next((shipped_words(file.read_bytes(), locale) for locale, file in shipped.items()), None)
    known = known or messages_of(project)
    for path in sorted((folder / FOLDER).glob("*.po")):
        file, language = f"{FOLDER}/{path.name}", path.stem
        if language not in languages:
            faults.append(Fault(file, "", f"{show_value(language)} is not offered", name_choices(language, languages)))
            continue
        try:
            own = read_po(io.BytesIO(path.read_bytes()), locale=folder_of(language), abort_invalid=True)
        except (PoFileError, UnicodeDecodeError, ValueError) as error:
            faults.append(Fault(file, "", f"this is not a PO file: {error}", "a file such as gettext's tools write"))
            continue
        words[language] = {key_of(each): str(each.string) for each in own if is_said(each)}
        faults += [Fault(file, "", wrong, right) for wrong, right in find_faults(own, known)]
    for language in sorted(languages - set(PSEUDO_LANGUAGES) - {"en"}):
        if folder_of(language) not in shipped:
            faults += missing_of(language, words.get(language, {}), known)
    return words, faults


@lru_cache(maxsize=1)
def shipped_words(written: bytes, locale: str) -> Catalog:
    """A file of ours, from which we take what is said at all; nobody changes it here."""
    return read_po(io.BytesIO(written), locale=locale)


def find_faults(own: Catalog, known: Catalog) -> Iterator[tuple[str, str]]:
    """Messages that we never say, that somebody should look at, or that fill in something else."""
    for each in own:
        if not each.id:
            continue
        if known.get(each.id, each.context) is None:
            yield f"we never say {show_value(each.id)}", "a message of the list that `onestop words` writes"
        elif each.fuzzy:
            yield f"{show_value(each.id)} is marked fuzzy", "the mark taken away once somebody has looked at it"
        elif is_said(each) and filled_in(each.id) != filled_in(each.string):
            names = ", ".join(f"{{{name}}}" for name in sorted(filled_in(each.id))) or "nothing filled in"
            yield f"{show_value(each.string)} fills in other things than English does", names


def missing_of(language: str, words: dict[str, str], known: Catalog) -> Iterator[Fault]:
    """A language that we do not ship must be whole: nobody is told half a page in English."""
    missing = [each for each in known if each.id and isinstance(each.id, str) and key_of(each) not in words]
    if missing:
        file = f"{FOLDER}/{language}.po"
        names = ", ".join(show_value(each.id) for each in missing[:SHOWN])
        wrong = f"{len(missing)} of our messages are not translated, such as {names}"
        yield Fault(file, "", wrong, f"all of them: onestop words {language} --into FOLDER writes the list")


def is_said(message: object) -> bool:
    """Whether somebody has translated a message that is one sentence."""
    return bool(
        getattr(message, "id", None)
        and isinstance(getattr(message, "id", None), str)
        and is_complete(getattr(message, "string", None))
    )


def key_of(message: object) -> str:
    """How the functions look a message up: with its context, as gettext does."""
    context, text = getattr(message, "context", None), str(getattr(message, "id", ""))
    return f"{context}{OF_CONTEXT}{text}" if context else text
