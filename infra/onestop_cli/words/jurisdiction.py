"""A jurisdiction's own words: `locales/<language>.po` in its folder changes what we say, or adds a language."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from onestop.domain.pseudo_languages import PSEUDO_LANGUAGES
from onestop.domain.translation import OF_CONTEXT, PLURAL_RULE, OwnWords, folder_of, form_for
from onestop_cli.release.faults import FileFault, name_choices, show_value
from onestop_cli.words.check import filled_in, fills_in_otherwise
from onestop_cli.words.files import files_of
from onestop_cli.words.gather import is_complete, messages_of

FOLDER = "locales"
SHOWN = 5  # messages that are not translated, by name; of the others the number


def read_own_words(
    folder: Path, project: Path, languages: frozenset[str]
) -> tuple[dict[str, OwnWords], list[FileFault]]:
    """Reads what a jurisdiction says instead of us: language -> message -> words; and the faults of its files."""
    words: dict[str, OwnWords] = {}
    faults: list[FileFault] = []
    shipped = dict(files_of(project))

    @cache  # it takes a tenth of a second, and most jurisdictions say all as we do
    def known() -> Catalog:
        locale, file = next(iter(shipped.items()), ("", None))
        return shipped_words(file.read_bytes(), locale) if file else messages_of(project)

    for path in sorted((folder / FOLDER).glob("*.po")):
        file, language = f"{FOLDER}/{path.name}", path.stem
        if language not in languages:
            faults.append(
                FileFault(file, "", f"{show_value(language)} is not offered", name_choices(language, languages))
            )
            continue
        try:
            own = read_po(io.BytesIO(path.read_bytes()), locale=folder_of(language), abort_invalid=True)
        except (PoFileError, UnicodeDecodeError, ValueError) as error:
            faults.append(
                FileFault(file, "", f"this is not a PO file: {error}", "a file such as gettext's tools write")
            )
            continue
        words[language] = words_of(own)
        faults += [FileFault(file, "", wrong, right) for wrong, right in find_faults(own, known())]
    for language in sorted(languages - set(PSEUDO_LANGUAGES) - {"en"}):
        if folder_of(language) not in shipped:
            faults += missing_of(language, words.get(language, {}), known())
    return words, faults


@lru_cache(maxsize=1)
def shipped_words(written: bytes, locale: str) -> Catalog:
    """Reads one of our files for the list of messages; it is not changed here."""
    return read_po(io.BytesIO(written), locale=locale)


def find_faults(own: Catalog, known: Catalog) -> Iterator[tuple[str, str]]:
    """Messages that we never say, that somebody should look at, or that fill in something else."""
    try:
        form_for(own.plural_expr, 1)
    except ValueError as error:
        yield f"the Plural-Forms of the header are no rule: {error}", "Plural-Forms such as gettext's manual lists"
        return
    for each in own:
        if not each.id:
            continue
        if known.get(each.id, each.context) is None:
            yield f"we never say {show_value(each.id)}", "a message of the list that `onestop words` writes"
        elif each.fuzzy:
            yield f"{show_value(each.id)} is marked fuzzy", "the mark taken away once somebody has looked at it"
        elif not isinstance(each.id, str) and any(each.string or ()) and not is_complete(each.string):
            wrong = f"{show_value(each.id[0])} has a plural form that is empty"
            yield wrong, f"all {own.num_plurals} forms that the Plural-Forms of this file's header speak of"
        elif is_complete(each.string) and fills_in_otherwise(each, own):
            wanted = filled_in(each.id if isinstance(each.id, str) else each.id[-1])
            names = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "nothing filled in"
            yield f"{show_value(first_of(each.string or ''))} fills in other things than English does", names


def missing_of(language: str, words: OwnWords, known: Catalog) -> Iterator[FileFault]:
    """Returns the missing messages: a language that we do not ship must be complete, so that no page is half in
    English."""
    missing = [each for each in known if each.id and key_of(each) not in words]
    if missing:
        file = f"{FOLDER}/{language}.po"
        names = ", ".join(show_value(first_of(each.id)) for each in missing[:SHOWN])
        wrong = f"{len(missing)} of our messages are not translated, such as {names}"
        yield FileFault(file, "", wrong, f"all of them: onestop words {language} --into FOLDER writes the list")


def words_of(own: Catalog) -> OwnWords:
    """What translators have written, as the functions look it up; with the rule of plurals if there is one to form."""
    said: dict[str, str | list[str]] = {}
    for each in own:
        if each.id and each.string and is_complete(each.string):
            said[key_of(each)] = each.string if isinstance(each.string, str) else list(each.string)
    plural = any(isinstance(each, list) for each in said.values())
    return {PLURAL_RULE: own.plural_expr, **said} if plural else said


def first_of(said: str | Sequence[str]) -> str:
    """A message, or the form of one of a message that counts."""
    return said if isinstance(said, str) else said[0]


def key_of(message: Message) -> str:
    """Returns the key by which the functions look a message up: with its context, as gettext does; a plural by its
    singular."""
    text = first_of(message.id)
    return f"{message.context}{OF_CONTEXT}{text}" if message.context else text
