"""Whether every message is translated to every language that we ship: none missing, in doubt or left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from onestop.domain.translation import form_for
from onestop_cli.words.files import files_of
from onestop_cli.words.gather import is_complete, messages_of, read_words

NUMBERS, MILLION = 1_000, 1_000_000
FILLED_IN = re.compile(r"\{(\w+)[^{}]*\}")


def find_faults(project: Path) -> Iterator[str]:
    """Returns the faults of the words of each language, one line each."""
    messages = messages_of(project)
    for locale, file in files_of(project):
        for fault in faults_of(messages, read_words(file, locale)):
            yield f"{file.relative_to(project)}: {fault}"


def faults_of(messages: Catalog, words: Catalog) -> Iterator[str]:
    """Returns the faults of one language's words, compared with the messages of the code."""
    for message in messages:
        if not message.id:
            continue
        said = words.get(message.id, message.context)
        if said is None or not is_complete(said.string):
            yield f"not translated: {shown(message)}"
        elif said.fuzzy:
            yield f"marked fuzzy, for somebody to look at: {shown(message)}"
        elif fills_in_otherwise(said, words):
            yield f"other {{names}} than in English: {shown(message)}"
        elif differs_for_millions(said, words):
            yield f"other words for whole millions than for other numbers: {shown(message)}"
    known = {(message.id, message.context) for message in messages}
    for said in [*words, *words.obsolete.values()]:
        if said.id and (said.id, said.context) not in known:
            yield f"no longer in the code: {shown(said)}"


def fills_in_otherwise(said: Message, words: Catalog) -> bool:
    """Returns whether a translation, in one of its plural forms, has other {names} than English.

    A form that is for one number only may leave the number out: Arabic says "two days" in one word.
    """
    if isinstance(said.id, str):
        return filled_in(said.id) != filled_in(str(said.string))
    wanted, numbers = filled_in(said.id[-1]), numbers_of(words.plural_expr)
    for at, form in enumerate(said.string or ()):
        left_out = {"count"} if len(numbers.get(at, ())) == 1 else set()
        if not wanted - left_out <= filled_in(form) <= wanted:
            return True
    return False


def differs_for_millions(said: Message, words: Catalog) -> bool:
    """Returns whether the form of whole millions has other words than the next number's. Spanish, French and Italian
    have such a form for "a million *of* days"; with the number in digits, as we write it, it is like the others."""
    forms, numbers = said.string, numbers_of(words.plural_expr)
    if isinstance(said.id, str) or not forms:
        return False
    for_millions = [at for at in numbers if numbers[at] == {MILLION, 2 * MILLION}]
    return any(forms[at] != forms[form_for(words.plural_expr, MILLION + 1)] for at in for_millions)


@cache
def numbers_of(rule: str) -> dict[int, set[int]]:
    """Of each plural form the numbers that it is for, among some that tell all forms of all languages apart."""
    found: dict[int, set[int]] = {}
    for number in (*range(NUMBERS), MILLION, 2 * MILLION):
        found.setdefault(form_for(rule, number), set()).add(number)
    return found


def filled_in(said: str) -> set[str]:
    """The names of what is filled in."""
    return set(FILLED_IN.findall(said))


def shown(message: Message) -> str:
    """A message as a person finds it again."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return f"{text!r}" + (f" (in: {message.context})" if message.context else "")
