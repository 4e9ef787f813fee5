"""Our own words in a resident's language: the English is in the code, translations are in gettext's catalogues.

`N_` and `NC_` (the names from gettext's manual) mark a sentence for extraction and return it unchanged, so that tables
of texts stay tables. `make words` collects marked sentences into `layers/locales`, and a build compiles these to where
this module finds them. A jurisdiction's own words are data (`Texts`) and not here.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NewType

from onestop.domain.languages import say_number
from onestop.domain.pseudo_languages import PSEUDO_LANGUAGES

Phrase = NewType("Phrase", str)
SayPhrase = Callable[[Phrase, str], str]  # a phrase in the words of a language
SayOnPage = Callable[[Phrase], str]  # a phrase in the language of the page that is shown
Plural = tuple[str, str]  # one, several
# The jurisdiction's replacements by message: its words, or those of each plural form by the message of one
OwnWords = Mapping[str, str | Sequence[str]]

SOURCE = "en"  # the language of the code
LOCALES = Path(__file__).parent.parent / "locales"
DOMAIN = "onestop"
OF_CONTEXT = "\x04"  # gettext's catalogues put it between a context and its message
PLURAL_RULE = ""  # among a jurisdiction's words: the plural rule in the header of its PO file


def N_(english: str) -> Phrase:
    """Marks a sentence for translation."""
    return Phrase(english)


def NC_(context: str, english: str) -> Phrase:
    """Marks a sentence that another language says differently elsewhere: `context` tells translators where this is."""
    return Phrase(f"{context}{OF_CONTEXT}{english}")


def NP_(one: str, several: str) -> Plural:
    """Marks a sentence about one or several things ({count} of them); languages have between one and six forms."""
    return one, several


def translate_count(plural: Plural, count: int, language: str, own: OwnWords | None = None, **filled: object) -> str:
    """Returns a sentence about a number of things, with the number (and what else is `filled`) filled in."""
    one, several = plural
    english = one if count == 1 else several
    if language in PSEUDO_LANGUAGES:
        said = PSEUDO_LANGUAGES[language](english)
    elif own and (form := own_form(own, one, count)):
        said = form
    else:
        said = english if language == SOURCE else catalogue_of(language).ngettext(one, several, count)
    return said.format(count=say_number(count, language), **filled)


def own_form(own: OwnWords, message: str, count: int) -> str:
    """Returns the plural form that a jurisdiction wrote for this number of things; empty if it wrote none."""
    forms, rule = own.get(message), own.get(PLURAL_RULE)
    if forms is None or isinstance(forms, str) or not isinstance(rule, str):
        return ""
    at = form_for(rule, count)
    return forms[at] if at < len(forms) else ""


def form_for(rule: str, count: int) -> int:
    """Returns the plural form for this number. Raises ValueError for a rule that gettext does not understand."""
    return int(_rule_of(rule)(count))


@cache
def _rule_of(rule: str) -> Any:
    return gettext.c2py(rule)  # the standard library's own parser of such rules


def translate(message: Phrase, language: str, own: OwnWords | None = None) -> str:
    """Returns a sentence of ours in a language; in English if there is no translation.

    `own`: the jurisdiction's replacements, by message (its `locales/<language>.po`).
    """
    if own and isinstance(said := own.get(message), str) and said:
        return said
    english = message.rpartition(OF_CONTEXT)[2]
    if language in PSEUDO_LANGUAGES:
        return PSEUDO_LANGUAGES[language](english)
    if language == SOURCE:
        return english
    said = catalogue_of(language).gettext(message)
    return english if said == message else said


@cache
def catalogue_of(language: str) -> gettext.NullTranslations:
    """Returns the translations in a language, read once; empty for a language without any."""
    file = LOCALES / folder_of(language) / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not file.is_file():
        return gettext.NullTranslations()
    with file.open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


def folder_of(language: str) -> str:
    """Returns gettext's folder name of a language: zh-Hans (BCP 47) is zh_Hans."""
    return language.replace("-", "_")
